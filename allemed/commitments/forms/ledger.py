"""Forms of the ledger: the upload of a grant list, the municipality's goals, and words beside the council's figures."""

from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, IntegerField, TextAreaField, ValidationError

from allemed.commitments.actions import GoalValues
from allemed.commitments.forms.words import text_in_language
from allemed.commitments.models import CouncilNote, Goal
from allemed.commitments.queries import known_texts, list_series
from allemed.commitments.rules.grant_list import GrantColumn
from allemed.commitments.rules.grant_matching import Defaults
from allemed.forms import (
    CodesField,
    Form,
    InputRequired,
    Length,
    ListField,
    NumberRange,
    Optional,
    TextField,
    VersionField,
    refuse_identity_numbers,
)
from allemed.locales import _s, _sl


class ImportGrantsForm(Form):
    """A list, and what holds where it says nothing itself."""

    file = FileField(_sl("The list"), validators=[FileRequired()])
    series = ListField(_sl("Grant scheme"), coerce=str, validators=[Optional()])
    year = IntegerField(_sl("For the year"), validators=[InputRequired(), NumberRange(2000, 2100)])
    decided_on = DateField(_sl("Decided on"), validators=[InputRequired()])
    season_starts_on = DateField(_sl("The season starts on"), validators=[Optional()])

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.known = list_series()
        self.series.choices = [("", _s("The list says it")), *((str(key), name) for key, name in self.known)]

    def defaults(self) -> Defaults:
        days = {GrantColumn.DECIDED_ON: self.decided_on.data, GrantColumn.SEASON_STARTS_ON: self.season_starts_on.data}
        series = next((key for key, _name in self.known if str(key) == self.series.data), None)
        return Defaults(series, self.year.data, {column: day for column, day in days.items() if day})


class GoalForm(Form):
    """A goal, its years, and the commitments that serve it."""

    name = TextField(_sl("The goal"), most=80, required=True)
    decision = TextField(
        _sl("Which decision is it from?"), most=160, required=True,
        description=_sl("Who decided, when, and which case. For example: the council, 12 March 2026, case 14/26."),
    )  # fmt: skip
    starts_on = DateField(_sl("Valid from"), validators=[InputRequired()])
    ends_on = DateField(_sl("Valid to"), validators=[Optional()], description=_sl("Leave empty if it has no end."))
    codes = CodesField(_sl("Which promises serve it?"), labels={}, required=True)
    version = VersionField(default=0)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.codes.choices = [(code, text_in_language(texts)) for code, texts in known_texts().items()]

    def validate_ends_on(self, field) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_s("The last day lies before the first one."))

    def goal_values(self) -> GoalValues:
        return GoalValues(
            name=self.name.data, decision=self.decision.data, starts_on=self.starts_on.data,
            ends_on=self.ends_on.data, codes=tuple(self.codes.data),
        )  # fmt: skip


def goal_data(goal: Goal) -> dict:
    """What a goal says, for its form."""
    return {name: getattr(goal, name) for name in ("name", "decision", "starts_on", "ends_on", "codes", "version")}


class CouncilNoteForm(Form):
    """A few sentences beside the figures; the council reads them."""

    helped = TextAreaField(
        _sl("What helped"), validators=[Length(max=600), refuse_identity_numbers],
        description=_sl("The council reads it. Nothing about a child, a family or one association."),
        render_kw={"maxlength": 600},
    )  # fmt: skip
    learned = TextAreaField(
        _sl("What we learned"), validators=[Length(max=600), refuse_identity_numbers], render_kw={"maxlength": 600}
    )
    version = VersionField(default=0)


def note_data(note: CouncilNote | None) -> dict:
    """What was written already, for its form."""
    return {"helped": note.helped, "learned": note.learned, "version": note.version} if note else {}
