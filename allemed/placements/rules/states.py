"""The loop of a placement: its states, every allowed move with who may make it, seats, lights and reasons.

Roles are the plain words of `access.rules.Role`. The words a person reads are made elsewhere; here are codes only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FAMILY, ASSOCIATION, COORDINATOR = "family", "association", "coordinator"
SWITCH_WITHIN = timedelta(days=60)


class PlacementState(StrEnum):
    WISH = "wish"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    BOOKED = "booked"  # a first session is in the calendar
    HELD = "held"
    NOT_HELD = "not_held"
    TRIAL = "trial"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    SWITCHED = "switched"


class DeclineReason(StrEnum):
    """Why an association said no; a waiting list may be offered beside it."""

    FULL = "full"
    AGE = "age"
    TIME = "time"
    OTHER = "other"


class StopReason(StrEnum):
    """Why it ended. One word, never an explanation: no detail on health, none on the family."""

    MOVED = "moved"
    SWITCH = "switch"
    TIME = "time"
    TRANSPORT = "transport"
    MONEY = "money"
    EQUIPMENT = "equipment"
    LANGUAGE = "language"
    NOT_THRIVING = "not_thriving"
    INJURED_OR_ILL = "injured_or_ill"
    ACTIVITY_STOPPED = "activity_stopped"
    CHILD_DID_NOT_WANT_TO = "child_did_not_want_to"
    PARENTS_REASON = "parents_reason"
    UNKNOWN = "unknown"


class LightKind(StrEnum):
    EQUIPMENT = "equipment"
    TRANSPORT = "transport"
    FEE = "fee"


class LightColour(StrEnum):
    UNKNOWN = "unknown"
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    NOT_NEEDED = "not_needed"


class Needs(StrEnum):
    """What must come with a move."""

    DECLINE_REASON = "decline_reason"
    STOP_REASON = "stop_reason"
    FIRST_SESSION = "first_session"
    LIGHTS = "lights"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed step: who may take it, and what must come with it."""

    state: PlacementState
    to: PlacementState
    roles: frozenset[str]
    needs: Needs | None = None


@dataclass(frozen=True, slots=True)
class LightState:
    """A light as the rule sees it; a `Light` row fits as well."""

    kind: LightKind
    colour: LightColour
    note: str | None = None


S = PlacementState
FINAL_STATES = frozenset({S.DECLINED, S.ENDED, S.SWITCHED})
LIVE_STATES = frozenset(PlacementState) - FINAL_STATES
SEAT_STATES = LIVE_STATES - {S.WISH, S.PROPOSED}
ASSOCIATION_STATES = SEAT_STATES - {S.AGREED}

_FAMILY_SIDE = frozenset({FAMILY, COORDINATOR})  # the coordinator also notes an answer given by voice
_CLUB_SIDE = frozenset({ASSOCIATION, COORDINATOR})
_ANYONE = frozenset({FAMILY, ASSOCIATION, COORDINATOR})
_COORDINATOR = frozenset({COORDINATOR})

_FORWARD = (
    Move(S.WISH, S.PROPOSED, _COORDINATOR),
    Move(S.PROPOSED, S.AGREED, _FAMILY_SIDE),
    Move(S.AGREED, S.ASKED, _COORDINATOR),
    Move(S.ASKED, S.ACCEPTED, _CLUB_SIDE),
    Move(S.ASKED, S.DECLINED, _CLUB_SIDE, Needs.DECLINE_REASON),
    Move(S.DECLINED, S.PROPOSED, _COORDINATOR),  # a waiting list moved on: the family is asked again
    Move(S.ACCEPTED, S.BOOKED, _CLUB_SIDE, Needs.FIRST_SESSION),
    Move(S.BOOKED, S.HELD, _ANYONE),
    Move(S.BOOKED, S.NOT_HELD, _ANYONE),
    Move(S.NOT_HELD, S.BOOKED, _CLUB_SIDE, Needs.FIRST_SESSION),
    Move(S.HELD, S.TRIAL, _CLUB_SIDE, Needs.LIGHTS),
    Move(S.HELD, S.ACTIVE, _CLUB_SIDE, Needs.LIGHTS),  # where there is no trial period
    Move(S.TRIAL, S.ACTIVE, _CLUB_SIDE, Needs.LIGHTS),
    Move(S.ACTIVE, S.PAUSED, _ANYONE),
    Move(S.PAUSED, S.ACTIVE, _CLUB_SIDE, Needs.LIGHTS),
)

# "Not now", or a yes taken back, before the first session was held: the wish stays.
_BACK_TO_WISH = tuple(
    Move(state, S.WISH, _FAMILY_SIDE) for state in (S.PROPOSED, S.AGREED, S.ASKED, S.ACCEPTED, S.BOOKED, S.NOT_HELD)
)

# An association knows of a placement from its own yes on, so only from there can it end one.
_CLUB_MAY_END = LIVE_STATES - {S.WISH, S.PROPOSED, S.AGREED, S.ASKED}
_ENDING = tuple(
    Move(state, S.ENDED, _ANYONE if state in _CLUB_MAY_END else _FAMILY_SIDE, Needs.STOP_REASON)
    for state in PlacementState
    if state in LIVE_STATES
)

# The child goes on somewhere else; also noted afterwards on one that had ended.
_SWITCHING = tuple(Move(state, S.SWITCHED, _COORDINATOR) for state in (S.HELD, S.TRIAL, S.ACTIVE, S.PAUSED, S.ENDED))

MOVES: tuple[Move, ...] = _FORWARD + _BACK_TO_WISH + _ENDING + _SWITCHING
_BY_STEP = {(move.state, move.to): move for move in MOVES}


def find_move(state: PlacementState, to: PlacementState) -> Move | None:
    """The allowed move between two states, or None."""
    return _BY_STEP.get((state, to))


def may_move(state: PlacementState, to: PlacementState, role: str) -> bool:
    """May somebody with `role` take a placement from `state` to `to`?"""
    move = find_move(state, to)
    return move is not None and role in move.roles


def moves_from(state: PlacementState, role: str) -> tuple[Move, ...]:
    """The moves that `role` may make from `state`, the way forward first."""
    return tuple(move for move in MOVES if move.state == state and role in move.roles)


def may_association_see(state: PlacementState) -> bool:
    """Does the association see this placement? From the moment it is asked, until it declines or it ends."""
    return state in ASSOCIATION_STATES


def holds_seat(state: PlacementState) -> bool:
    """Is a spot taken? From the family's yes, so the last spot can be taken once only, until it ends."""
    return state in SEAT_STATES


def seat_change(state: PlacementState, to: PlacementState) -> int:
    """What a move does to the free spots of the activity: -1 takes one, +1 gives one back, 0 neither."""
    return int(holds_seat(state)) - int(holds_seat(to))


def counts_as_switch(reason: StopReason | None, ended_at: datetime, started_at: datetime) -> bool:
    """A stop that is followed by a new start within 60 days is a switch, no drop-out (domain.md 6.1 M5).

    Who has moved away did not drop out in the first place.
    """
    return reason is not StopReason.MOVED and timedelta(0) <= started_at - ended_at <= SWITCH_WITHIN


def may_send_to_association(state: PlacementState) -> bool:
    """May anything about the child go to the association? Only from the family's yes on, and not after the end."""
    return state in SEAT_STATES


def start_problems(lights: Iterable[LightState]) -> list[LightKind]:
    """The lights that stand in the way of starting: red, and nobody wrote what is done about it."""
    return [light.kind for light in lights if light.colour == LightColour.RED and not (light.note or "").strip()]
