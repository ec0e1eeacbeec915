"""What the coordinator fills in to call for applications."""

from collections.abc import Sequence
from uuid import UUID

from wtforms import DateField, IntegerField, ValidationError

from allemed.applications.actions import CallValues
from allemed.applications.forms.fields import AmountField, WordsField
from allemed.applications.models import GrantCall
from allemed.commitments.models import GrantScheme
from allemed.formatting import date_text
from allemed.forms import Form, InputRequired, ListField, NumberRange, TextField, VersionField
from allemed.locales import _s, _sl


class OpenCallForm(Form):
    """What can be changed of an open call: its words, the sum at hand, and a later last day."""

    closes_on = DateField(
        _sl("Last day"), validators=[InputRequired()],
        description=_sl("The whole day counts: it closes at midnight after it."),
    )  # fmt: skip
    about = WordsField(
        _sl("What is the money for?"), most=600, required=True,
        description=_sl("Short, as you would say it on the phone. Associations read it first."),
    )  # fmt: skip
    ask = TextField(
        _sl("Who can be asked?"), most=120, required=True, description=_sl("Name and phone number, or an address.")
    )
    total = AmountField(_sl("The whole sum at hand"))
    complaint = WordsField(
        _sl("How to complain"), most=600,
        description=_sl("In the municipality's own words, with its deadline. It stands under every answer."),
    )  # fmt: skip
    version = VersionField(default=0)

    def call_values(self, call: GrantCall) -> CallValues:
        return CallValues(
            scheme_id=call.scheme_id, year=call.year, opens_on=call.opens_on, most=call.most, **_of_both(self)
        )


def _of_both(form: OpenCallForm) -> dict:
    return {
        "closes_on": form.closes_on.data, "about": form.about.data, "ask": form.ask.data, "total": form.total.data,
        "complaint": form.complaint.data or "",
    }  # fmt: skip


class CallForm(OpenCallForm):
    """A call that has not opened."""

    scheme_id = ListField(_sl("Grant scheme"), coerce=str, validators=[InputRequired()])
    year = IntegerField(_sl("For the year"), validators=[InputRequired(), NumberRange(2000, 2100)])
    opens_on = DateField(_sl("It opens on"), validators=[InputRequired()])
    most = AmountField(_sl("The most one may apply for"))

    def __init__(self, *args, schemes: Sequence[GrantScheme], **options):
        super().__init__(*args, **options)
        names = [one.name for one in schemes]
        self.scheme_id.choices = [(str(one.id), _label(one, names.count(one.name) > 1)) for one in schemes]

    def validate_closes_on(self, field) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_s("The last day lies before the first one."))

    def new_values(self) -> CallValues:
        return CallValues(
            scheme_id=UUID(self.scheme_id.data), year=self.year.data, opens_on=self.opens_on.data,
            most=self.most.data, **_of_both(self),
        )  # fmt: skip


def _label(scheme: GrantScheme, is_one_of_several: bool) -> str:
    if not is_one_of_several:
        return scheme.name
    return f"{scheme.name} · {_s('from %(start)s', start=date_text(scheme.valid_from, 'medium'))}"


def call_data(values: CallValues | GrantCall) -> dict:
    """What a call says, for its form."""
    known = {name: getattr(values, name) for name in CallValues.__dataclass_fields__}
    return known | {"scheme_id": str(values.scheme_id), "version": getattr(values, "version", 0)}


class CloseForm(Form):
    """Why it closes earlier than it said."""

    because = TextField(
        _sl("Why does it close now?"), most=200, required=True, description=_sl("Associations read it.")
    )
    version = VersionField()
