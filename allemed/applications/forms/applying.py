"""What an association fills in, on a phone in the evening."""

from typing import Any

from wtforms import DateField, IntegerField, ValidationError

from allemed.applications.actions import ApplicationValues
from allemed.applications.forms.fields import AmountField, WordsField, refuse_above
from allemed.applications.models import GrantApplication, GrantCall
from allemed.associations.rules.websites import safe_website
from allemed.catalogue.models import Activity
from allemed.formatting import money
from allemed.forms import CodesField, Form, InputRequired, NumberRange, TextField, VersionField
from allemed.locales import _s, _sl
from allemed.once import new_key

FIELDS = ("amount", "purpose", "children_count", "groups", "link", "applicant_name")


class ApplicationForm(Form):
    """Four things, a link if there is one, and a name."""

    amount = AmountField(_sl("How much do you apply for?"), required=True)
    purpose = WordsField(
        _sl("What will you use it for?"), most=400, required=True,
        description=_sl("Two or three sentences are enough. No names of children or families."),
    )  # fmt: skip
    children_count = IntegerField(
        _sl("How many children does it reach?"), [InputRequired(), NumberRange(1, 99_999)],
        description=_sl("About how many is fine."),
    )  # fmt: skip
    groups = CodesField(_sl("Which of your groups is it for?"), labels={})
    link = TextField(
        _sl("A link, if it helps"), most=300, description=_sl("For example a budget. It must be open to all.")
    )
    applicant_name = TextField(_sl("Your name"), most=80, required=True)
    version = VersionField(default=0)

    def __init__(self, *args, call: GrantCall, own_groups: list[Activity], **options):
        super().__init__(*args, **options)
        self.call = call
        self.groups.choices = [(str(one.id), one.name) for one in own_groups]

    def validate_amount(self, field) -> None:
        if self.call.most is not None:
            refuse_above(field, self.call.most, _s("One may apply for %(most)s at most.", most=money(self.call.most)))

    def validate_link(self, field) -> None:
        if not field.data:
            return
        safe = safe_website(field.data)
        if safe is None:
            raise ValidationError(_s("This is not a link we can open. Copy it whole, from https:// on."))
        field.data = safe

    def forgive_what_is_missing(self) -> bool:
        """A draft may lack anything; is all that is there right?"""
        for field in self:
            if field.errors and not any(str(text).strip() for text in field.raw_data or ()):
                field.errors = []
        return not any(field.errors for field in self)

    def right_values(self) -> ApplicationValues:
        """What can be kept: fields with something wrong keep what stood there before."""
        return ApplicationValues(**{name: _plain(self[name].data, name) for name in FIELDS if not self[name].errors})  # type: ignore[typeddict-item]

    def go_on_from(self, version: int) -> None:
        """Shown again after something of it was kept: from the version that stands now, with a key of its own."""
        self.version.data, self.version.raw_data = version, None
        self.once.data = new_key()


class EnteredForm(ApplicationForm):
    """What came on paper or by e-mail: the same, and the day it came."""

    arrived_on = DateField(_sl("It came on"), validators=[InputRequired()])
    applicant_name = TextField(_sl("Who applied for them?"), most=80, required=True)


def _plain(value: Any, name: str) -> Any:
    return (value or "") if name in ("purpose", "link", "applicant_name") else value


def application_data(application: GrantApplication | None, before: GrantApplication | None, name: str) -> dict:
    """What stands there, for the form; a new one begins with last year's, under today's name."""
    if application is not None:
        known = {field: getattr(application, field) for field in FIELDS}
        return known | {"version": application.version, "applicant_name": application.applicant_name or name}
    if before is not None:
        return {field: getattr(before, field) for field in FIELDS} | {"version": 0, "applicant_name": name}
    return {"version": 0, "applicant_name": name}
