"""What an association sends: yes to its promises, a statement, numbers of certificates, a link, or a few sentences."""

from datetime import date, timedelta

from wtforms import DateField, HiddenField, IntegerField, TextAreaField, ValidationError

from allemed.associations.rules.websites import safe_website
from allemed.commitments.actions import Sent
from allemed.commitments.forms.words import HINDRANCE_LABELS
from allemed.commitments.rules import Evidence, Hindrance
from allemed.forms import (
    CodesField,
    DataRequired,
    Form,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    TextField,
    VersionField,
    refuse_identity_numbers,
)
from allemed.locales import _s, _sl

MOST_LEADERS = 2000
A_YEAR = timedelta(days=366)


class AgreeForm(Form):
    """A named person says yes."""

    name = TextField(_sl("Your name"), most=80, required=True)


class _Dated(Form):
    """With a date that is not in the future."""

    way = HiddenField()
    stated_on = DateField(_sl("Date"), validators=[InputRequired()])

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        self.today = today

    def validate_stated_on(self, field) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_s("This day has not come yet."))
        if field.data and field.data.year < 2000:
            raise ValidationError(_s("Look at the year once more."))


class StatementForm(_Dated):
    """A named person says so, with a date."""

    stated_by = TextField(_sl("Your name"), most=80, required=True)

    def sent(self) -> Sent:
        return Sent(evidence=Evidence.STATEMENT, stated_by=self.stated_by.data, stated_on=self.stated_on.data)


class CertificateForm(_Dated):
    """Only a date and two numbers: no name, no remark, no file (the certificate is shown and handed back)."""

    FIELDS = frozenset({"way", "stated_on", "checked_count", "remaining_count", "once", "csrf_token"})

    stated_on = DateField(_sl("When did you last check?"), validators=[InputRequired()])
    checked_count = IntegerField(_sl("Leaders checked"), validators=[InputRequired(), NumberRange(0, MOST_LEADERS)])
    remaining_count = IntegerField(
        _sl("How many are still to be checked?"), validators=[InputRequired(), NumberRange(0, MOST_LEADERS)],
        description=_sl("Write 0 if everybody is checked."),
    )  # fmt: skip

    def sent(self) -> Sent:
        return Sent(
            evidence=Evidence.STATEMENT, stated_on=self.stated_on.data, checked_count=self.checked_count.data,
            remaining_count=self.remaining_count.data,
        )  # fmt: skip


class NewLeaderForm(Form):
    """The day on which somebody new begins: no name."""

    version = VersionField()
    begins_on = DateField(_sl("First day"), validators=[InputRequired()])

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        self.today = today

    def validate_begins_on(self, field) -> None:
        if field.data and not self.today <= field.data <= self.today + A_YEAR:
            raise ValidationError(_s("Write a day from today to a year ahead."))


class LinkForm(_Dated):
    """A link to a page or document that says it."""

    link = TextField(
        _sl("Link"), most=300, required=True,
        description=_sl("Begins with https://. The page must not name children or families."),
    )  # fmt: skip
    stated_on = DateField(_sl("Date of the document"), validators=[Optional()])

    def validate_link(self, field) -> None:
        safe = None if field.data and field.data.lower().startswith("http:") else safe_website(field.data or "")
        if safe is None:
            raise ValidationError(_s("This is not a link we can open. Copy it whole, from https:// on."))
        field.data = safe

    def sent(self) -> Sent:
        return Sent(evidence=Evidence.DOCUMENT, link=self.link.data, stated_on=self.stated_on.data)


class ReportForm(Form):
    """A few sentences, without anything about a person."""

    way = HiddenField()
    report = TextAreaField(
        _sl("In a few sentences"), validators=[DataRequired(), Length(max=500), refuse_identity_numbers],
        description=_sl("Write numbers and what you did. No names, nothing about a child or a family."),
        render_kw={"maxlength": 500},
    )  # fmt: skip

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)

    def sent(self) -> Sent:
        return Sent(evidence=Evidence.REPORT, report=self.report.data)


class YearReportForm(ReportForm):
    """The year's report: filled in from what ALLEMED counted, to be changed and sent."""

    report = TextAreaField(
        _sl("What did you do?"), validators=[DataRequired(), Length(max=500), refuse_identity_numbers],
        description=_sl("Change it as you like. No names, nothing about a child or a family."),
        render_kw={"maxlength": 500},
    )  # fmt: skip
    hindered = CodesField(_sl("What hindered?"), labels=HINDRANCE_LABELS, required=True)

    def sent(self) -> Sent:
        chosen = tuple(self.hindered.data)
        hindered = tuple(code for code in chosen if code != Hindrance.NOTHING or len(chosen) == 1)
        return Sent(evidence=Evidence.REPORT, report=self.report.data, hindered=hindered)
