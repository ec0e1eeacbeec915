"""Groups of last season, cancelled sessions, and questions whether a spot is still open."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from allemed.associations.models import Association
from allemed.catalogue.models import Activity, CancelledSession, Spot, SpotLink, SpotQuestion
from allemed.catalogue.queries.groups import list_groups_of
from allemed.catalogue.rules import is_fresh
from allemed.catalogue.rules.freshness import ASK_BEFORE, Asked, fresh_since, may_ask, needs_question
from allemed.catalogue.rules.seasons import Calendar, days_of, may_post_again
from allemed.crypto import hash_token
from allemed.database import db


def calendar_of(activity: Activity) -> Calendar:
    """When a group meets, without what is left out and what is cancelled."""
    without = days_of(activity.left_out) | {one.session_on for one in activity.cancelled}
    weekdays = frozenset(one.weekday for one in activity.sessions)
    return Calendar(weekdays, activity.starts_on, activity.ends_on, without)


def find_cancelled(activity_id: UUID, day: date) -> CancelledSession | None:
    query = select(CancelledSession).where(
        CancelledSession.activity_id == activity_id, CancelledSession.session_on == day
    )
    return db.session.scalar(query)


def list_last_season(association_id: UUID, *, now: datetime, today: date, spot_days: int) -> list[Activity]:
    """An association's groups that can be posted again, by name; not those it has stopped.

    What was held in a holiday is posted again by itself: its season is another one.
    """
    found = [
        one
        for one in list_groups_of(association_id)
        if one.is_open
        and one.holiday is None
        and may_post_again(one.ends_on, is_offered=_is_offered(one, now, spot_days), today=today)
    ]
    return sorted(found, key=lambda one: one.name)


def _is_offered(activity: Activity, now: datetime, spot_days: int) -> bool:
    spot = activity.spot
    return spot is not None and spot.is_open and is_fresh(spot.confirmed_at, now, spot_days)


def list_to_ask(now: datetime, today: date, spot_days: int) -> dict[UUID, tuple[list[UUID], bool]]:
    """By association, the groups whose spot is to be asked about now, and whether one of them is stale already.

    Two queries, however many there are.
    """
    asked_at = (
        select(SpotQuestion.activity_id, func.max(SpotQuestion.asked_at).label("at"))
        .group_by(SpotQuestion.activity_id)
        .subquery()
    )
    query = (
        select(Activity.association_id, Activity.id, Spot.confirmed_at, asked_at.c.at)
        .join(Spot, Spot.activity_id == Activity.id)
        .join(Association, Association.id == Activity.association_id)
        .outerjoin(asked_at, asked_at.c.activity_id == Activity.id)
        .where(Association.is_approved, Activity.is_open, Spot.is_open, Spot.free > 0)
        .where(Spot.confirmed_at < fresh_since(now, spot_days) + ASK_BEFORE)
        .where((Activity.ends_on.is_(None)) | (Activity.ends_on >= today))
        .order_by(Activity.association_id, Activity.name)
    )
    found: dict[UUID, tuple[list[UUID], bool]] = {}
    for association_id, activity_id, confirmed_at, at in db.session.execute(query):
        if needs_question(Asked(confirmed_at, at), now, spot_days):
            ids, is_stale = found.get(association_id, ([], False))
            found[association_id] = [*ids, activity_id], is_stale or not is_fresh(confirmed_at, now, spot_days)
    recent = _last_asked()
    return {key: groups for key, groups in found.items() if may_ask([recent.get(key)], now)}


def _last_asked() -> dict[UUID, datetime]:
    query = select(SpotLink.association_id, func.max(SpotLink.asked_at)).group_by(SpotLink.association_id)
    return {association_id: asked_at for association_id, asked_at in db.session.execute(query)}


def find_spot_link(token: str, now: datetime) -> SpotLink | None:
    """The link with this secret, while it answers and its user may still answer for the association."""
    query = select(SpotLink).where(SpotLink.token_hash == hash_token(token)).options(joinedload(SpotLink.user))
    link = db.session.scalar(query)
    if link is None or now >= link.expires_at or not link.user.is_active:
        return None
    return link if link.user.association_id == link.association_id else None


def list_questions(link: SpotLink) -> list[SpotQuestion]:
    """What was asked at the moment of this link, by the group's name."""
    group = joinedload(SpotQuestion.activity)
    query = (
        select(SpotQuestion)
        .join(SpotQuestion.activity)
        .where(Activity.association_id == link.association_id, SpotQuestion.asked_at == link.asked_at)
        .options(
            group.joinedload(Activity.spot), group.joinedload(Activity.place), group.selectinload(Activity.sessions)
        )
    )
    return list(db.session.scalars(query.order_by(Activity.name, SpotQuestion.id)))
