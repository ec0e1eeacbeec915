"""What an association says about a group, as plain values; and what these values mean for a family."""

from dataclasses import dataclass, fields
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from allemed.catalogue.rules.words import GenderGroup, Holiday

MONTHS_OF_HALF_YEAR = 6
HALF_YEARS = 2
OWN_ROWS = ("sessions", "host_ids")


@dataclass(frozen=True, slots=True, order=True)
class WeeklyTime:
    """Every week on this day, on the wall clock; weekday 0 is Monday."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """Everything the form of a group asks, without the number of free spots. Empty cost: unknown; 0: free."""

    kind: str
    name: str
    birth_year_from: int
    birth_year_to: int
    place_id: UUID | None
    cost_per_half_year: Decimal | None
    sessions: tuple[WeeklyTime, ...]
    bring: tuple[str, ...] = ()
    gender_group: GenderGroup = GenderGroup.ALL
    borrow: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    parent_tasks: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    is_right_after_school: bool = False
    has_transport_help: bool = False
    is_for_beginners: bool = False
    is_drop_in: bool = False
    is_for_parents: bool = False
    is_mixed: bool = False
    is_for_language: bool = False
    has_child_care: bool = False
    is_with_parents: bool = False
    trial_times: int = 0
    coach_name: str = ""
    welcome: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    left_out: tuple[str, ...] = ()
    holiday: Holiday | None = None
    goes_on_in_id: UUID | None = None
    pilot_from: date | None = None
    pilot_until: date | None = None
    pilot_purpose: str = ""
    serves_id: UUID | None = None
    host_ids: tuple[UUID, ...] = ()

    def columns(self) -> dict[str, object]:
        """Values by column of the activity; lists as lists. Sessions and hosts are rows of their own."""
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in OWN_ROWS}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def cost_per_month(per_half_year: Decimal) -> Decimal:
    """What it comes to in a month, in whole units of money."""
    return (per_half_year / MONTHS_OF_HALF_YEAR).quantize(Decimal(1), ROUND_HALF_UP)


def cost_per_year(per_half_year: Decimal) -> Decimal:
    """What it comes to in a year, in whole units of money."""
    return (per_half_year * HALF_YEARS).quantize(Decimal(1), ROUND_HALF_UP)


def ages(birth_year_from: int, birth_year_to: int, year: int) -> tuple[int, int]:
    """The youngest and oldest age that children of these birth years reach in `year`; never below 0."""
    return max(0, year - birth_year_to), max(0, year - birth_year_from)
