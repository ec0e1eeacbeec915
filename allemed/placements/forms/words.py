"""What states, reasons, lights and needs are called, for families and for staff."""

from allemed.intake.rules import Bring, PracticalNeed, WithWhom
from allemed.locales import _l, _sl
from allemed.placements.rules import (
    ComesAlong,
    DeclineReason,
    LightColour,
    LightKind,
    ListGroup,
    NotNow,
    PlacementState,
    StopReason,
)

S = PlacementState
STATE_LABELS = {
    S.WISH: _sl("The wish stays"),
    S.PROPOSED: _sl("Family is asked"),
    S.AGREED: _sl("Family says yes"),
    S.ASKED: _sl("Club is asked"),
    S.ACCEPTED: _sl("Club says welcome"),
    S.DECLINED: _sl("Club said no"),
    S.BOOKED: _sl("First session booked"),
    S.HELD: _sl("Was there once"),
    S.NOT_HELD: _sl("Did not happen"),
    S.TRIAL: _sl("On trial"),
    S.ACTIVE: _sl("Active"),
    S.PAUSED: _sl("On a break"),
    S.ENDED: _sl("Over"),
    S.SWITCHED: _sl("Went on to something else"),
}
STATE_TONES = {
    S.WISH: "neutral", S.PROPOSED: "sun", S.AGREED: "go", S.ASKED: "sun", S.ACCEPTED: "go", S.DECLINED: "warn",
    S.BOOKED: "go", S.HELD: "go", S.NOT_HELD: "warn", S.TRIAL: "good", S.ACTIVE: "good", S.PAUSED: "warn",
    S.ENDED: "neutral", S.SWITCHED: "neutral",
}  # fmt: skip
STEPS = (
    (S.PROPOSED, _sl("Family asked")),
    (S.ASKED, _sl("Club asked")),
    (S.ACCEPTED, _sl("Welcome")),
    (S.BOOKED, _sl("First session")),
    (S.HELD, _sl("Was there")),
    (S.TRIAL, _sl("On trial")),
    (S.ACTIVE, _sl("Active")),
)
STEP_OF = {S.WISH: S.PROPOSED, S.AGREED: S.ASKED, S.NOT_HELD: S.BOOKED, S.PAUSED: S.ACTIVE}

GROUP_LABELS = {
    ListGroup.FAMILY: _sl("Waits for the family"),
    ListGroup.ASSOCIATION: _sl("Waits for the club"),
    ListGroup.FIRST_SESSION: _sl("Before the first session"),
    ListGroup.STARTED: _sl("Starting"),
    ListGroup.ACTIVE: _sl("Active"),
    ListGroup.WISH: _sl("The wish stays"),
    ListGroup.OVER: _sl("Over"),
}

NOT_NOW_LABELS = {
    NotNow.TIME: _l("The days do not fit"),
    NotNow.FAR: _l("Too far away"),
    NotNow.OTHER_ACTIVITY: _l("We want something else"),
    NotNow.CHILD_DOES_NOT_WANT: _l("The child does not want to"),
    NotNow.LATER: _l("Later, maybe"),
    NotNow.NO_REASON: _l("We do not want to say"),
    NotNow.LOOK_FURTHER: _l("Look for another place"),
    NotNow.WAITING_LIST: _l("We want to wait for a place here"),
}
NOT_NOW_PICTURES = {
    NotNow.TIME: ("calendar-dots", "ball"),
    NotNow.FAR: ("map-pin", "water"),
    NotNow.OTHER_ACTIVITY: ("arrows-clockwise", "nature"),
    NotNow.CHILD_DOES_NOT_WANT: ("smiley-sad", "stage"),
    NotNow.LATER: ("hourglass", "craft"),
    NotNow.NO_REASON: ("minus-circle", "family"),
}
NOT_NOW_STAFF = {
    NotNow.TIME: _sl("The days do not fit"),
    NotNow.FAR: _sl("Too far away"),
    NotNow.OTHER_ACTIVITY: _sl("They want something else"),
    NotNow.CHILD_DOES_NOT_WANT: _sl("The child does not want to"),
    NotNow.LATER: _sl("Later, maybe"),
    NotNow.NO_REASON: _sl("No reason given"),
    NotNow.LOOK_FURTHER: _sl("No place was left: look for another"),
    NotNow.WAITING_LIST: _sl("No place was left: they want to wait for one"),
}
DECLINE_LABELS = {
    DeclineReason.FULL: _sl("We are full"),
    DeclineReason.AGE: _sl("The age does not fit"),
    DeclineReason.TIME: _sl("The times have changed"),
    DeclineReason.OTHER: _sl("Something else"),
}
DECLINE_ICONS = {"full": "users-three", "age": "baby", "time": "clock", "other": "dots-three"}
STOP_LABELS = {
    StopReason.MOVED: _sl("Moved away"),
    StopReason.SWITCH: _sl("Changed to another activity"),
    StopReason.TIME: _sl("Time"),
    StopReason.TRANSPORT: _sl("Transport"),
    StopReason.MONEY: _sl("Money"),
    StopReason.EQUIPMENT: _sl("Equipment"),
    StopReason.LANGUAGE: _sl("Language, or messages that were not understood"),
    StopReason.NOT_THRIVING: _sl("Did not thrive, or was alone"),
    StopReason.INJURED_OR_ILL: _sl("Injured or ill (no details)"),
    StopReason.ACTIVITY_STOPPED: _sl("The coach or the activity stopped"),
    StopReason.CHILD_DID_NOT_WANT_TO: _sl("The child did not want to"),
    StopReason.PARENTS_REASON: _sl("The parents' reason, not given"),
    StopReason.UNKNOWN: _sl("Not known"),
}

LIGHT_LABELS = {
    LightKind.EQUIPMENT: _sl("Equipment"),
    LightKind.TRANSPORT: _sl("Transport"),
    LightKind.FEE: _sl("Fee"),
}
LIGHT_ORDER = (LightKind.EQUIPMENT, LightKind.TRANSPORT, LightKind.FEE)
COLOUR_LABELS = {
    LightColour.RED: _sl("Missing"),
    LightColour.YELLOW: _sl("Somebody is on it"),
    LightColour.GREEN: _sl("Solved"),
    LightColour.NOT_NEEDED: _sl("Not needed"),
    LightColour.UNKNOWN: _sl("Not known yet"),
}
COLOUR_STATES = {
    LightColour.RED: "red",
    LightColour.YELLOW: "yellow",
    LightColour.GREEN: "green",
    LightColour.NOT_NEEDED: "none",
    LightColour.UNKNOWN: "unknown",
}
COLOUR_ICONS = {
    "red": "warning",
    "yellow": "hourglass",
    "green": "check-circle",
    "not_needed": "minus-circle",
    "unknown": "question",
}

ALONG_LABELS = {
    ComesAlong.COORDINATOR_AND_GUARDIAN: _sl("I come along, and a parent"),
    ComesAlong.GUARDIAN: _sl("A parent"),
    ComesAlong.COORDINATOR: _sl("I come along"),
    ComesAlong.VOLUNTEER: _sl("A volunteer"),
    ComesAlong.NOBODY: _sl("Nobody, the child goes alone"),
}

# What a coach may be told, one tick each; the phrases are the guide's (our default).
NEED_LABELS = {
    PracticalNeed.SHORT_INSTRUCTIONS_SHOWN: _l("Show it, with few words"),
    PracticalNeed.GIRLS_ONLY_GROUP: _l("A group for girls only"),
    PracticalNeed.OWN_CHANGING_ROOM: _l("A changing room of one's own"),
    PracticalNeed.NO_PHOTO: _l("No photos"),
    PracticalNeed.CALM_START: _l("A calm start"),
    PracticalNeed.FOOD_NO_PORK: _l("Food without pork"),
    PracticalNeed.FOOD_VEGETARIAN: _l("Vegetarian food"),
    PracticalNeed.FOOD_ASK_FAMILY: _l("Ask us about food"),
    PracticalNeed.CAN_SWIM: _l("Can swim"),
    PracticalNeed.CANNOT_SWIM: _l("Cannot swim"),
    PracticalNeed.LEARNING_TO_SWIM: _l("Is learning to swim"),
    PracticalNeed.ONE_ADULT_CLOSE: _l("One adult close by"),
    Bring.NEEDS_TRANSPORT: _l("Needs a lift there or home"),
    WithWhom.WITH_FRIEND: _l("Would like to come with a friend"),
    WithWhom.SOMEONE_IN_GROUP: _l("Would like to know somebody in the group"),
}
NEED_ICONS = {
    PracticalNeed.SHORT_INSTRUCTIONS_SHOWN: "eye", PracticalNeed.GIRLS_ONLY_GROUP: "users-three",
    PracticalNeed.OWN_CHANGING_ROOM: "key", PracticalNeed.NO_PHOTO: "camera", PracticalNeed.CALM_START: "smiley",
    PracticalNeed.FOOD_NO_PORK: "cooking-pot", PracticalNeed.FOOD_VEGETARIAN: "plant",
    PracticalNeed.FOOD_ASK_FAMILY: "cooking-pot", PracticalNeed.CAN_SWIM: "person-simple-swim",
    PracticalNeed.CANNOT_SWIM: "person-simple-swim", PracticalNeed.LEARNING_TO_SWIM: "person-simple-swim",
    PracticalNeed.ONE_ADULT_CLOSE: "hand-heart", Bring.NEEDS_TRANSPORT: "car", WithWhom.WITH_FRIEND: "users",
    WithWhom.SOMEONE_IN_GROUP: "users",
}  # fmt: skip
NEED_LABELS_STAFF = {
    PracticalNeed.SHORT_INSTRUCTIONS_SHOWN: _sl("Show it, with few words"),
    PracticalNeed.GIRLS_ONLY_GROUP: _sl("A group for girls only"),
    PracticalNeed.OWN_CHANGING_ROOM: _sl("A changing room of one's own"),
    PracticalNeed.NO_PHOTO: _sl("No photos"),
    PracticalNeed.CALM_START: _sl("A calm start"),
    PracticalNeed.FOOD_NO_PORK: _sl("Food without pork"),
    PracticalNeed.FOOD_VEGETARIAN: _sl("Vegetarian food"),
    PracticalNeed.FOOD_ASK_FAMILY: _sl("Ask the family about food"),
    PracticalNeed.CAN_SWIM: _sl("Can swim"),
    PracticalNeed.CANNOT_SWIM: _sl("Cannot swim"),
    PracticalNeed.LEARNING_TO_SWIM: _sl("Is learning to swim"),
    PracticalNeed.ONE_ADULT_CLOSE: _sl("One adult close by"),
    Bring.NEEDS_TRANSPORT: _sl("Needs a lift there or home"),
    WithWhom.WITH_FRIEND: _sl("Would like to come with a friend"),
    WithWhom.SOMEONE_IN_GROUP: _sl("Would like to know somebody in the group"),
}


def shareable_needs(conversation) -> list[str]:
    """The codes of what a family may tick for the coach, from its newest conversation; empty without one."""
    if conversation is None:
        return []
    said = [*conversation.practical, conversation.bring, conversation.with_whom]
    return [code for code in NEED_LABELS if code in said]
