"""The questions in short words: what a family reads or hears, what an association and a coordinator read.

Texts a family may hear are in the catalogue of the family pages, so that a coordinator can read them aloud in any
language of ours.
"""

from allemed.followup.rules import Anchor, Audience, CheckInKind, ChildQuestion, Face, Said
from allemed.intake.forms.labels import COMING_LABELS
from allemed.locales import _l, _sl

_K, _A = CheckInKind, Audience

KIND_LABELS = {
    _K.BEFORE_FIRST_SESSION: _sl("Before the first time"),
    _K.AFTER_FIRST_SESSION: _sl("After the first time"),
    _K.TWO_WEEKS: _sl("After two weeks"),
    _K.SIX_WEEKS: _sl("After six weeks"),
    _K.THREE_MONTHS: _sl("After three months"),
    _K.SEASON_END: _sl("Before the season ends"),
    _K.FUND_END: _sl("Before the money ends"),
    _K.MISSED_TWICE: _sl("Away twice"),
    _K.NEW_SCHOOL: _sl("New school"),
    _K.TEEN_YEAR: _sl("Turning thirteen"),
    _K.TWELVE_MONTHS: _sl("After a year"),
}
AUDIENCE_LABELS = {
    _A.FAMILY: _sl("the family"),
    _A.CHILD: _sl("the child"),
    _A.ASSOCIATION: _sl("the association"),
    _A.COORDINATOR: _sl("you"),
    _A.NEUTRAL_PERSON: _sl("somebody neutral asks the child"),
}
ANCHOR_LABELS = {
    Anchor.FIRST_SESSION: _sl("the first time"),
    Anchor.STARTED: _sl("the start"),
    Anchor.SEASON_END: _sl("the end of the season"),
    Anchor.FUND_END: _sl("the end of the money"),
    Anchor.SECOND_MISS: _sl("the second time away"),
    Anchor.SCHOOL_CHANGE: _sl("the change of school"),
    Anchor.TEEN_YEAR: _sl("the August the child turns thirteen"),
}
FACE_LABELS = {Face.GOOD: _l("Good"), Face.SO_SO: _l("So-so"), Face.BAD: _l("Not good")}
FACE_ICONS = {Face.GOOD: "smiley", Face.SO_SO: "smiley-meh", Face.BAD: "smiley-sad"}

SAID_LABELS = {
    Said.FINE: _sl("All is well"),
    Said.NEEDS_SOMETHING: _sl("Needs something"),
    Said.DOES_NOT_WANT: _sl("Does not want to go on"),
    Said.NO_CONTACT: _sl("We did not reach them"),
    Said.SOMETHING_ELSE: _sl("Would like something else"),
}
SAID_ICONS = {
    Said.FINE: "smiley", Said.NEEDS_SOMETHING: "hand-waving", Said.DOES_NOT_WANT: "arrows-clockwise",
    Said.NO_CONTACT: "phone", Said.SOMETHING_ELSE: "arrows-clockwise",
}  # fmt: skip
CHILD_QUESTIONS = {
    ChildQuestion.FRIEND: _l("Do you have a friend there?"),
    ChildQuestion.LOOK_FORWARD: _l("Do you look forward to it?"),
    ChildQuestion.GO_ON: _l("Do you want to go on?"),
}
CHILD_ICONS = {
    ChildQuestion.FRIEND: "users", ChildQuestion.LOOK_FORWARD: "calendar-dots", ChildQuestion.GO_ON: "arrow-right",
}  # fmt: skip

_YES_NO_KINDS = (_K.BEFORE_FIRST_SESSION, _K.SEASON_END, _K.TEEN_YEAR)

_FAMILY = {
    _K.BEFORE_FIRST_SESSION: _l("Can you come?"),
    _K.AFTER_FIRST_SESSION: _l("How was the first time?"),
    _K.TWO_WEEKS: _l("How is it going?"),
    _K.SIX_WEEKS: _l("Do you like it there?"),
    _K.THREE_MONTHS: _l("How have the first three months been?"),
    _K.SEASON_END: _l("Do you want to go on?"),
    _K.NEW_SCHOOL: _l("How is it going at the new place?"),
    _K.TEEN_YEAR: _l("Do you want to go on?"),
    _K.TWELVE_MONTHS: _l("How has the year been?"),
}
_ASSOCIATION = {
    _K.AFTER_FIRST_SESSION: _sl("How did the first time go?"),
    _K.TWO_WEEKS: _sl("How is it going in the group?"),
    _K.SEASON_END: _sl("Is there room next season too?"),
    _K.MISSED_TWICE: _sl("Away twice. Have you asked kindly?"),
}
_COORDINATOR = {
    _K.FUND_END: _sl("The money ends soon. Does it go on?"),
    _K.THREE_MONTHS: _sl("Somebody neutral asks the child how it is"),
    _K.MISSED_TWICE: _sl("Away twice. Ask the family kindly"),
}
_HELPING = {
    _K.BEFORE_FIRST_SESSION: (
        _l("Do you know where it is?"), _l("Do you have what you need to bring?"), _l("Who goes along?"),
    ),
    _K.AFTER_FIRST_SESSION: (_l("Did you get there?"), _l("Did somebody meet you?"), _l("Is something missing?")),
    _K.TWO_WEEKS: (
        _l("Does your child like it?"), _l("Does your child have the right equipment?"),
        _l("Does your child know somebody there?"),
    ),
    _K.SIX_WEEKS: (_l("Who is your friend there?"), _l("Do you look forward to it?"), _l("Do you want to go on?")),
    _K.THREE_MONTHS: (_l("What has helped?"), _l("What has been hard?"), _l("Is the fee for the next months clear?")),
    _K.SEASON_END: (
        _l("Does your child want to go on?"), _l("Do shoes and clothes still fit?"),
        _l("Is the fee for the next season clear?"),
    ),
    _K.NEW_SCHOOL: (_l("Is the way there all right?"), _l("Does your child know somebody there?")),
    _K.TEEN_YEAR: (_l("Does your child want to go on?"), _l("Would your child like to try something new?")),
    _K.TWELVE_MONTHS: (_l("Is your child still there?"), _l("Has something changed?")),
}  # fmt: skip
_FUND_QUESTIONS = (
    _sl("Which support pays now, and until when?"), _sl("Who sends the new request?"), _sl("Does the family know?"),
)  # fmt: skip


def family_question(kind: CheckInKind):
    """The one question of the family's page."""
    return _FAMILY.get(kind, _FAMILY[_K.TWO_WEEKS])


def question_for(kind: CheckInKind, audience: Audience | str):
    """The one question, for whoever is asked."""
    if audience == _A.ASSOCIATION:
        return _ASSOCIATION.get(kind, _ASSOCIATION[_K.TWO_WEEKS])
    if audience in (_A.COORDINATOR, _A.NEUTRAL_PERSON):
        return _COORDINATOR.get(kind, _COORDINATOR[_K.FUND_END])
    return family_question(kind)


def say_said(said) -> list:
    """Ready answers and a child's picture answers in words, as (text, icon)."""
    found = []
    for one in said:
        question, _colon, face = one.partition(":")
        if face:
            found.append((CHILD_QUESTIONS[ChildQuestion(question)], FACE_ICONS[Face(face)]))
        else:
            found.append((SAID_LABELS[Said(one)], SAID_ICONS[Said(one)]))
    return found


def helping_questions(kind: CheckInKind) -> tuple:
    """Two or three questions that help a conversation along."""
    return _FUND_QUESTIONS if kind == _K.FUND_END else _HELPING.get(kind, ())


def face_labels(kind: CheckInKind) -> dict:
    """What the three faces say under this question."""
    return COMING_LABELS if kind in _YES_NO_KINDS else FACE_LABELS
