"""What the coordinator fills in on the way."""

from datetime import datetime, timedelta
from uuid import UUID

from wtforms import DateField, HiddenField, SelectField, TimeField, ValidationError
from wtforms.validators import InputRequired, Optional

from allemed import clock
from allemed.config import settings
from allemed.forms import CodeField, Form, TextField, VersionField
from allemed.locales import _sl
from allemed.placements.forms.words import ALONG_LABELS, COLOUR_LABELS, STATE_LABELS, STOP_LABELS
from allemed.placements.rules import PlacementState, StopReason

LIGHT_FIELDS = ("version", "colour", "owner_id", "due_on", "note")


class IdField(HiddenField):
    """The id of a row, as UUID."""

    def process_formdata(self, values):
        try:
            self.data = UUID(values[0]) if values and values[0] else None
        except ValueError as error:
            self.data = None
            raise ValueError(self.gettext("Not a valid choice.")) from error


class ProposeForm(Form):
    """Which activity the family is asked about."""

    activity_id = IdField(validators=[InputRequired()])


class SwitchForm(ProposeForm):
    """Where the child goes on, and perhaps why it leaves the first one."""

    version = VersionField()
    reason = CodeField(_sl("Why is it over?"), labels=STOP_LABELS, required=False)

    def why(self) -> StopReason | None:
        return StopReason(self.reason.data) if self.reason.data else None


class BookForm(Form):
    """The first session: when, who meets the child there, who goes along."""

    version = VersionField()
    day = DateField(_sl("Date"), [InputRequired()])
    starts = TimeField(_sl("Time"), [InputRequired()])
    meets = TextField(
        _sl("Who meets them there?"), most=60, required=True,
        description=_sl("A first name, for example of the coach."),
    )  # fmt: skip
    comes_along = CodeField(_sl("Who goes along the first time?"), labels=ALONG_LABELS)

    def validate_day(self, field) -> None:
        today = clock.today(settings().zone)
        if field.data and not today - timedelta(days=31) <= field.data <= today + timedelta(days=366):
            raise ValidationError(_sl("Choose a date within a year."))

    def moment(self) -> datetime:
        """The moment of the session, in UTC, from the clock on the wall."""
        return clock.from_local(datetime.combine(self.day.data, self.starts.data), settings().zone)


class RecordForm(Form):
    """Was the first session held?"""

    version = VersionField()
    was_held = CodeField(_sl("Was the child there?"), labels={"yes": _sl("Yes"), "no": _sl("No")})


class MoveForm(Form):
    """A step that needs nothing but the step."""

    version = VersionField()
    to = CodeField(_sl("Next"), labels=STATE_LABELS)

    def state(self) -> PlacementState:
        return PlacementState(self.to.data)


class LightForm(Form):
    """How a light stands, who sees to it, and by when."""

    version = VersionField()
    colour = CodeField(_sl("How is it?"), labels=COLOUR_LABELS)
    owner_id = SelectField(
        _sl("Who sees to it?"), [Optional()], coerce=lambda value: UUID(str(value)) if value else None
    )
    due_on = DateField(_sl("By when?"), [Optional()])
    note = TextField(
        _sl("What is done about it?"), most=140,
        description=_sl("The family can read this. No reasons, nothing about health."),
    )  # fmt: skip

    @classmethod
    def for_light(cls, light, owners, **options) -> "LightForm":
        """The form of one light, filled with how it stands; `owners` are who can see to it."""
        form = cls(data={name: getattr(light, name) for name in LIGHT_FIELDS}, **options)
        form.owner_id.choices = [("", "–"), *((str(user.id), user.name) for user in owners)]
        if light.owner is not None and light.owner not in owners:
            form.owner_id.choices.append((str(light.owner_id), light.owner.name))
        return form


class EndForm(Form):
    """Why it is over, in one word."""

    version = VersionField()
    reason = CodeField(_sl("Why is it over?"), labels=STOP_LABELS)


class DatesForm(Form):
    """When somebody has to be reminded."""

    version = VersionField()
    season_ends_on = DateField(_sl("The season ends"), [Optional()])
    fund_ends_on = DateField(_sl("Help with the fee ends"), [Optional()])
