"""Sessions of a group, who was there, and when somebody asks kindly. Numbers are our defaults; a municipality's own are settings.

Stepwise, as Borås did it (domain.md 2.5 B7): registering works, a routine is agreed on, then thresholds draw attention.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from allemed.catalogue.rules.seasons import Calendar, Span


class Mark(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    TOLD = "told"  # the family said beforehand that the child cannot come


class Step(StrEnum):
    """How far an association has come. Nobody is alerted before the last one."""

    NOT_YET = "not_yet"
    REGISTERS = "registers"  # enough of the last sessions
    ROUTINE = "routine"  # who taps and who asks is agreed on
    ALERTS = "alerts"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a municipality has decided: enough registering, misses in a row, and share of sessions missed."""

    registered: int = 3
    of_sessions: int = 4
    in_a_row: int = 2
    percent: int = 15


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one child at one session."""

    day: date
    mark: Mark


WINDOW = timedelta(days=91)  # three months (B7)
FEWEST_SESSIONS = 6  # before a share says anything
FEWEST_MISSES = 2
AGAIN_AFTER = timedelta(days=28)  # a child that is often away is asked about once a month at most
_REGULAR = 0.5  # our default: there at half of the sessions or more


def session_days(calendar: Calendar, since: date, until: date) -> list[date]:
    """The days from `since` to `until` (both counted) on which a group meets."""
    return [day for day in Span(since, until).days() if calendar.meets_on(day)]


def is_registering(was_registered: Sequence[bool], limits: Limits) -> bool:
    """Were enough of the newest sessions registered? `was_registered` goes from the oldest to the newest."""
    return sum(was_registered[-limits.of_sessions :]) >= limits.registered


def step_of(*, registers: bool, is_agreed: bool, has_alerts: bool) -> Step:
    """The step an association stands on. One that stops registering is back at the first."""
    if not registers:
        return Step.NOT_YET
    if has_alerts and is_agreed:
        return Step.ALERTS
    return Step.ROUTINE if is_agreed else Step.REGISTERS


def missed_in_a_row(seen: Iterable[Seen]) -> list[date]:
    """The days missed since the child was there, or the family was heard of, the last time."""
    missed: list[date] = []
    for one in sorted(seen, key=lambda one: one.day):
        missed = [*missed, one.day] if one.mark == Mark.MISSING else []
    return missed


def missed_often_on(seen: Iterable[Seen], today: date, limits: Limits) -> date | None:
    """The last missed day, where the share missed over three months has reached the limit; what was told does not count."""
    counted = [one for one in seen if one.mark != Mark.TOLD and today - WINDOW < one.day <= today]
    missed = [one.day for one in counted if one.mark == Mark.MISSING]
    if len(counted) < FEWEST_SESSIONS or len(missed) < FEWEST_MISSES:
        return None
    return max(missed) if 100 * len(missed) >= limits.percent * len(counted) else None


def ask_about(seen: Collection[Seen], today: date, limits: Limits, asked_on: date | None = None) -> date | None:
    """The missed day somebody is asked kindly about, or None.

    The second of misses in a row always; a child that is often away again after four weeks (`asked_on`: the last time).
    """
    row = missed_in_a_row(seen)
    if len(row) >= limits.in_a_row:
        return row[limits.in_a_row - 1]
    often = missed_often_on(seen, today, limits)
    if often is None or not row:
        return None
    return asked_on if asked_on is not None and often - asked_on < AGAIN_AFTER else often


def takes_part_regularly(seen: Iterable[Seen]) -> bool | None:
    """What remains when the taps are gone: was the child there at half of the sessions or more? None: nothing known."""
    counted = [one.mark == Mark.PRESENT for one in seen if one.mark != Mark.TOLD]
    return sum(counted) >= _REGULAR * len(counted) if counted else None
