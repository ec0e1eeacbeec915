"""What families and associations answer."""

from datetime import date
from uuid import UUID

from wtforms import BooleanField, DateField

from allemed.catalogue.forms.words import CANCEL_LABELS
from allemed.catalogue.rules import CancelReason
from allemed.formatting import date_text
from allemed.forms import CodeField, CodesField, Form, InputRequired, VersionField
from allemed.locales import _l, _sl
from allemed.placements.forms.words import (
    DECLINE_LABELS,
    NEED_LABELS,
    NOT_NOW_LABELS,
    shareable_needs,
)
from allemed.placements.rules import NotNow


class SayYesForm(Form):
    """A family's yes. Nothing is ticked beforehand; only what the conversation holds can be ticked."""

    version = VersionField()
    child_wants = BooleanField(_l("My child wants this too"))
    guardians = CodesField(_l("The club may call"), labels={})
    has_interpreter = BooleanField(_l("An interpreter helps the first time"))
    shares_language = BooleanField(_l("Which language we speak"))
    needs = CodesField(_l("The coach may know"), labels={})

    @classmethod
    def for_placement(cls, placement, conversation, **options) -> "SayYesForm":
        """The form with the adults of this family and the needs from its conversation as choices."""
        form = cls(**options)
        form.guardians.choices = [(str(one.id), one.first_name) for one in placement.child.family.guardians]
        form.needs.choices = [(code, NEED_LABELS[code]) for code in shareable_needs(conversation)]
        return form

    def guardian_ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(one) for one in self.guardians.data or ())


class SayNotNowForm(Form):
    """A family's not now, with a picture for why."""

    version = VersionField()
    reason = CodeField(_l("Why not now?"), labels=NOT_NOW_LABELS, required=False, default=NotNow.NO_REASON)


class AcceptForm(Form):
    """An association's yes."""

    version = VersionField()


class DeclineForm(Form):
    """An association's no, with one word why."""

    version = VersionField()
    reason = CodeField(_sl("What is in the way?"), labels=DECLINE_LABELS)
    offers_waiting_list = BooleanField(_sl("The child can be on our waiting list"))


class AbsenceForm(Form):
    """Which session: its day stands in the form, the person only presses."""

    session_on = DateField(validators=[InputRequired()])


class CancelForm(Form):
    """Which of the coming days, and a ready word why. `day.data` is a date once it is valid."""

    day = CodeField(_sl("Which day?"), labels={})
    reason = CodeField(_sl("Why?"), labels=CANCEL_LABELS, default=CancelReason.OTHER)

    def __init__(self, *args, days: list[date], **options):
        super().__init__(*args, **options)
        self.days = days
        self.day.choices = [(one.isoformat(), date_text(one, "weekday")) for one in days]

    def validate(self, extra_validators=None) -> bool:
        fine = super().validate(extra_validators)
        if fine:
            self.day.data = date.fromisoformat(self.day.data)
        return fine
