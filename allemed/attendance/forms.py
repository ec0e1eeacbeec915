"""What is tapped about a child at a session, and the steps of an association, in words."""

from wtforms import DateField, StringField
from wtforms.validators import AnyOf, InputRequired

from allemed.attendance.rules import Mark, Step
from allemed.forms import Form, VersionField
from allemed.locales import _sl

STEP_LABELS = {
    Step.NOT_YET: _sl("Does not register yet"),
    Step.REGISTERS: _sl("Registers"),
    Step.ROUTINE: _sl("Routine agreed on"),
    Step.ALERTS: _sl("Asks when a child is missing"),
}
STEP_TONES = {Step.NOT_YET: "neutral", Step.REGISTERS: "sun", Step.ROUTINE: "info", Step.ALERTS: "good"}


class TapForm(Form):
    """One tap: the session's day stands in the form, the button says what."""

    day = DateField(validators=[InputRequired()])
    was = StringField(validators=[InputRequired(), AnyOf([Mark.PRESENT, Mark.MISSING])])


class StepForm(Form):
    """The next step of an association, or alerts off again."""

    version = VersionField()
    step = StringField(validators=[InputRequired(), AnyOf([Step.ROUTINE, Step.ALERTS, "off"])])
