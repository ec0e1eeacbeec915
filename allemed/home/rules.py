"""How a coordinator's day is divided."""

from datetime import date
from enum import StrEnum

from allemed.followup.rules import TodayItem, TodayKind, Urgency, urgency

YOUNG_FROM = 13  # years: from here on the young have a page of their own (GDPR article 8, popplyl. § 5)
YOUNG_AGES = range(YOUNG_FROM, 20)
NEVER_HURRY = frozenset({TodayKind.STALE_SPOT, TodayKind.COMMITMENT})


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
