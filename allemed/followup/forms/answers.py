"""The answer of a family or an association, and closing by the coordinator."""

from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired, Optional

from allemed.followup.forms.words import CHILD_QUESTIONS, FACE_LABELS
from allemed.followup.rules import AFTER_ASKING, ChildQuestion, Face, Said
from allemed.forms import CodeField, Form, TextField, VersionField
from allemed.intake.forms.labels import COMING_LABELS
from allemed.locales import _sl

YES_NO = {"yes": _sl("Yes"), "no": _sl("No")}


class AnswerForm(Form):
    """One tap: either a face, or whether something is missing. Both come from the button that was pressed."""

    face = StringField(validators=[Optional(), AnyOf([*Face])])
    missing = StringField(validators=[Optional(), AnyOf(["yes", "no"])])
    said = StringField(validators=[Optional(), AnyOf([*AFTER_ASKING, Said.SOMETHING_ELSE])])


class TrustForm(Form):
    """One face."""

    face = StringField(validators=[InputRequired(), AnyOf([*Face])])


class ChildForm(Form):
    """A child points at one picture for each question; it may leave some out."""

    friend = CodeField(CHILD_QUESTIONS[ChildQuestion.FRIEND], labels=COMING_LABELS, required=False)
    look_forward = CodeField(CHILD_QUESTIONS[ChildQuestion.LOOK_FORWARD], labels=COMING_LABELS, required=False)
    go_on = CodeField(CHILD_QUESTIONS[ChildQuestion.GO_ON], labels=COMING_LABELS, required=False)

    def answers(self) -> dict[ChildQuestion, Face]:
        """What was pointed at."""
        return {question: Face(self[question].data) for question in ChildQuestion if self[question].data}


class CloseForm(Form):
    """What the coordinator heard. Faces and words may be left out where nothing was said."""

    face = CodeField(_sl("How is it going?"), labels=FACE_LABELS, required=False)
    missing = CodeField(_sl("Is something missing?"), labels=YES_NO, required=False)
    note = TextField(_sl("Note"), most=200)
    version = VersionField()
