"""What kinds, sectors, answers, states and the steps of a run sheet are called."""

from allemed.gatherings.rules import ActionStatus, Answer, GatheringKind, Sector, Sheet
from allemed.gatherings.rules.addresses import Reach
from allemed.gatherings.rules.sheets import Part
from allemed.locales import _l, _sl

KIND_LABELS = {
    GatheringKind.DUGNAD: _sl("ALLEMED-dugnad"),
    GatheringKind.MEETING_PLACE: _sl("Meeting place"),
    GatheringKind.NETWORK: _sl("Network meeting"),
    GatheringKind.VISIT: _sl("Guest at a place"),
}
KIND_HINTS = {
    GatheringKind.DUGNAD: _sl("Talk with cards, agree on one to three actions"),
    GatheringKind.MEETING_PLACE: _sl("An event with others who meet children"),
    GatheringKind.NETWORK: _sl("The same people once a month"),
    GatheringKind.VISIT: _sl("A midwife, an adviser, somebody to ask"),
}
KIND_ICONS = {
    GatheringKind.DUGNAD: ("hand-heart", "ball"),
    GatheringKind.MEETING_PLACE: ("boat", "water"),
    GatheringKind.NETWORK: ("arrows-clockwise", "mind"),
    GatheringKind.VISIT: ("coffee", "family"),
}
SECTOR_LABELS = {
    Sector.ASSOCIATION: _sl("Associations"),
    Sector.SCHOOL: _sl("School"),
    Sector.KINDERGARTEN: _sl("Kindergarten"),
    Sector.HEALTH_CENTRE: _sl("Health centre"),
    Sector.WELFARE_OFFICE: _sl("Welfare office"),
    Sector.CHILD_WELFARE: _sl("Child welfare service"),
    Sector.REFUGEE_SERVICE: _sl("Refugee service"),
    Sector.BUSINESS: _sl("Businesses"),
    Sector.PARENTS: _sl("Parents"),
    Sector.YOUTH: _sl("Young people"),
    Sector.MUNICIPALITY: _sl("The municipality"),
    Sector.OTHER: _sl("Others"),
}
SHEET_LABELS = {
    Sheet.CLUB: _sl("60 minutes, for one association"),
    Sheet.MUNICIPAL: _sl("180 minutes, for the municipality"),
}
REACH_LABELS = {
    Reach.NOT_YET: _sl("not sent yet"),
    Reach.WAITS: _sl("waits"),
    Reach.SENT: _sl("mail sent"),
    Reach.CAME_BACK: _sl("came back"),
    Reach.UNWANTED: _sl("wants no mails"),
}
REACH_TONES = {Reach.NOT_YET: "sun", Reach.WAITS: "sun", Reach.CAME_BACK: "bad", Reach.UNWANTED: "warn"}
ANSWER_LABELS = {Answer.YES: _l("Yes"), Answer.MAYBE: _l("Maybe"), Answer.NO: _l("No")}
ANSWER_ICONS = {Answer.YES: "check", Answer.MAYBE: "question", Answer.NO: "x"}
STATUS_LABELS = {
    ActionStatus.OPEN: _l("Not begun"),
    ActionStatus.DOING: _l("On the way"),
    ActionStatus.DONE: _l("Done"),
    ActionStatus.DROPPED: _l("Not done"),
}
STATUS_TONES = {
    ActionStatus.OPEN: "neutral",
    ActionStatus.DOING: "info",
    ActionStatus.DONE: "good",
    ActionStatus.DROPPED: "neutral",
}
STATUS_ICONS = {
    ActionStatus.OPEN: "hourglass",
    ActionStatus.DOING: "footprints",
    ActionStatus.DONE: "check-circle",
    ActionStatus.DROPPED: "minus-circle",
}

_P = Part
# title, and the lines that are said or done
PART_WORDS = {
    _P.WELCOME: (_sl("Welcome"), (_sl("Why are we here? One sentence that a child has said."), _sl("Every child has a right to leisure. Money must not decide."))),
    _P.COFFEE: (_sl("Coffee and contact cards"), (_sl("Sit down with people you do not know."), _sl("Make your contact card by the link of your invitation."))),
    _P.SAID_AND_DONE: (_sl("What we said – what we did"), (_sl("Read aloud what was agreed last time."), _sl("What was done? What do we take along?"))),
    _P.YOUTH_SPEAK: (_sl("Young people and parents speak"), (_sl("In their own language, with an interpreter."), _sl("The others listen. Nobody answers or explains."))),
    _P.PAIRS: (_sl("What are we doing well?"), (_sl("Talk in pairs, three minutes."), _sl("Think of one child who came and stayed. Say no names."))),
    _P.STORIES: (_sl("Stories of what works"), (_sl("Tell it to all: what did you do?"), _sl("Find three keywords for what you are good at."))),
    _P.ROLL_CALL: (_sl("Roll call: who is not here?"), (_sl("Look at the figures. Whom do you not see?"), _sl("Say it in one sentence. It is about us, not about them."))),
    _P.BREAK: (_sl("Break"), (_sl("Talk with somebody you have not met."),)),
    _P.IDEAS: (_sl("What could we do better?"), (_sl("Choose one or two themes. Every idea is written down."), _sl("Then everybody gives three dots."))),
    _P.FIRST_STEPS: (_sl("Our first steps"), (_sl("One to three actions that begin this month."), _sl("Each has a person and a date."))),
    _P.SAY_ALOUD: (_sl("Say it aloud"), (_sl("Read the actions aloud: who, what, when."), _sl("On which day do we look back?"))),
}  # fmt: skip
