"""The five questions and the child's yes, in words and pictures; and who may ask."""

from uuid import UUID

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from allemed.followup.rules import Face
from allemed.forms import CodeField, Form
from allemed.intake.forms.labels import COMING_LABELS
from allemed.locales import _l, _sl
from allemed.voice.queries import list_may_be_named, list_named
from allemed.voice.rules import Share, VoiceQuestion

YES_NO = {"yes": _l("Yes"), "no": _l("No")}
QUESTIONS = {
    VoiceQuestion.LOOK_FORWARD: _l("Do you look forward to it?"),
    VoiceQuestion.FRIEND: _l("Do you have a friend there?"),
    VoiceQuestion.KIND: _l("Are the grown-ups kind to you?"),
    VoiceQuestion.HEARD: _l("Do they listen to you?"),
    VoiceQuestion.GO_ON: _l("Do you want to go on?"),
}
MAY_SEE = _l("May the coordinator and your parents see what you said?")
ICONS = {
    VoiceQuestion.LOOK_FORWARD: "calendar-dots", VoiceQuestion.FRIEND: "users", VoiceQuestion.KIND: "heart",
    VoiceQuestion.HEARD: "speaker-high", VoiceQuestion.GO_ON: "arrow-right",
}  # fmt: skip
SHARE_LABELS = {Share.MOST: _sl("most say yes"), Share.HALF: _sl("about half say yes"), Share.FEW: _sl("few say yes")}
SHARE_TONES = {Share.MOST: "good", Share.HALF: "sun", Share.FEW: "warn"}


class VoiceForm(Form):
    """A child may leave a question out; whether the coordinator may see it has to be answered."""

    look_forward = CodeField(QUESTIONS[VoiceQuestion.LOOK_FORWARD], labels=COMING_LABELS, required=False)
    friend = CodeField(QUESTIONS[VoiceQuestion.FRIEND], labels=COMING_LABELS, required=False)
    kind = CodeField(QUESTIONS[VoiceQuestion.KIND], labels=COMING_LABELS, required=False)
    heard = CodeField(QUESTIONS[VoiceQuestion.HEARD], labels=COMING_LABELS, required=False)
    go_on = CodeField(QUESTIONS[VoiceQuestion.GO_ON], labels=COMING_LABELS, required=False)
    may_see = CodeField(MAY_SEE, labels=YES_NO)

    def answers(self) -> dict[VoiceQuestion, Face]:
        """What was pointed at."""
        return {question: Face(self[question].data) for question in VoiceQuestion if self[question].data}


class _PersonField(SelectField):
    """One of some people, by id."""

    def __init__(self, label, people, **options):
        super().__init__(label, [InputRequired()], coerce=_id_or_none, choices=people, **options)


def _id_or_none(value) -> UUID | None:
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None


class NameForm(Form):
    """Somebody at a partner."""

    user_id = _PersonField(_sl("Who may ask children?"), lambda: [(one.id, one.name) for one in list_may_be_named()])


class AskForm(Form):
    """One of the named; the family has said that this person may know its child."""

    person_id = _PersonField(_sl("Who asks?"), lambda: [(one.id, one.user.name) for one in list_named()])
    is_agreed = BooleanField(_sl("The family agrees that this person asks."), [InputRequired()])
