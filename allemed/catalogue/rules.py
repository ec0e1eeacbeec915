"""The words of the catalogue: groups, places, and when a spot counts as fresh."""

from datetime import datetime, timedelta
from enum import StrEnum


class GenderGroup(StrEnum):
    """A property of the group, never of a person."""

    ALL = "all"
    GIRLS = "girls"
    BOYS = "boys"


class PlaceKind(StrEnum):
    SCHOOL = "school"
    VENUE = "venue"


def is_fresh(confirmed_at: datetime, now: datetime, days: int) -> bool:
    """A spot is shown to families for `days` days after somebody confirmed it."""
    return now - confirmed_at <= timedelta(days=days)
