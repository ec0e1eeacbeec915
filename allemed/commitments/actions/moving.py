"""The one way a commitment changes its status, is kept for a period, or is claimed for a change."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from allemed import clock, versions
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.commitments.models import Commitment
from allemed.commitments.queries import anchors_for
from allemed.commitments.rules import SYSTEM, CommitmentStatus, Evidence, may_move, parse_due
from allemed.config import settings
from allemed.errors import DomainError
from allemed.locales import _sl


class MoveNotAllowed(DomainError):
    """The commitment is not where this step begins."""

    def __init__(self) -> None:
        super().__init__(_sl("This has changed since you opened the page. Open it again and look."))


def day_of(now: datetime) -> date:
    """The date of a moment on the wall of the municipality."""
    return clock.local(now, settings().zone).date()


def claim(row: Any, version: int, wanted: Mapping[str, tuple[str, Any]] | None = None) -> None:
    """`versions.claim` in the words of this feature. StaleVersion."""
    stale = _sl("Somebody changed this while you had the page open. Nothing of yours is saved yet.")
    versions.claim(row, version, stale, wanted)


def role_of(by: User | None) -> str:
    """The name of a user's role in the rules of moves; nobody is the system."""
    return SYSTEM if by is None else str(Role(by.role))


def move(commitment: Commitment, to: CommitmentStatus, *, by: User | None, now: datetime) -> None:
    """Change the status, if whoever does it may. MoveNotAllowed."""
    if not may_move(commitment.status, to, role_of(by)):
        raise MoveNotAllowed
    commitment.status, commitment.status_since = to, now
    record(f"commitment_{to}", by=by, now=now, subject=commitment, fields=["status"])


Following = Callable[..., date | None]


def keep(commitment: Commitment, evidence: Evidence, following: Following, *, by: User | None, now: datetime) -> None:
    """The period is kept: the next due date comes from the rule (`following`), and never from today's date."""
    today, before = day_of(now), commitment.due_on
    rules, anchors = parse_due(commitment.due_rule), anchors_for(commitment)
    commitment.due_on = following(rules, anchors, before, commitment.kept_due_on, today)
    if commitment.due_on != before:
        commitment.kept_due_on = before
    commitment.kept_on, commitment.kept_by = today, evidence
    move(commitment, CommitmentStatus.ACCEPTED, by=by, now=now)
