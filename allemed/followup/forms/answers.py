"""The answer of a family or an association, and closing by the coordinator."""

from wtforms import StringField
from wtforms.validators import AnyOf, Optional

from allemed.followup.forms.words import FACE_LABELS
from allemed.followup.rules import Face
from allemed.forms import CodeField, Form, TextField, VersionField
from allemed.locales import _sl

YES_NO = {"yes": _sl("Yes"), "no": _sl("No")}


class AnswerForm(Form):
    """One tap: either a face, or whether something is missing. Both come from the button that was pressed."""

    face = StringField(validators=[Optional(), AnyOf([*Face])])
    missing = StringField(validators=[Optional(), AnyOf(["yes", "no"])])


class CloseForm(Form):
    """What the coordinator heard. Faces and words may be left out where nothing was said."""

    face = CodeField(_sl("How is it going?"), labels=FACE_LABELS, required=False)
    missing = CodeField(_sl("Is something missing?"), labels=YES_NO, required=False)
    note = TextField(_sl("Note"), most=200)
    version = VersionField()
