"""Every change of a placement. None of them commits; each checks the move, writes the history and the audit entry."""

from allemed.placements.actions.absences import NoSuchSession, say_absent, take_back_absence
from allemed.placements.actions.answering import accept_request, decline_request, say_not_now
from allemed.placements.actions.course import change_state, end_placement, set_dates, switch_placement
from allemed.placements.actions.lights import set_light
from allemed.placements.actions.moving import (
    AlreadyOnTheWay,
    DoesNotFit,
    LightIsRed,
    MoveNotAllowed,
    NotHeldYet,
    on_moved,
)
from allemed.placements.actions.proposing import Yes, ask_association, propose_placement, register_room_said, say_yes
from allemed.placements.actions.sessions import book_first_session, record_first_session

__all__ = [
    "AlreadyOnTheWay",
    "DoesNotFit",
    "LightIsRed",
    "MoveNotAllowed",
    "NoSuchSession",
    "NotHeldYet",
    "Yes",
    "accept_request",
    "ask_association",
    "book_first_session",
    "change_state",
    "decline_request",
    "end_placement",
    "on_moved",
    "propose_placement",
    "record_first_session",
    "register_room_said",
    "say_absent",
    "say_not_now",
    "say_yes",
    "set_dates",
    "set_light",
    "switch_placement",
    "take_back_absence",
]
