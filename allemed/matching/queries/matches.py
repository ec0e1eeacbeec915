"""From rows to what the rules look at: a child's wishes, and every open spot in one query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, not_, select
from sqlalchemy.orm import joinedload, selectinload

from allemed import clock
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place, Spot, WeeklySession
from allemed.catalogue.rules import kind_of
from allemed.catalogue.rules.seasons import is_over
from allemed.config import settings
from allemed.database import db
from allemed.families.models import Child
from allemed.intake.models import Conversation
from allemed.intake.queries import find_current_conversation
from allemed.intake.rules import MoneyHelp, PracticalNeed, read_times
from allemed.matching.queries.company import company_of
from allemed.matching.queries.placed import OtherPlacement, Standing, others_of
from allemed.matching.rules import (
    AS_USUAL,
    ChildWishes,
    Company,
    Match,
    Matters,
    OpenSpot,
    Point,
    Reason,
    Session,
    rank_spots,
    weights_for,
    why_not,
)

NEAR_YEARS = 1  # our default: a group missed by a year is named among those not shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """What matching found: the ranking, what is not shown and why, and where the child is on its way already."""

    matches: list[Match]
    not_shown: list[tuple[OpenSpot, list[Reason]]]
    others: list[OtherPlacement]
    far_in_age: int  # groups for much younger or older children: counted, not read


@dataclass(frozen=True, slots=True)
class Tried:
    """Wishes changed for a look at what would fit then; nothing of it is kept. None: as the family said."""

    kinds: tuple[str, ...] | None = None
    times: tuple[str, ...] | None = None
    max_walk_minutes: int | None = None


def match_child(
    child: Child,
    *,
    now: datetime,
    instead_of: UUID | None = None,
    matters: Matters = AS_USUAL,
    tried: Tried | None = None,
) -> Outcome:
    """The open spots for a child, the best first. `instead_of` is a placement it would leave: its times are free.

    `matters` is what counts more or less for this family, `tried` wishes changed for a look.
    """
    others = [other for other in others_of(child.id) if other.placement_id != instead_of]
    wishes = _try(wishes_of(child, find_current_conversation(child.id), others, company_of(child)), tried)
    taken = {other.activity_id for other in others if other.standing is Standing.ON_THE_WAY}
    today, days = clock.local(now, settings().zone).date(), settings().spot_days
    spots = [spot for spot in list_spots(near_year=child.birth_year) if spot.activity_id not in taken]
    refused = [(spot, reasons) for spot in spots if (reasons := why_not(wishes, spot, today, days))]
    near = sorted(refused, key=lambda pair: _nearness(wishes, *pair))
    ranked = rank_spots(wishes, spots, today, days, weights_for(matters))
    return Outcome(ranked, near, others, count_far_in_age(child.birth_year))


def _try(wishes: ChildWishes, tried: Tried | None) -> ChildWishes:
    if tried is None:
        return wishes
    changed: dict[str, Any] = {}
    if tried.kinds is not None:
        families = frozenset(kind_of(kind).family for kind in tried.kinds)
        changed |= {"kinds": tried.kinds, "kind_families": families}
    if tried.times is not None:
        changed["free"] = frozenset((day, str(part)) for day, part in read_times(tried.times))
    if tried.max_walk_minutes is not None:
        changed["max_walk_minutes"] = tried.max_walk_minutes
    return replace(wishes, **changed)


def _nearness(wishes: ChildWishes, spot: OpenSpot, reasons: list[Reason]) -> tuple:
    """What the child pointed at first, then what only one thing stands against."""
    return spot.kind not in wishes.kinds, spot.kind_family not in wishes.kind_families, len(reasons), str(spot.spot_id)


def why_not_there(child: Child, activity_id: UUID, *, now: datetime, instead_of: UUID | None = None) -> list[Reason]:
    """The hard limits that one group would cross for a child; empty when it may be proposed."""
    spots = list_spots(activity_id=activity_id)
    if not spots:
        return [Reason("closed")]
    others = [other for other in others_of(child.id) if other.placement_id != instead_of]
    others = [other for other in others if other.activity_id != activity_id]
    wishes = wishes_of(child, find_current_conversation(child.id), others)
    return why_not(wishes, spots[0], clock.local(now, settings().zone).date(), settings().spot_days)


def wishes_of(
    child: Child,
    conversation: Conversation | None,
    others: Iterable[OtherPlacement] = (),
    company: tuple[Company, ...] = (),
) -> ChildWishes:
    """What is known of a child for finding a spot; what was not asked stays unknown."""
    known = conversation or Conversation()
    kinds = tuple(known.kinds or ())
    busy = [one for other in others if other.standing is Standing.ON_THE_WAY for one in other.sessions]
    return ChildWishes(
        birth_year=child.birth_year,
        gender=child.gender,
        kinds=kinds,
        kind_families=frozenset(kind_of(kind).family for kind in kinds),
        free=frozenset((day, str(part)) for day, part in read_times(known.times or ())),
        max_walk_minutes=known.max_walk_minutes,
        may_use_bus=known.may_use_bus,
        home=_home_of(child),
        wants_fee_help=known.money in (MoneyHelp.WOULD_LIKE_HELP, MoneyHelp.WANTS_TO_TALK),
        needs_equipment=frozenset(known.equipment or ()),
        with_whom=known.with_whom,
        wants_girls_only=PracticalNeed.GIRLS_ONLY_GROUP in (known.practical or ()),
        languages=frozenset({child.family.talk_language}),
        busy=tuple(busy),
        company=company,
    )


def _home_of(child: Child) -> Point | None:
    """The school stands for home: an address is never asked for."""
    school = db.session.get(Place, child.school_id) if child.school_id else None
    return _point(school.latitude, school.longitude) if school else None


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


_SPOTS = (
    select(
        Spot.id, Spot.activity_id, Spot.free, Spot.confirmed_at, Spot.is_open.label("spot_is_open"), Spot.is_for_referrals,
        Activity.is_open, Activity.ends_on, Activity.kind, Activity.birth_year_from, Activity.birth_year_to, Activity.gender_group,
        Activity.cost_per_half_year, Activity.trial_times, Activity.borrow, Activity.bring, Activity.languages,
        Activity.is_right_after_school, Activity.has_transport_help, Activity.is_for_beginners,
        Place.latitude, Place.longitude, WeeklySession.weekday, WeeklySession.starts, WeeklySession.ends,
    )
    .join(Activity, Spot.activity_id == Activity.id)
    .join(Association, Activity.association_id == Association.id)
    .outerjoin(Place, Activity.place_id == Place.id)
    .outerjoin(WeeklySession, WeeklySession.activity_id == Activity.id)
    .where(Association.is_approved)
    .order_by(Spot.id, WeeklySession.weekday, WeeklySession.starts)
)  # fmt: skip


# What is held in a holiday only is no weekly group: a coordinator proposes it by its own page
_WEEKLY = _SPOTS.where(Activity.holiday.is_(None))


def list_spots(*, near_year: int | None = None, activity_id: UUID | None = None) -> list[OpenSpot]:
    """Spots in one query; a group with two weekly times comes in two rows.

    `near_year`: groups for this birth year, and those that a child misses by `NEAR_YEARS` at most.
    """
    query = _WEEKLY if activity_id is None else _SPOTS.where(Spot.activity_id == activity_id)
    query = query if near_year is None else query.where(_is_near_in_age(near_year))
    rows: dict[UUID, list[Row]] = {}
    for row in db.session.execute(query):
        rows.setdefault(row.id, []).append(row)
    zone = settings().zone
    today = clock.today(zone)
    return [_spot_of(group, zone, today) for group in rows.values()]


def _is_near_in_age(year: int) -> ColumnElement[bool]:
    return and_(Activity.birth_year_from <= year + NEAR_YEARS, Activity.birth_year_to >= year - NEAR_YEARS)


def count_far_in_age(year: int) -> int:
    """How many groups `list_spots` leaves out for this birth year."""
    query = select(func.count(Spot.id)).join(Spot.activity).join(Activity.association)
    query = query.where(Activity.holiday.is_(None))
    return db.session.scalar(query.where(Association.is_approved, not_(_is_near_in_age(year)))) or 0


def _spot_of(rows: list[Row], zone: str, today: date) -> OpenSpot:
    row = rows[0]
    return OpenSpot(
        spot_id=row.id,
        activity_id=row.activity_id,
        kind=row.kind,
        kind_family=kind_of(row.kind).family,
        birth_year_from=row.birth_year_from,
        birth_year_to=row.birth_year_to,
        confirmed_on=clock.local(row.confirmed_at, zone).date(),
        free=row.free,
        sessions=tuple(Session(one.weekday, one.starts, one.ends) for one in rows if one.weekday is not None),
        gender_group=row.gender_group,
        point=_point(row.latitude, row.longitude),
        cost=row.cost_per_half_year,
        trial_times=row.trial_times,
        borrow=frozenset(row.borrow),
        bring=frozenset(row.bring),
        languages=frozenset(row.languages),
        is_right_after_school=row.is_right_after_school,
        has_transport_help=row.has_transport_help,
        is_for_beginners=row.is_for_beginners,
        is_held=row.is_for_referrals,
        is_open=row.is_open and row.spot_is_open and not is_over(row.ends_on, today),
    )


def get_activities(ids: Iterable[UUID]) -> dict[UUID, Activity]:
    """The activities with these ids, with what a card shows, by id."""
    query = select(Activity).where(Activity.id.in_(list(ids)))
    query = query.options(joinedload(Activity.association), joinedload(Activity.place))
    query = query.options(selectinload(Activity.sessions), joinedload(Activity.spot))
    return {activity.id: activity for activity in db.session.scalars(query)}
