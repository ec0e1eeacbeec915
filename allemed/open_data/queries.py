"""Reading what others may read: public groups, the pages of the feed, and whose calendar an address is."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from allemed import clock
from allemed.accounts.models import User
from allemed.catalogue.models import Activity, Spot
from allemed.catalogue.queries import activities_visible_to
from allemed.catalogue.rules import is_fresh
from allemed.catalogue.rules.facts import ages
from allemed.catalogue.rules.seasons import is_over
from allemed.config import settings
from allemed.countries import profile
from allemed.crypto import hash_token
from allemed.database import db
from allemed.followup.models import CheckIn
from allemed.open_data.models import CalendarLink, PublishedGroup
from allemed.open_data.rules import PublicGroup, PublicPlace, PublicTime, is_calendar_alive
from allemed.open_data.rules.publisher import Publisher
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState

REGISTERS = {"NO": "NO-BRC", "SE": "SE-BLV"}  # org-id.guide
_CENT = Decimal("0.01")  # an amount looks the same before and after it was stored
PAST = timedelta(days=30)  # our default: so far back a coordinator's calendar reaches


def publisher() -> Publisher:
    """The municipality of this instance."""
    chosen, country = settings(), profile()
    return Publisher(
        home=chosen.base_url.rstrip("/"),
        municipality=chosen.municipality_name,
        country=country.code,
        zone=chosen.zone,
        currency=country.currency,
        register=REGISTERS[country.code],
    )


# Groups


def _public() -> Select[Activity]:
    """Groups that a visitor may see, with all that is told of them; in two queries, however many."""
    return activities_visible_to(None).options(
        contains_eager(Activity.association),
        joinedload(Activity.place),
        joinedload(Activity.spot),
        selectinload(Activity.sessions),
    )


def list_public_groups(now: datetime, ids: Collection[UUID] | None = None) -> list[PublicGroup]:
    """All public groups by their id, or those of `ids`."""
    query = _public() if ids is None else _public().where(Activity.id.in_(list(ids)))
    return [public_group(one, now) for one in db.session.scalars(query.order_by(Activity.id))]


def list_page_of_groups(now: datetime, *, page: int, size: int) -> list[PublicGroup]:
    """One page of all public groups, by their id."""
    query = _public().order_by(Activity.id).limit(size).offset((page - 1) * size)
    return [public_group(one, now) for one in db.session.scalars(query)]


def count_public_groups() -> int:
    """How many groups a visitor may see."""
    query = activities_visible_to(None).with_only_columns(func.count(Activity.id))
    return db.session.scalar(query) or 0


def public_group(activity: Activity, now: datetime) -> PublicGroup:
    """What everybody may know of a group, and nothing else of it."""
    chosen, association = settings(), activity.association
    youngest, oldest = ages(activity.birth_year_from, activity.birth_year_to, clock.local(now, chosen.zone).date().year)
    is_running = not is_over(activity.ends_on, clock.local(now, chosen.zone).date())
    spot = activity.spot if is_running and _is_known(activity.spot, now) else None
    return PublicGroup(
        id=activity.id,
        kind=activity.kind,
        name=activity.name,
        gender_group=activity.gender_group,
        youngest=youngest,
        oldest=oldest,
        cost_per_half_year=None if activity.cost_per_half_year is None else activity.cost_per_half_year.quantize(_CENT),
        languages=tuple(activity.languages),
        accessibility=tuple(activity.accessibility),
        is_for_beginners=activity.is_for_beginners,
        trial_times=activity.trial_times,
        times=tuple(PublicTime(one.id, one.weekday, one.starts, one.ends) for one in activity.sessions),
        place=_place(activity),
        association_id=association.id,
        association=association.name,
        organisation_number=association.organisation_number,
        website=association.website,
        free=spot.free if spot else None,
        confirmed_on=clock.local(spot.confirmed_at, chosen.zone).date() if spot else None,
        updated_at=activity.updated_at,
    )


def _is_known(spot: Spot | None, now: datetime) -> bool:
    """Would the group's page say how many places are free?"""
    return spot is not None and spot.is_open and is_fresh(spot.confirmed_at, now, settings().spot_days)


def _place(activity: Activity) -> PublicPlace | None:
    place = activity.place
    return PublicPlace(place.id, place.name, place.latitude, place.longitude) if place else None


# The feed


def list_published(after: tuple[int, UUID] | None, *, most: int) -> list[PublishedGroup]:
    """The rows after a place in the feed, in its order: by `modified`, then id (RPDE 1.0)."""
    query = select(PublishedGroup).order_by(PublishedGroup.modified, PublishedGroup.id).limit(most)
    return list(db.session.scalars(query.where(_later(*after)) if after else query))


def _later(modified: int, group_id: UUID) -> ColumnElement[bool]:
    return or_(
        PublishedGroup.modified > modified, and_(PublishedGroup.modified == modified, PublishedGroup.id > group_id)
    )


# Calendars


def find_calendar_link(user: User, now: datetime) -> CalendarLink | None:
    """The living secret address of a user's calendar; there is one at most."""
    query = select(CalendarLink).where(CalendarLink.user_id == user.id, CalendarLink.ended_at.is_(None))
    link = db.session.scalar(query.order_by(CalendarLink.created_at.desc()).limit(1))
    return link if link and is_calendar_alive(link.created_at, link.ended_at, now) else None


def find_link_of_token(token: str, now: datetime) -> CalendarLink | None:
    """The calendar that this secret opens; None if it was ended, is too old, or its user is inactive."""
    query = select(CalendarLink).where(CalendarLink.token_hash == hash_token(token))
    link = db.session.scalar(query.options(joinedload(CalendarLink.user)))
    alive = link and link.user.is_active and is_calendar_alive(link.created_at, link.ended_at, now)
    return link if alive else None


def list_first_sessions(user: User, now: datetime) -> list[Placement]:
    """First times that are agreed, in the placements this coordinator answers for. No child is loaded."""
    query = select(Placement).where(
        Placement.state == PlacementState.BOOKED, Placement.first_session_at >= now - PAST, _answered_for_by(user)
    )
    query = query.options(joinedload(Placement.activity).selectinload(Activity.sessions))
    return list(db.session.scalars(query.order_by(Placement.first_session_at, Placement.id)))


def count_check_ins_by_day(user: User, since: date) -> list[tuple[date, int]]:
    """How many open questions fall on each day, in the placements this coordinator answers for."""
    query = select(CheckIn.due_on, func.count(CheckIn.id)).join(CheckIn.placement)
    query = query.where(CheckIn.closed_at.is_(None), CheckIn.due_on >= since, _answered_for_by(user))
    rows = db.session.execute(query.group_by(CheckIn.due_on).order_by(CheckIn.due_on))
    return [(day, count) for day, count in rows]


def _answered_for_by(user: User) -> ColumnElement[bool]:
    """Proposed by this coordinator, or by somebody who is gone."""
    return or_(Placement.proposed_by == user.id, Placement.proposed_by.is_(None))
