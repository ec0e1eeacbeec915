"""When a call is open, what an application may become, and how amounts are written."""

from allemed.applications.rules.calls import (
    REMIND_DAYS,
    CallState,
    a_year_later,
    call_state,
    closes_at,
    last_day,
    may_change_dates,
    opens_at,
    reminds_on,
)
from allemed.applications.rules.states import (
    ANSWERED_BY_CLUB,
    AT_THE_MUNICIPALITY,
    DECIDED,
    ApplicationState,
    may_decide,
    may_enter,
    may_move,
    may_write,
    state_for_club,
)
from allemed.applications.rules.sums import Sums, amount_text, sums_of

__all__ = [
    "ANSWERED_BY_CLUB",
    "AT_THE_MUNICIPALITY",
    "DECIDED",
    "REMIND_DAYS",
    "ApplicationState",
    "CallState",
    "Sums",
    "a_year_later",
    "amount_text",
    "call_state",
    "closes_at",
    "last_day",
    "may_change_dates",
    "may_decide",
    "may_enter",
    "may_move",
    "may_write",
    "opens_at",
    "reminds_on",
    "state_for_club",
    "sums_of",
]
