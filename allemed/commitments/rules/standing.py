"""How a commitment stands in a reader's eyes on a day: what comes first, what is kept, what waits."""

from datetime import date, timedelta
from enum import StrEnum

from allemed.commitments.rules.status import DUE_AGAIN_DAYS, OPEN_STATUSES, CommitmentStatus

S = CommitmentStatus
CALL_AFTER_DAYS = 14  # after this the reminders have run out, and somebody calls
CALL_AGAIN_DAYS = 30  # our default: a call is not repeated before


class Standing(StrEnum):
    """In the order a reader needs them."""

    OVERDUE = "overdue"
    WAITING = "waiting"  # delivered; the coordinator looks at it
    SOON = "soon"
    LATER = "later"
    KEPT = "kept"
    ASIDE = "aside"  # not relevant, or exempt for now
    TOGETHER = "together"  # another grant of the year asks for it
    PAST = "past"  # of an earlier grant; the next one asks for it


def standing_of(status: CommitmentStatus, due_on: date | None, today: date) -> Standing:
    """One word for a status and a date. A commitment without a date is never overdue."""
    if status == S.FOLLOWED:
        return Standing.PAST
    if status == S.TOGETHER:
        return Standing.TOGETHER
    if status in (S.NOT_RELEVANT, S.EXEMPT):
        return Standing.ASIDE
    if status == S.ACCEPTED:
        return Standing.KEPT
    if status == S.DELIVERED:
        return Standing.WAITING
    if due_on is None or due_on > today + timedelta(days=DUE_AGAIN_DAYS):
        return Standing.LATER
    return Standing.OVERDUE if due_on < today else Standing.SOON


def standing_seen(
    standing: Standing, status: CommitmentStatus, seen: bool | None, was_seen: bool, *, is_asked: bool = False
) -> Standing:
    """The same where the system itself sees (`seen`) whether it is kept right now, None: nothing to judge.

    `was_seen`: the last period was accepted because the system saw it. The night's run writes it down.
    `is_asked`: something is asked for all the same, as a statement or because something waits.
    """
    if seen and standing in (Standing.OVERDUE, Standing.SOON, Standing.LATER):
        return Standing.KEPT
    if seen is None and not is_asked and standing in (Standing.OVERDUE, Standing.SOON):
        return Standing.LATER
    lost = (standing == Standing.KEPT and was_seen) or (standing == Standing.LATER and status == S.DUE_AGAIN)
    return Standing.SOON if seen is False and lost else standing


def worst(standings: list[Standing]) -> Standing:
    """The one that comes first for a reader; of several grants' equal commitments it is shown."""
    return min(standings, key=list(Standing).index)


def needs_call(status: CommitmentStatus, due_on: date | None, called_on: date | None, today: date) -> bool:
    """Have all reminders gone out without anything coming, and has nobody called about it lately?"""
    if status not in OPEN_STATUSES or due_on is None or today < due_on + timedelta(days=CALL_AFTER_DAYS):
        return False
    return called_on is None or called_on < due_on or today >= called_on + timedelta(days=CALL_AGAIN_DAYS)
