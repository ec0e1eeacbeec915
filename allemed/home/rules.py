"""How a coordinator's day is divided."""

from datetime import date
from enum import Enum, StrEnum

from allemed.followup.rules import TodayItem, TodayKind, Urgency, urgency

YOUNG_FROM = 13  # years: from here on the young have a page of their own (GDPR article 8, popplyl. § 5)
YOUNG_AGES = range(YOUNG_FROM, 20)
NEVER_HURRY = frozenset({TodayKind.STALE_SPOT, TodayKind.COMMITMENT, TodayKind.GRANT_CALL})


class Part(StrEnum):
    NOW = "now"
    TODAY = "today"
    WEEK = "week"


def part_of(item: TodayItem, today: date, *, somebody_waits: bool = False) -> Part | None:
    """Now: somebody waits for us, or its day has passed. Spots and promises never hurry. None: not on this page."""
    when = urgency(item, today)
    if when is Urgency.LATER:
        return None
    if somebody_waits:
        return Part.NOW
    if when is Urgency.SOON:
        return Part.WEEK
    if item.kind in NEVER_HURRY:
        return Part.TODAY
    return Part.NOW if when is Urgency.OVERDUE else Part.TODAY


AGE_BANDS = ((0, 5), (6, 9), (10, 12), (13, 15), (16, 19))  # our default: kindergarten, and the steps of school


def bands_of(youngest: int, oldest: int) -> list[int]:
    """The bands that a span of ages touches, by their place in AGE_BANDS."""
    return [place for place, (low, high) in enumerate(AGE_BANDS) if youngest <= high and oldest >= low]


class SchoolStep(Enum):
    """A change of school in the summer of the year a child turns this old, in both countries; our default."""

    STARTS_SCHOOL = 6
    LOWER_SECONDARY = 13
    UPPER_SECONDARY = 16

    @property
    def age(self) -> int:
        return self.value


def step_of_year(birth_year: int, year: int) -> SchoolStep:
    """The step a child takes in that summer. ValueError for none."""
    return SchoolStep(year - birth_year)


def summer_of(day: date) -> int:
    """The year of the summer one looks ahead to: from September on the next one."""
    return day.year + 1 if day.month >= 9 else day.year
