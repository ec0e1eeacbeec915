"""What others may read: groups as plain public values, calendar events, and the pages of a feed."""

from allemed.open_data.rules.calendar import (
    first_on,
    is_calendar_alive,
    weekly_start,
)
from allemed.open_data.rules.groups import PublicGroup, PublicPlace, PublicTime, digest_of

__all__ = [
    "PublicGroup",
    "PublicPlace",
    "PublicTime",
    "digest_of",
    "first_on",
    "is_calendar_alive",
    "weekly_start",
]
