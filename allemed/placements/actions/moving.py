"""The one way a placement changes its state: is it allowed, who does it, what becomes of the seat, and the trace."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allemed import versions
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.catalogue.actions import give_back_spot, take_spot
from allemed.database import db
from allemed.errors import DomainError
from allemed.families.actions import withdraw_agreement
from allemed.families.queries import list_agreements
from allemed.locales import _l, _sl
from allemed.placements.models import Placement, PlacementMove
from allemed.placements.rules import DeclineReason, PlacementState, holds_seat, may_move, seat_change

AFTER_MOVE: list[Callable[[Placement, User | None, datetime], None]] = []


def on_moved(
    listener: Callable[[Placement, User | None, datetime], None],
) -> Callable[[Placement, User | None, datetime], None]:
    """Register a higher feature's `fn(placement, by, now)`: called when an action has moved a placement or its dates."""
    AFTER_MOVE.append(listener)
    return listener


def announced(action: Callable[..., Any]) -> Callable[..., Any]:
    """Mark an action on a placement whose end the registered listeners hear of, with all its dates in place."""

    @wraps(action)
    def act(placement: Placement, *values: Any, by: User, now: datetime, **more: Any) -> Any:
        result = action(placement, *values, by=by, now=now, **more)
        for listener in AFTER_MOVE:
            listener(placement, by, now)
        return result

    return act


class MoveNotAllowed(DomainError):
    """This step is not possible from where the placement stands, or not for this person."""


class AlreadyOnTheWay(DomainError):
    """The child has a live placement in this activity."""


class DoesNotFit(DomainError):
    """A hard limit stands against it; the message says which."""


class LightIsRed(DomainError):
    """It cannot be called started: a light is red, and nobody wrote what is done about it."""


class NotHeldYet(DomainError):
    """A session of the future was to be noted as held."""


def claim(placement: Placement, version: int) -> None:
    """Make this placement ours until the commit. StaleVersion if it has changed since `version` was shown."""
    versions.claim(placement, version, _l("This has changed since you opened the page. Look again."))


def move(
    placement: Placement,
    to: PlacementState,
    *,
    by: User | None,
    now: datetime,
    role: Role | None = None,
    reason: str = "",
) -> None:
    """Take a claimed placement to `to`. `role` is whose right is used (default: of `by`).

    Raises MoveNotAllowed, and NoSpotLeft where the move needs a seat and somebody was faster.
    """
    role = role or (by.role if by else Role.COORDINATOR)
    start = placement.state
    if not may_move(start, to, role):
        raise MoveNotAllowed(_sl("This step is not possible now. Open the page again."))
    _settle_seat(placement, to, reason)
    placement.state, placement.state_since = to, now
    note_move(placement, start, to, by=by, role=role, now=now, reason=reason)
    if by is not None and holds_seat(start) and not holds_seat(to):
        end_agreements(placement, by=by, now=now)
    db.session.flush()


def _settle_seat(placement: Placement, to: PlacementState, reason: str) -> None:
    """Take a seat, or give it back. An association that says "full" has no seat to give back."""
    change = seat_change(placement.state, to)
    if change < 0:
        take_spot(placement.activity_id)
    elif change > 0 and reason != DeclineReason.FULL:
        give_back_spot(placement.activity_id)
    placement.holds_seat = holds_seat(to)


def note_move(
    placement: Placement,
    start: PlacementState | None,
    to: PlacementState,
    *,
    by: User | None,
    role: Role,
    now: datetime,
    reason: str = "",
) -> None:
    """Write a step into the history and the audit log."""
    placement.moves.append(
        PlacementMove(
            from_state=start, to_state=to, at=now, number=len(placement.moves) + 1,
            by_id=by.id if by else None, by_role=role, reason=reason,
        )
    )  # fmt: skip
    record(f"placement_{to}", by=by, now=now, subject=placement, family_id=placement.child.family_id, fields=["state"])


def end_agreements(placement: Placement, *, by: User, now: datetime) -> None:
    """What was agreed for this placement ends with it."""
    for agreement in list_agreements(placement.child.family_id, child_id=placement.child_id):
        if agreement.placement_id == placement.id and agreement.withdrawn_at is None:
            withdraw_agreement(agreement, by=by, now=now)
