"""What matching looks at, as plain values: a child's wishes, an open spot, a reason, a match."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from allemed.catalogue.rules.distance import Point
from allemed.intake.rules import PartOfDay

SPOT_DAYS = 30  # our default: a spot that nobody confirmed for longer is not offered
_SCHOOL_ENDS, _EVENING_BEGINS, _SATURDAY = time(12, 0), time(17, 0), 5  # our default


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """A weekly time on the wall clock; weekday 0 is Monday."""

    weekday: int
    starts: time
    ends: time


def part_of_day(session: Session) -> PartOfDay | None:
    """The part of the week a session lies in, as families choose it; None on a weekday's morning."""
    if session.weekday >= _SATURDAY:
        return PartOfDay.WEEKEND
    if session.starts >= _EVENING_BEGINS:
        return PartOfDay.EVENING
    return PartOfDay.AFTER_SCHOOL if session.starts >= _SCHOOL_ENDS else None


@dataclass(frozen=True, slots=True)
class Company:
    """A sibling, or a friend whose family said yes too, with the groups it is in and those it is on its way to."""

    name: str
    is_sibling: bool
    there: frozenset[Hashable] = frozenset()
    coming: frozenset[Hashable] = frozenset()


@dataclass(frozen=True, slots=True)
class ChildWishes:
    """What is known of a child for finding a spot. Empty or None: not asked, so unknown, never "no"."""

    birth_year: int
    gender: str | None = None  # girl, boy, other; None: not stated
    kinds: tuple[str, ...] = ()  # in the order the child pointed
    kind_families: frozenset[str] = frozenset()  # the families of those kinds
    free: frozenset[tuple[int, str]] = frozenset()  # (weekday, PartOfDay)
    max_walk_minutes: int | None = None
    may_use_bus: bool | None = None
    home: Point | None = None  # the school's position: an address is never asked for
    wants_fee_help: bool = False
    needs_equipment: frozenset[str] = frozenset()  # codes of what the child lacks
    with_whom: str | None = None  # WithWhom of the guide
    wants_girls_only: bool = False
    languages: frozenset[str] = frozenset()
    busy: tuple[Session, ...] = ()  # sessions of the child's other placements
    company: tuple[Company, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenSpot:
    """An open spot with what families may know of its group. None: unknown."""

    spot_id: Hashable
    activity_id: Hashable
    kind: str
    kind_family: str
    birth_year_from: int
    birth_year_to: int
    confirmed_on: date
    free: int
    sessions: tuple[Session, ...] = ()
    gender_group: str = "all"  # all, girls, boys
    point: Point | None = None
    cost: Decimal | None = None  # per half-year with everything; 0 is free
    trial_times: int = 0
    borrow: frozenset[str] = frozenset()
    bring: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    is_right_after_school: bool = False
    has_transport_help: bool = False
    is_for_beginners: bool = False
    is_held: bool = False  # for children who come through ALLEMED, as all do here
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with what the sentence needs to be said, and what it counts. The words are made elsewhere."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    points: float = 0.0
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A spot that is possible, how well it fits, and why: for, against, and what is not known."""

    spot: OpenSpot
    score: float
    reasons: tuple[Reason, ...]
    objections: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]
    minutes: int | None  # on foot; None: unknown
