"""The families' list: groups with a fresh open spot, filtered and counted in the database."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ColumnExpressionArgument,
    Date,
    Integer,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from allemed import clock
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place, Spot, WeeklySession
from allemed.catalogue.rules import KINDS, GenderGroup, Has, fresh_since
from allemed.catalogue.rules.distance import Point, walking_box
from allemed.config import settings
from allemed.database import UtcMoment, db

PAGE = 30  # fills a phone eight times
MOST_COUNTED = 100  # beyond this the list says "more than": counting all would cost more than it tells
NEAR_MINUTES = 30  # our default: as far as a family is shown when it chose a place
Condition = ColumnExpressionArgument[bool]


@dataclass(frozen=True)
class Filters:
    """What a family asks for. Empty: does not matter. `near` is the position of a chosen place."""

    birth_year: int | None = None
    days: tuple[int, ...] = ()
    is_free: bool = False
    is_after_school: bool = False
    is_for_girls: bool = False
    is_for_beginners: bool = False
    is_drop_in: bool = False
    has: tuple[Has, ...] = ()
    kinds: tuple[str, ...] = ()
    place_id: UUID | None = None
    near: Point | None = None
    area: str = ""
    words: ColumnElement[bool] | None = None


_SINCE, _TODAY = bindparam("since", type_=UtcMoment()), bindparam("today", type_=Date())


def _is_offered() -> list[Condition]:
    """Open, with room, confirmed lately, and its season is not over."""
    in_season = or_(Activity.ends_on.is_(None), Activity.ends_on >= _TODAY)
    return [
        Spot.is_open,
        Spot.free > 0,
        Spot.confirmed_at >= _SINCE,
        Activity.is_open,
        Association.is_approved,
        in_season,
    ]


def _moments(now: datetime, spot_days: int) -> dict[str, Any]:
    return {"since": fresh_since(now, spot_days), "today": clock.local(now, settings().zone).date()}


_HAS: dict[Has, Condition] = {
    Has.HOLIDAY: Activity.holiday.is_not(None),
    Has.WITH_PARENTS: Activity.is_with_parents,
    Has.FOR_PARENTS: Activity.is_for_parents,
    Has.CHILD_CARE: Activity.has_child_care,
    Has.MIXED: Activity.is_mixed,
    Has.LANGUAGE: Activity.is_for_language,
}


def _asked_for(filters: Filters) -> list[Condition]:
    asked: list[Condition] = []
    if filters.birth_year is not None:
        asked += [Activity.birth_year_from <= filters.birth_year, Activity.birth_year_to >= filters.birth_year]
    if filters.days:
        on_day = select(WeeklySession.id).where(
            WeeklySession.activity_id == Activity.id, WeeklySession.weekday.in_(filters.days)
        )
        asked.append(on_day.exists())
    if filters.is_free:
        asked.append(Activity.cost_per_half_year == Decimal(0))
    if filters.is_after_school:
        asked.append(Activity.is_right_after_school)
    if filters.is_for_girls:
        asked.append(Activity.gender_group == GenderGroup.GIRLS)
    if filters.is_for_beginners:
        asked.append(Activity.is_for_beginners)
    if filters.is_drop_in:
        asked.append(Activity.is_drop_in)
    asked += [_HAS[one] for one in filters.has]
    if filters.kinds:
        asked.append(Activity.kind.in_(filters.kinds))
    if filters.area:
        asked.append(Place.area == filters.area)
    if filters.words is not None:
        asked.append(filters.words)
    return asked + _close_to(filters)


def _close_to(filters: Filters) -> list[Condition]:
    """What can be walked to, and what nobody knows the way to: that comes last and says so."""
    if filters.near:
        high, wide = walking_box(filters.near, NEAR_MINUTES)
        is_close = and_(
            Place.latitude.between(filters.near.latitude - high, filters.near.latitude + high),
            Place.longitude.between(filters.near.longitude - wide, filters.near.longitude + wide),
        )
        return [or_(is_close, Place.latitude.is_(None), Place.longitude.is_(None))]
    return [Activity.place_id == filters.place_id] if filters.place_id else []


def _joined(query: Select) -> Select:
    return (
        query.select_from(Spot)
        .join(Activity, Activity.id == Spot.activity_id)
        .join(Association, Association.id == Activity.association_id)
        .outerjoin(Place, Place.id == Activity.place_id)
    )


def _order(filters: Filters) -> list[ColumnExpressionArgument[Any]]:
    """Nearest first where a place was chosen, unknown distances last; else the most recently confirmed."""
    if filters.near:
        high, wide = walking_box(filters.near, NEAR_MINUTES)
        north = (Place.latitude - filters.near.latitude) / high
        east = (Place.longitude - filters.near.longitude) / wide
        is_unknown = case((Place.latitude.is_(None) | Place.longitude.is_(None), 1), else_=0)
        return [is_unknown, north * north + east * east, Spot.id]
    return [Spot.confirmed_at.desc(), Spot.id]


@lru_cache(256)
def _count_of(filters: Filters) -> Select:
    """Built once for the same filters: putting a statement together takes longer than asking it."""
    query = _joined(select(Spot.id)).where(*_is_offered(), *_asked_for(filters)).limit(MOST_COUNTED + 1)
    return select(func.count()).select_from(query.subquery())


@lru_cache(256)
def _page_of(filters: Filters) -> Select:
    """What a card shows; what is to bring stays the text it is in the database, so that a row can be a key."""
    columns = (
        Activity.id, Activity.kind, Activity.name, Activity.birth_year_from, Activity.birth_year_to,
        Activity.gender_group, Activity.cost_per_half_year, cast(Activity.bring, Text).label("bring"),
        cast(Activity.borrow, Text).label("borrow"), Activity.trial_times,
        Activity.is_for_beginners, Activity.is_right_after_school, Activity.holiday, Activity.is_for_parents,
        Association.name.label("association"), Place.name.label("place"), Place.latitude, Place.longitude, Spot.free,
        Spot.confirmed_at,
        _count_of(filters).scalar_subquery().label("total"),
    )  # fmt: skip
    query = _joined(select(*columns)).where(*_is_offered(), *_asked_for(filters))
    return query.order_by(*_order(filters)).limit(PAGE + 1).offset(bindparam("skipped", type_=Integer()))


@cache
def _times() -> Select:
    columns = (WeeklySession.activity_id, WeeklySession.weekday, WeeklySession.starts, WeeklySession.ends)
    of_these = WeeklySession.activity_id.in_(bindparam("ids", expanding=True))
    return select(*columns).where(of_these).order_by(WeeklySession.weekday, WeeklySession.starts)


def _rows(statement: Select, values: dict) -> Sequence[Row]:
    """Columns need nothing of the session but its connection: half the work."""
    return db.session.connection().execute(statement, values).all()


def count_open(filters: Filters, *, now: datetime, spot_days: int) -> int:
    """How many groups have a fresh open spot and fit; at most MOST_COUNTED + 1, which means "more than"."""
    return _rows(_count_of(filters), _moments(now, spot_days))[0][0]


def list_open(filters: Filters, *, now: datetime, spot_days: int, page: int = 1) -> Sequence[Row]:
    """One page of the groups that fit, and one more if there is another page; each with `total`, as `count_open`."""
    return _rows(_page_of(filters), _moments(now, spot_days) | {"skipped": (page - 1) * PAGE})


def times_of(activity_ids: Sequence[UUID]) -> dict[UUID, tuple[tuple[int, time, time], ...]]:
    """The weekly times of each of these groups: weekday, start, end."""
    found: dict[UUID, list[tuple[int, time, time]]] = defaultdict(list)
    if activity_ids:
        for activity_id, day, starts, ends in _rows(_times(), {"ids": list(activity_ids)}):
            found[activity_id].append((day, starts, ends))
    return {activity_id: tuple(found[activity_id]) for activity_id in activity_ids}


@cache
def _looks_for_kinds() -> Select:
    """Each kind for which one such group is found; the database stops looking at the first. Built once: it is long."""
    kinds = union_all(*(select(literal(code).label("code")) for code in KINDS)).subquery()
    offered = (
        select(Spot.id)
        .join(Activity, Activity.id == Spot.activity_id)
        .join(Association, Association.id == Activity.association_id)
        .where(*_is_offered(), Activity.kind == kinds.c.code)
    )
    return select(kinds.c.code).where(offered.exists())


def list_open_kinds(*, now: datetime, spot_days: int) -> tuple[str, ...]:
    """The kinds that have a fresh open spot. One look per kind, so that it costs the same in a large municipality."""
    found = {code for (code,) in _rows(_looks_for_kinds(), _moments(now, spot_days))}
    return tuple(code for code in KINDS if code in found)
