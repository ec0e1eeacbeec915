"""Every change of calls, applications and decisions. None of them commits."""

from allemed.applications.actions.calls import (
    CallExists,
    CallHasOpened,
    CallValues,
    DatesStand,
    NotOpen,
    add_call,
    change_call,
    close_call,
    first_values,
    remove_call,
    values_like,
)
from allemed.applications.actions.deciding import (
    DecisionValues,
    GrantStands,
    NotToDecide,
    decide,
    send_answer,
    send_answers,
)
from allemed.applications.actions.entering import AppliesItself, NotInTime, enter, may_enter_for, take_back
from allemed.applications.actions.forgetting import forget_applications
from allemed.applications.actions.writing import (
    ApplicationValues,
    CallIsClosed,
    pass_this_year,
    send,
    withdraw,
    write,
)

__all__ = [
    "ApplicationValues",
    "AppliesItself",
    "CallExists",
    "CallHasOpened",
    "CallIsClosed",
    "CallValues",
    "DatesStand",
    "DecisionValues",
    "GrantStands",
    "NotInTime",
    "NotOpen",
    "NotToDecide",
    "add_call",
    "change_call",
    "close_call",
    "decide",
    "enter",
    "first_values",
    "forget_applications",
    "may_enter_for",
    "pass_this_year",
    "remove_call",
    "send",
    "send_answer",
    "send_answers",
    "take_back",
    "values_like",
    "withdraw",
    "write",
]
