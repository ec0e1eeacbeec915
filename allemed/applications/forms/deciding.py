"""What was decided, by whom and when. Amount and reason come from people; nothing is filled in by a count."""

from datetime import date
from typing import ClassVar

from wtforms import DateField, ValidationError

from allemed.applications.actions import DecisionValues
from allemed.applications.forms.fields import AmountField, WordsField
from allemed.applications.models import GrantApplication, GrantDecision
from allemed.commitments.models import Grant
from allemed.forms import CodeField, Form, InputRequired, TextField, VersionField
from allemed.locales import _s, _sl

AWARD, DECLINE = "award", "decline"


class DecisionForm(Form):
    OUTCOMES: ClassVar = {AWARD: _sl("Awarded"), DECLINE: _sl("Declined")}

    outcome = CodeField(_sl("What was decided?"), labels=OUTCOMES)
    amount = AmountField(
        _sl("Amount awarded"), description=_sl("May be a part of what was asked for. Leave empty for a no.")
    )
    reason = WordsField(
        _sl("The reason, in words"), most=600,
        description=_sl("The association reads it. A no always has one; so should a part of the sum."),
    )  # fmt: skip
    decided_on = DateField(_sl("Decided on"), validators=[InputRequired()])
    decided_by = TextField(
        _sl("Who decided?"), most=80, required=True, description=_sl("For example: the committee for culture.")
    )
    reference = TextField(_sl("Where does it stand?"), most=120, description=_sl("For example: case 14/26, item 3."))
    version = VersionField()

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        self.today = today

    def validate_amount(self, field) -> None:
        if self.outcome.data == AWARD and field.data is None and not field.errors:
            raise ValidationError(_s("How much was awarded?"))
        if self.outcome.data == DECLINE and field.data is not None:
            raise ValidationError(_s("A no has no amount. Take it out, or choose Awarded."))

    def validate_reason(self, field) -> None:
        if self.outcome.data == DECLINE and not (field.data or "").strip():
            raise ValidationError(_s("Write why, so that the association understands it."))

    def validate_decided_on(self, field) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_s("This day has not come yet."))

    def decision_values(self) -> DecisionValues:
        return DecisionValues(
            amount=self.amount.data if self.outcome.data == AWARD else None, reason=self.reason.data or "",
            decided_on=self.decided_on.data, decided_by=self.decided_by.data, reference=self.reference.data or "",
        )  # fmt: skip


def decision_data(application: GrantApplication, last: GrantDecision | None, grant: Grant | None, today: date) -> dict:
    """What holds now. A new one begins with who decided last in this call, and with a grant that stands in the ledger."""
    if now := application.decision:
        known = {name: getattr(now, name) for name in ("amount", "reason", "decided_on", "decided_by", "reference")}
        return known | {"outcome": AWARD if now.is_award else DECLINE, "version": application.version}
    start: dict = {"version": application.version, "decided_on": today}
    if last:
        start |= {"decided_on": last.decided_on, "decided_by": last.decided_by, "reference": last.reference}
    if grant:
        start |= {"outcome": AWARD, "amount": grant.amount, "decided_on": grant.decided_on}
    return start
