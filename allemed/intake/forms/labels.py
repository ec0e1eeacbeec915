"""The words of the conversation: the questions as they are asked aloud, and what each answer is called.

All stand in the catalogue that families read too: the screen is open to them, and what is written is theirs.
"""

from allemed.families.rules import TextWarning
from allemed.intake.rules import (
    Barrier,
    Bring,
    Face,
    Helper,
    Interpreter,
    MoneyHelp,
    NextStep,
    PartOfDay,
    PlaceKind,
    PracticalNeed,
    StartQuestion,
    Tried,
    WithWhom,
)
from allemed.locales import _l, _sl

QUESTIONS = {
    "language": _l("Which language do you want to speak?"),
    "interpreter": _l("We need an interpreter. Children do not interpret."),
    "careful": _l("Is there someone who should not know where you are?"),
    "kinds": _l("What do you want to try? Point at the pictures."),
    "tried": _l("Have you done this before?"),
    "with_whom": _l("Do you want to go alone or with someone you know?"),
    "times": _l("Which days are good for you?"),
    "bring": _l("How does the child get there and home?"),
    "money": _l("Do you need help to pay? You do not need to say why."),
    "equipment": _l("Does the child need shoes or equipment? You can borrow for free."),
    "practical": _l("Is there anything the coach should know so the child feels well?"),
    "first_time": _l("I can come along the first time. One of you should come too."),
    "agreement": _l(
        "May I tell the club: first name, age and what the child wants? You can say no. You can change your mind."
    ),
}
START_QUESTIONS = {
    StartQuestion.FRIEND: _l("Do you have a friend here?"),
    StartQuestion.LOOK_FORWARD: _l("Do you look forward to starting?"),
}
START_ICONS = {StartQuestion.FRIEND: "users", StartQuestion.LOOK_FORWARD: "calendar-dots"}
COMING_LABELS = {Face.GOOD: _l("Yes"), Face.SO_SO: _l("Not sure"), Face.BAD: _l("No")}
INTERPRETER_LABELS = {
    Interpreter.NONE_NEEDED: _l("Not needed"),
    Interpreter.QUALIFIED: _l("A qualified interpreter"),
    Interpreter.BILINGUAL_STAFF: _l("A colleague who speaks the language"),
    Interpreter.NOT_AVAILABLE: _l("None available today"),
}
PART_LABELS = {
    PartOfDay.AFTER_SCHOOL: _l("After school"),
    PartOfDay.EVENING: _l("Evening"),
    PartOfDay.WEEKEND: _l("Weekend"),
}
PART_ICONS = {"after_school": "student", "evening": "moon", "weekend": "sun"}
TRIED_LABELS = {Tried.LIKED: _l("Liked it"), Tried.DID_NOT_LIKE: _l("Did not like it")}
WITH_WHOM_LABELS = {
    WithWhom.ALONE_IS_FINE: _l("Alone is fine"),
    WithWhom.WITH_FRIEND: _l("With a friend"),
    WithWhom.SOMEONE_IN_GROUP: _l("With someone I know in the group"),
}
BRING_LABELS = {
    Bring.PARENT: _l("A parent comes along"),
    Bring.SIBLING: _l("A big sister or brother"),
    Bring.WALKS: _l("Walks alone"),
    Bring.NEEDS_TRANSPORT: _l("Needs a lift"),
}
MONEY_LABELS = {
    MoneyHelp.NO_HELP: _l("No, we pay ourselves"),
    MoneyHelp.WOULD_LIKE_HELP: _l("Yes, please"),
    MoneyHelp.WANTS_TO_TALK: _l("Let us talk about it"),
}
NEED_LABELS = {
    PracticalNeed.CALM_START: _l("A calm start"),
    PracticalNeed.SHORT_INSTRUCTIONS_SHOWN: _l("Short instructions, shown"),
    PracticalNeed.ONE_ADULT_CLOSE: _l("One adult close by"),
    PracticalNeed.GIRLS_ONLY_GROUP: _l("A group for girls only"),
    PracticalNeed.OWN_CHANGING_ROOM: _l("A changing room alone"),
    PracticalNeed.NO_PHOTO: _l("No photos"),
    PracticalNeed.CAN_SWIM: _l("Can swim"),
    PracticalNeed.LEARNING_TO_SWIM: _l("Is learning to swim"),
    PracticalNeed.CANNOT_SWIM: _l("Cannot swim"),
    PracticalNeed.FOOD_NO_PORK: _l("Food: no pork"),
    PracticalNeed.FOOD_VEGETARIAN: _l("Food: vegetarian"),
    PracticalNeed.FOOD_ASK_FAMILY: _l("Food: ask the family"),
}
BARRIER_LABELS = {
    Barrier.TIME: _l("Time"),
    Barrier.TRANSPORT: _l("The way there"),
    Barrier.FEAR: _l("It feels scary"),
    Barrier.SIBLINGS: _l("Small sisters and brothers"),
    Barrier.SHIFT_WORK: _l("Working hours"),
    Barrier.MONEY: _l("Money"),
    Barrier.NOT_SURE: _l("Not sure"),
}
NEXT_STEP_LABELS = {
    NextStep.FIND_SPOT: _l("Find a spot"),
    NextStep.CALL_FAMILY: _l("Call the family"),
    NextStep.MEET_AGAIN: _l("Meet again"),
    NextStep.BOOK_INTERPRETER: _l("Book an interpreter"),
    NextStep.VISIT_ACTIVITY: _l("Visit an activity together"),
    NextStep.WAIT_FOR_FAMILY: _l("The family thinks about it"),
}
HELPER_LABELS = {
    Helper.SCHOOL: _l("School"),
    Helper.HEALTH_CENTRE: _l("Health centre"),
    Helper.REFUGEE_SERVICE: _l("Settlement service"),
    Helper.ADULT_LEARNING: _l("Adult learning"),
    Helper.VOLUNTEER_CENTRE: _l("Volunteer centre"),
    Helper.ASSOCIATION: _l("A club"),
    Helper.NOBODY: _l("Nobody"),
}
PLACE_LABELS = {
    PlaceKind.SCHOOL: _l("At school"),
    PlaceKind.HEALTH_CENTRE: _l("At the health centre"),
    PlaceKind.REFUGEE_SERVICE: _l("At the settlement service"),
    PlaceKind.ADULT_LEARNING: _l("At adult learning"),
    PlaceKind.LIBRARY: _l("In the library"),
    PlaceKind.MEETING_PLACE: _l("At a meeting place"),
    PlaceKind.OFFICE: _l("In the office"),
    PlaceKind.HOME: _l("At the family's home"),
    PlaceKind.PHONE: _l("On the phone"),
    PlaceKind.OTHER: _l("Somewhere else"),
}
MINIMUM_LABELS = {
    "languages": _sl("language"),
    "first_name": _sl("first name"),
    "birth_year": _sl("birth year"),
    "guardian": _sl("a parent's phone"),
    "kinds": _sl("what the child wants"),
    "times": _sl("which days"),
    "next_step": _sl("next step"),
}
# What a warning says: what the words seem to be about, and what helps to write instead
WARNING_LABELS = {
    TextWarning.HEALTH: _sl("This may be about health. Write what helps, for example: short instructions, shown."),
    TextWarning.FAITH: _sl(
        "This may be about faith. Write what it means in practice, for example: food, days, changing room."
    ),
    TextWarning.ORIGIN: _sl("This may be about where the family comes from. The language for talking is enough."),
    TextWarning.MONEY: _sl("This may be about the family's money. Enough is: would like help to pay."),
    TextWarning.CHILD_WELFARE: _sl("This may be about a case somewhere else. It does not belong here."),
    TextWarning.OPINION: _sl("This sounds like an opinion about the family. Write what you saw, and the next step."),
    TextWarning.IDENTITY_NUMBER: _sl("This may be a personal identity number. Take it out."),
}
