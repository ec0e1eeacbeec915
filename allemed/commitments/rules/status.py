"""The status of a commitment, who may change it, what time alone does to it, and when somebody is reminded."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ASSOCIATION, COORDINATOR, SYSTEM = "association", "coordinator", "system"
DUE_AGAIN_DAYS = 14  # our default: with the first reminder, what was accepted is due again


class CommitmentStatus(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    DUE_AGAIN = "due_again"  # an accepted period has run out
    NOT_RELEVANT = "not_relevant"
    EXEMPT = "exempt"
    TOGETHER = "together"  # another grant of the same year asks for it; kept when that one is
    FOLLOWED = "followed"  # the next year's grant asks for it now; this one stays as it stood


class MoveNeeds(StrEnum):
    """What must come with a change."""

    EVIDENCE = "evidence"
    ANSWER = "answer"  # what is missing, in a sentence
    REASON = "reason"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class CommitmentMove:
    """One allowed change of status, by whom, and what must come with it."""

    status: CommitmentStatus
    to: CommitmentStatus
    roles: frozenset[str]
    needs: MoveNeeds | None = None


S = CommitmentStatus
OPEN_STATUSES = frozenset({S.NOT_STARTED, S.IN_PROGRESS, S.DUE_AGAIN})
_BOTH = frozenset({ASSOCIATION, COORDINATOR})
_ANY = frozenset({ASSOCIATION, COORDINATOR, SYSTEM})
_COORDINATOR = frozenset({COORDINATOR})
_BY_TIME = frozenset({COORDINATOR, SYSTEM})

MOVES: tuple[CommitmentMove, ...] = (
    CommitmentMove(S.NOT_STARTED, S.IN_PROGRESS, _BOTH),
    CommitmentMove(S.DUE_AGAIN, S.IN_PROGRESS, _BOTH),
    *(CommitmentMove(status, S.DELIVERED, _ANY, MoveNeeds.EVIDENCE) for status in sorted(OPEN_STATUSES)),
    CommitmentMove(S.DELIVERED, S.ACCEPTED, _BY_TIME),  # the system only what it has seen itself
    CommitmentMove(S.DELIVERED, S.IN_PROGRESS, _COORDINATOR, MoveNeeds.ANSWER),
    CommitmentMove(S.ACCEPTED, S.DUE_AGAIN, _BY_TIME),
    *(
        CommitmentMove(status, S.NOT_RELEVANT, _COORDINATOR, MoveNeeds.REASON)
        for status in (*sorted(OPEN_STATUSES), S.DELIVERED, S.ACCEPTED, S.EXEMPT)
    ),
    *(CommitmentMove(status, S.EXEMPT, _COORDINATOR, MoveNeeds.UNTIL) for status in sorted(OPEN_STATUSES)),
    CommitmentMove(S.NOT_RELEVANT, S.NOT_STARTED, _COORDINATOR),
    CommitmentMove(S.EXEMPT, S.DUE_AGAIN, _BY_TIME),
    *(
        CommitmentMove(status, S.TOGETHER, _BY_TIME)
        for status in S
        if status not in (S.TOGETHER, S.DELIVERED, S.NOT_RELEVANT, S.FOLLOWED)
    ),
    *(CommitmentMove(S.TOGETHER, status, _BY_TIME) for status in sorted(OPEN_STATUSES)),
    *(
        CommitmentMove(status, S.FOLLOWED, _BY_TIME)
        for status in S
        if status not in (S.FOLLOWED, S.TOGETHER, S.DELIVERED)
    ),
)
_BY_STEP = {(move.status, move.to): move for move in MOVES}


def find_move(status: CommitmentStatus, to: CommitmentStatus) -> CommitmentMove | None:
    """The allowed change between two statuses, or None."""
    return _BY_STEP.get((status, to))


def may_move(status: CommitmentStatus, to: CommitmentStatus, role: str) -> bool:
    """May somebody with `role` (association, coordinator, system) change it so?"""
    move = find_move(status, to)
    return move is not None and role in move.roles


def moves_from(status: CommitmentStatus, role: str) -> tuple[CommitmentMove, ...]:
    """The changes `role` may make from here."""
    return tuple(move for move in MOVES if move.status == status and role in move.roles)


def status_on(
    status: CommitmentStatus, due_on: date | None, exempt_until: date | None, today: date
) -> CommitmentStatus:
    """The status on a day: an accepted one is due again when its next date comes near, an exemption ends.

    `due_on` of an accepted commitment is its next due date; without one it stays accepted.
    """
    if status == S.ACCEPTED and due_on is not None and today >= due_on - timedelta(days=DUE_AGAIN_DAYS):
        return S.DUE_AGAIN
    if status == S.EXEMPT and exempt_until is not None and today > exempt_until:
        return S.DUE_AGAIN
    return status


def is_overdue(status: CommitmentStatus, due_on: date | None, today: date) -> bool:
    """Is something missing after its date? What was delivered waits for the coordinator and is not overdue."""
    return status in OPEN_STATUSES and due_on is not None and today > due_on


class Reminder(StrEnum):
    """The three reminders to the association, then a task for the coordinator: call and ask what is needed."""

    TWO_WEEKS_BEFORE = "two_weeks_before"
    DAY_BEFORE = "day_before"
    WEEK_AFTER = "week_after"
    CALL = "call"


_REMINDER_DAYS = {
    Reminder.TWO_WEEKS_BEFORE: -14,
    Reminder.DAY_BEFORE: -1,
    Reminder.WEEK_AFTER: 7,
    Reminder.CALL: 14,
}  # the last is our default


def reminder_dates(due_on: date) -> dict[Reminder, date]:
    """When each reminder goes out for one due date."""
    return {reminder: due_on + timedelta(days=days) for reminder, days in _REMINDER_DAYS.items()}


def reminder_now(
    status: CommitmentStatus, due_on: date | None, today: date, reminded_on: date | None
) -> Reminder | None:
    """The reminder to send today: the latest whose day has come and that has not gone out since. Never two at once."""
    if due_on is None or status not in OPEN_STATUSES:
        return None
    come = [(on, reminder) for reminder, on in reminder_dates(due_on).items() if on <= today]
    if not come:
        return None
    on, reminder = max(come)
    return reminder if reminded_on is None or reminded_on < on else None
