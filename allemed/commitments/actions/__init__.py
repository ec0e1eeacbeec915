"""Every change of schemes, grants, commitments and deliveries. None of them commits."""

from allemed.commitments.actions.deciding import exempt, set_aside, take_up
from allemed.commitments.actions.delivering import (
    NotAgreedYet,
    Sent,
    WrongEvidence,
    accept_delivery,
    confirm_seen,
    deliver,
    note_seen,
    return_delivery,
)
from allemed.commitments.actions.grants import (
    GrantExists,
    GrantValues,
    add_grant,
    agree,
    change_grant,
    is_sport,
    list_unagreed,
    note_call,
)
from allemed.commitments.actions.moving import MoveNotAllowed, day_of
from allemed.commitments.actions.refreshing import Refreshed, refresh
from allemed.commitments.actions.schemes import SchemeValues, add_scheme, change_line, change_scheme

__all__ = [
    "GrantExists",
    "GrantValues",
    "MoveNotAllowed",
    "NotAgreedYet",
    "Refreshed",
    "SchemeValues",
    "Sent",
    "WrongEvidence",
    "accept_delivery",
    "add_grant",
    "add_scheme",
    "agree",
    "change_grant",
    "change_line",
    "change_scheme",
    "confirm_seen",
    "day_of",
    "deliver",
    "exempt",
    "is_sport",
    "list_unagreed",
    "note_call",
    "note_seen",
    "refresh",
    "return_delivery",
    "set_aside",
    "take_up",
]
