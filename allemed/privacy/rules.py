"""When something has been kept long enough, and who may confirm that a family is erased. Times are our default."""

from calendar import monthrange
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

FRESH = timedelta(minutes=10)  # so new must the sign-in be that erases somebody (OWASP ASVS 5.0 7.5.3)


class Kept(StrEnum):
    """What a time is set for, each by a setting of the municipality."""

    FAMILY = "family"  # all about a family, counted from the last contact
    REFERRAL = "referral"  # interest that led to no conversation, conversations nobody finished, until when plans went
    MESSAGE = "message"  # what a family and the coordinator wrote to each other
    ATTENDANCE = "attendance"  # taps of who was there, and what a child said to a neutral person
    # contact cards, the names of who was invited to a meeting or comes for a member of the network; guides who ended
    CONTACT = "contact"
    TEXT = "text"  # what associations wrote: closed needs, notes, ideas, applications for grants, words on old promises
    ROUND = "round"  # rounds of matching
    AUDIT = "audit"  # who read and changed what


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and hour `months` earlier, at the latest the last day of that month. ValueError for none."""
    if months < 1:
        raise ValueError("nothing is kept for less than a month")
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(years, month + 1)[1])
    return moment.replace(year=years, month=month + 1, day=day)


def is_fresh(signed_in_at: datetime, now: datetime) -> bool:
    """Was this sign-in a moment ago? A clock set back makes nothing fresh."""
    return timedelta(0) <= now - signed_in_at < FRESH


def may_confirm(asked_by: UUID | None, by: UUID) -> bool:
    """Two people erase a family: one asks, another one confirms (OWASP ASVS 5.0 2.3.5)."""
    return asked_by is not None and asked_by != by
