"""What a coordinator answers and decides."""

from datetime import date, timedelta

from wtforms import DateField, HiddenField, ValidationError

from allemed.commitments.forms.words import CERTIFICATE_ANSWERS
from allemed.forms import CodeField, Form, InputRequired, TextField, VersionField
from allemed.locales import _s, _sl

LONGEST_EXEMPTION = timedelta(days=731)  # our default: two years


class ReturnForm(Form):
    """Back to the association, with what is missing."""

    decision = HiddenField(default="return")
    answer = TextField(
        _sl("What is missing?"), most=300, required=True,
        description=_sl("One friendly sentence. The association reads it."),
    )  # fmt: skip


class ReturnCertificatesForm(Form):
    """The same for certificates: one of three sentences, so that nothing about a person can be written."""

    decision = HiddenField(default="return")
    answer = CodeField(_sl("What is missing?"), labels=CERTIFICATE_ANSWERS)


class ExemptForm(Form):
    """Not asked for until a day."""

    until = DateField(_sl("Until"), validators=[InputRequired()])
    version = VersionField()

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        self.today = today

    def validate_until(self, field) -> None:
        if field.data and not self.today <= field.data <= self.today + LONGEST_EXEMPTION:
            raise ValidationError(_s("Choose a day from today on, within two years."))


class SetAsideForm(Form):
    """Not relevant here, and why."""

    reason = TextField(
        _sl("Why is it not relevant?"), most=200, required=True,
        description=_sl("The association reads it. Nothing about persons."),
    )  # fmt: skip
    version = VersionField()


class VersionForm(Form):
    """One button, made from a version."""

    version = VersionField()


class CallForm(Form):
    """What an association answered to "what do you need?"."""

    need = TextField(
        _sl("What do they need?"), most=200,
        description=_sl("A few words help whoever calls next. Nothing about persons."),
    )  # fmt: skip
