"""Which steps there are, and when each may be done. Times are our default."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

ASK_HOLDS = timedelta(days=7)  # what nobody has confirmed by then lapses
FETCHABLE = timedelta(days=1)  # a prepared file can be fetched so long, then it is deleted
EXPORT_IS_NEW = timedelta(days=1)  # emptying needs a file that was fetched today or yesterday
TRY_AGAIN = timedelta(minutes=10)  # a preparation without an end by then has died


class Step(StrEnum):
    """What two coordinators do together; the value stands in the address."""

    TAKE_OUT = "take-out"
    SWITCH_OFF = "switch-off"
    SWITCH_ON = "switch-on"
    EMPTY = "empty"


class Obstacle(StrEnum):
    """Why a step cannot be done now."""

    RESTS = "rests"  # switched off already
    WORKS = "works"  # it is not switched off
    NO_EXPORT = "no_export"  # nobody has fetched a file made while it rests
    ENDED = "ended"  # emptied already


def lapses_at(asked_at: datetime) -> datetime:
    return asked_at + ASK_HOLDS


def is_fetchable(ready_at: datetime | None, now: datetime) -> bool:
    """Is the prepared file still there?"""
    return ready_at is not None and now < ready_at + FETCHABLE


def is_one_of_two(by: UUID, asked_by: UUID, confirmed_by: UUID | None) -> bool:
    """Only the two who took it out together may fetch it."""
    return confirmed_by is not None and by in (asked_by, confirmed_by)


def is_new_enough(fetched_on: date | None, today: date) -> bool:
    """Fetched today or yesterday."""
    return fetched_on is not None and today - EXPORT_IS_NEW <= fetched_on <= today


def is_same_word(written: str, wanted: str) -> bool:
    """Is it the word that was asked for, however it is capitalised and spaced?"""
    return bool(written.split()) and written.casefold().split() == wanted.casefold().split()


def find_obstacle(step: Step, *, rests: bool, has_ended: bool, has_export: bool) -> Obstacle | None:
    """What stands against a step; None: it may be asked for and confirmed."""
    if step is Step.SWITCH_OFF:
        return Obstacle.RESTS if rests else None
    if step is Step.SWITCH_ON:
        return None if rests else Obstacle.WORKS
    if step is Step.EMPTY:
        if has_ended:
            return Obstacle.ENDED
        return Obstacle.WORKS if not rests else None if has_export else Obstacle.NO_EXPORT
    return None
