"""Forms of guides, loans, rides, fee schemes and applications."""

import re
from datetime import date
from uuid import UUID

from wtforms import BooleanField, DateField, IntegerField, SelectField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from allemed.associations.rules import is_email
from allemed.catalogue.forms.fields import CostField
from allemed.forms import CodeField, CodesField, Form, PhoneField, TextField, VersionField
from allemed.intake.rules import time_choices
from allemed.locales import _s, _sl
from allemed.support.forms import words
from allemed.support.models import FeeScheme, Guide
from allemed.support.rules import Period
from allemed.vocabulary import LANGUAGE_LABELS

MOST_MONEY = 100_000
SCHEME_FIELDS = (
    "name", "applicants", "covers", "amount", "period", "is_card", "answer_days", "link", "valid_from", "valid_until",
)  # fmt: skip


def _id(value: str | None) -> UUID | None:
    return UUID(str(value)) if value else None


class GuideForm(Form):
    """Somebody the municipality names. An address or a phone, so that they can be reached."""

    version = VersionField(default=0)
    first_name = TextField(_sl("First name"), most=60, required=True, render_kw={"autocomplete": "off"})
    email = TextField(
        _sl("E-mail"), most=254, description=_sl("The sign-in link is sent here."),
        render_kw={"inputmode": "email", "autocomplete": "off", "autocapitalize": "none", "dir": "ltr"},
    )  # fmt: skip
    phone = PhoneField(_sl("Phone"), required=False)
    languages = CodesField(_sl("Which languages?"), labels=LANGUAGE_LABELS, most=8)
    is_language_supporter = BooleanField(_sl("Language supporter: stays and helps the child to talk"))
    free = CodesField(_sl("When is there time?"), labels={code.replace(":", "-"): code for code in time_choices()})
    active_until = DateField(
        _sl("Until when?"), [Optional()], description=_sl("After that day the person sees nothing any more.")
    )

    def validate_email(self, field) -> None:
        if field.data and not is_email(field.data):
            raise ValidationError(_sl("This is not an e-mail address."))

    def validate(self, *args, **more) -> bool:
        """One way to reach the person is needed."""
        valid = super().validate(*args, **more)
        if valid and not self.email.data and not self.phone.data:
            self.email.errors = [_s("Write an e-mail address or a phone number.")]
        return valid and not self.email.errors

    @classmethod
    def of(cls, guide: Guide) -> "GuideForm":
        return cls(obj=guide)

    def values(self) -> dict:
        """As `add_guide` takes them."""
        return {
            "first_name": self.first_name.data, "email": self.email.data or "", "phone": self.phone.data or None,
            "languages": self.languages.data or [], "free": self.free.data or [],
            "active_until": self.active_until.data, "is_language_supporter": self.is_language_supporter.data,
        }  # fmt: skip


class AskGuideForm(Form):
    """Which guide is asked; the family has agreed."""

    guide_id = SelectField(_sl("Which guide?"), [InputRequired()], coerce=_id)
    is_agreed = BooleanField(
        _sl("The family agrees. The guide sees date, place and the child's first name."), [InputRequired()]
    )

    def offer(self, ids) -> None:
        self.guide_id.choices = [(one, str(one)) for one in ids]


class BuddyForm(Form):
    """Who of the group looks after the child."""

    buddy = CodeField(_sl("Who in the group looks after the child?"), labels=words.BUDDY_LABELS)


class LoanForm(Form):
    """What is to be borrowed, in which size, and where."""

    item = SelectField(_sl("What?"), [InputRequired()])
    size = TextField(_sl("Size"), most=20, description=_sl("Deleted when it is lent."))
    lender_id = SelectField(_sl("Where?"), [Optional()], coerce=_id)

    def offer(self, items, lenders) -> None:
        self.item.choices = list(items)
        self.lender_id.choices = [("", "–"), *((str(one.id), one.name) for one in lenders)]


class LendForm(Form):
    """Lent today; when does it go back?"""

    due_on = DateField(_sl("Goes back on"), [Optional()])


class RideForm(Form):
    """How the child gets there."""

    way = CodeField(_sl("How does the child get there?"), labels=words.RIDE_LABELS)


class AskBothForm(Form):
    """Whose family is asked as well."""

    other_id = SelectField(_sl("Which family?"), [InputRequired()], coerce=_id)

    def offer(self, ids) -> None:
        self.other_id.choices = [(one, str(one)) for one in ids]


class SchemeForm(Form):
    """A fee scheme as the municipality describes it."""

    version = VersionField(default=0)
    name = TextField(_sl("Name"), most=80, required=True)
    applicants = CodesField(_sl("Who may apply?"), labels=words.APPLICANT_LABELS, required=True)
    covers = CodesField(_sl("What does it pay?"), labels=words.COVERS_LABELS, required=True)
    amount = CostField(
        _sl("How much at most?"), validators=[Optional(), NumberRange(0, MOST_MONEY)],
        description=_sl("Leave it empty if it differs."),
    )  # fmt: skip
    period = CodeField(_sl("For how long?"), labels=words.PERIOD_LABELS, default=Period.HALF_YEAR)
    is_card = BooleanField(_sl("It is a card the family pays with itself"))
    answer_days = IntegerField(_sl("Days until the answer"), [Optional(), NumberRange(0, 365)])
    link = TextField(_sl("Link"), most=300, render_kw={"inputmode": "url", "dir": "ltr"})
    valid_from = DateField(_sl("One can apply from"), [Optional()])
    valid_until = DateField(_sl("One can apply until"), [Optional()])

    def validate_link(self, field) -> None:
        if field.data and not re.fullmatch(r"https?://\S+", field.data):
            raise ValidationError(_sl("Write the whole address, beginning with https://"))

    def values(self) -> dict:
        """As `add_scheme` takes them."""
        found = {name: getattr(self, name).data for name in SCHEME_FIELDS}
        return found | {"period": Period(self.period.data), "link": self.link.data or ""}


class ApplicationForm(Form):
    """An application: which scheme, how much, for when. There is no field for a name, a reason or an income."""

    placement_id = SelectField(_sl("For whom?"), [Optional()], coerce=_id)
    scheme_id = SelectField(_sl("Where do you apply?"), [Optional()], coerce=_id)
    amount = CostField(_sl("Amount"), validators=[InputRequired(), NumberRange(1, MOST_MONEY)])
    from_on = DateField(_sl("From"), [InputRequired()])
    until_on = DateField(_sl("Until"), [InputRequired()])

    def offer(self, schemes: list[FeeScheme], children=()) -> None:
        self.scheme_id.choices = [("", "–"), *((str(one.id), one.name) for one in schemes)]
        self.placement_id.choices = list(children) or [("", "–")]

    def validate_until_on(self, field) -> None:
        if field.data and self.from_on.data and not self.from_on.data <= field.data:
            raise ValidationError(_sl("The end is before the beginning."))


class SendForm(Form):
    """It has gone out."""

    version = VersionField()


class AnswerForm(Form):
    """What came back."""

    version = VersionField()
    answer = CodeField(_sl("What is the answer?"), labels={"yes": _sl("Yes"), "no": _sl("No")})
    granted = CostField(_sl("How much?"), validators=[Optional(), NumberRange(0, MOST_MONEY)])
    until = DateField(_sl("Until when?"), [Optional()])

    def prefill(self, amount, until: date) -> None:
        self.granted.data, self.until.data = amount, until


class EffortForm(Form):
    """What was done, with the time and money it took."""

    kind = CodeField(_sl("What was done?"), labels=words.DONE_LABELS)
    minutes = IntegerField(_sl("Minutes"), [Optional(), NumberRange(0, 6000)])
    money = CostField(_sl("Money"), validators=[Optional(), NumberRange(0, MOST_MONEY)])
