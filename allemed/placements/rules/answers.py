"""What people answer and choose on the way, as codes; the words are made elsewhere."""

from enum import StrEnum

from allemed.placements.rules.states import PlacementState


class NotNow(StrEnum):
    """Why a family says not now. Nobody has to say why; the last two are answers to "somebody was faster"."""

    TIME = "time"
    FAR = "far"
    OTHER_ACTIVITY = "other_activity"
    CHILD_DOES_NOT_WANT = "child_does_not_want"
    LATER = "later"
    NO_REASON = "no_reason"
    LOOK_FURTHER = "look_further"
    WAITING_LIST = "waiting_list"


NOT_NOW_CHOICES = tuple(reason for reason in NotNow if reason not in (NotNow.LOOK_FURTHER, NotNow.WAITING_LIST))


class ComesAlong(StrEnum):
    """Who goes along the first time. An association is told of the coordinator only."""

    COORDINATOR_AND_GUARDIAN = "coordinator_and_guardian"
    COORDINATOR = "coordinator"
    GUARDIAN = "guardian"
    VOLUNTEER = "volunteer"
    NOBODY = "nobody"


class ListGroup(StrEnum):
    """How a coordinator's list is divided: whose turn it is."""

    FAMILY = "family"
    ASSOCIATION = "association"
    FIRST_SESSION = "first_session"
    STARTED = "started"
    ACTIVE = "active"
    WISH = "wish"
    OVER = "over"


S = PlacementState
GROUP_STATES: dict[ListGroup, frozenset[PlacementState]] = {
    ListGroup.FAMILY: frozenset({S.PROPOSED}),
    ListGroup.ASSOCIATION: frozenset({S.AGREED, S.ASKED}),
    ListGroup.FIRST_SESSION: frozenset({S.ACCEPTED, S.BOOKED, S.NOT_HELD}),
    ListGroup.STARTED: frozenset({S.HELD, S.TRIAL}),
    ListGroup.ACTIVE: frozenset({S.ACTIVE, S.PAUSED}),
    ListGroup.WISH: frozenset({S.WISH}),
    ListGroup.OVER: frozenset({S.DECLINED, S.ENDED, S.SWITCHED}),
}
