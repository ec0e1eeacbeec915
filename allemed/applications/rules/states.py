"""What an application may become, and who sees what of it. Every step is a person's; none is taken by a program."""

from enum import StrEnum

from allemed.applications.rules.calls import CallState


class ApplicationState(StrEnum):
    DRAFT = "draft"  # the association's own; nobody at the municipality sees it
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"  # "not this year"
    AWARDED = "awarded"
    DECLINED = "declined"


S = ApplicationState
DECIDED = frozenset({S.AWARDED, S.DECLINED})
AT_THE_MUNICIPALITY = frozenset({S.SENT, *DECIDED})  # what the coordinator may read
ANSWERED_BY_CLUB = frozenset({S.SENT, S.PASSED, *DECIDED})  # the association is not asked again

_BY_CLUB = frozenset({
    (S.DRAFT, S.SENT), (S.DRAFT, S.PASSED), (S.SENT, S.WITHDRAWN), (S.WITHDRAWN, S.SENT), (S.WITHDRAWN, S.PASSED),
    (S.PASSED, S.DRAFT),
})  # fmt: skip
_BY_MUNICIPALITY = frozenset((before, after) for before in AT_THE_MUNICIPALITY for after in DECIDED)


def may_write(state: ApplicationState, call: CallState) -> bool:
    """May the association change the words? Until the call closes, also what it has sent."""
    return call is CallState.OPEN and state not in DECIDED


def may_move(before: ApplicationState, after: ApplicationState, call: CallState) -> bool:
    """May an application take this step while its call stands so? The association while it is open, then the decision."""
    steps = _BY_CLUB if call is CallState.OPEN else _BY_MUNICIPALITY if call is CallState.CLOSED else frozenset()
    return (before, after) in steps


def may_decide(state: ApplicationState, call: CallState) -> bool:
    """Nobody decides while others may still apply, or this one may be changed."""
    return call is CallState.CLOSED and state in AT_THE_MUNICIPALITY


def may_enter(state: ApplicationState, call: CallState) -> bool:
    """May the coordinator enter what came on paper? Also once the call has closed, until it is decided."""
    return call is not CallState.PLANNED and state not in DECIDED


def state_for_club(state: ApplicationState, answered: ApplicationState | None) -> ApplicationState:
    """What the association sees: a decision only once it was sent, and then the one that was sent (`answered`)."""
    if state in DECIDED:
        return answered or S.SENT
    return state
