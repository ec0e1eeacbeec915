"""Forms of grant schemes, their versions and lines, the municipality's own commitments, and grants."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from wtforms import BooleanField, DateField, IntegerField, ValidationError

from allemed.catalogue.forms import CostField
from allemed.commitments.actions import GrantValues, OwnValues, SchemeValues
from allemed.commitments.forms.goals import goal_choices
from allemed.commitments.forms.words import EVIDENCE_LABELS, LEVEL_LABELS, due_words, text_in_language
from allemed.commitments.models import Grant, GrantScheme, OwnLine, SchemeLine
from allemed.commitments.queries import list_goals, list_offered, texts_of
from allemed.commitments.rules import CATALOGUE, Evidence, parse_due
from allemed.forms import (
    CodeField,
    CodesField,
    Form,
    InputRequired,
    ListField,
    NumberRange,
    Optional,
    TextField,
    VersionField,
)
from allemed.locales import _s, _sl

OWN_RULE = "own"
PRESETS = tuple(dict.fromkeys([rule for line in CATALOGUE for rule in (line.due, *line.due_in.values())]))


class SchemeForm(Form):
    """Name, validity and the commitments a scheme asks for; also for a new version, which begins on `valid_from`."""

    name = TextField(_sl("Name of the scheme"), most=80, required=True)
    valid_from = DateField(_sl("Valid from"), validators=[InputRequired()])
    valid_to = DateField(_sl("Valid to"), validators=[Optional()], description=_sl("Leave empty if it has no end."))
    codes = CodesField(
        _sl("What does the scheme ask for?"), labels={}, required=True,
        description=_sl("Six to twelve are enough. What a small club can manage is chosen already."),
    )  # fmt: skip
    purpose = TextField(_sl("What for"), most=200)
    target_group = TextField(_sl("For whom"), most=200)
    version = VersionField(default=0)

    def __init__(self, *args, lines: Iterable[SchemeLine] = (), **options):
        super().__init__(*args, **options)
        texts = {one.code: one.texts for one in list_offered()} | {line.code: texts_of(line) for line in lines}
        self.codes.choices = [(code, text_in_language(texts[code])) for code in sorted(texts)]

    def validate_valid_to(self, field) -> None:
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_s("The last day lies before the first one."))

    def scheme_values(self) -> SchemeValues:
        return SchemeValues(
            name=self.name.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            codes=tuple(self.codes.data),
            purpose=self.purpose.data or "",
            target_group=self.target_group.data or "",
        )


def scheme_data(scheme: GrantScheme) -> dict:
    """What a scheme says, for its form."""
    return {
        "name": scheme.name, "valid_from": scheme.valid_from, "valid_to": scheme.valid_to, "version": scheme.version,
        "purpose": scheme.purpose, "target_group": scheme.target_group,
        "codes": [line.code for line in scheme.lines],
    }  # fmt: skip


class _Asked(Form):
    """How one commitment is asked for: level, evidence, and when it is due (a preset, or a rule of one's own)."""

    level = CodeField(_sl("How firm is it?"), labels=LEVEL_LABELS)
    evidence = CodesField(_sl("How is it shown?"), labels=EVIDENCE_LABELS, required=True)
    due = ListField(_sl("When is it due?"), coerce=str, validators=[InputRequired()])
    own_rule = TextField(
        _sl("A rule of your own"), most=80,
        description=_sl(
            "D: decision, S: season start, Y: end of the year, A: annual meeting. Then days, then how often. "
            "For example: D+30 yearly; S-14 each_season; rolling+30."
        ),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.due.choices = [*((rule, due_words(rule)) for rule in PRESETS), (OWN_RULE, _s("Another rule"))]

    def validate_own_rule(self, field) -> None:
        if self.due.data != OWN_RULE:
            return
        try:
            parse_due(field.data or "")
        except ValueError:
            raise ValidationError(_s("This is not a rule we can count with. Look at the examples.")) from None

    @property
    def due_rule(self) -> str:
        return self.own_rule.data if self.due.data == OWN_RULE else self.due.data


class LineForm(_Asked):
    """One line of a scheme."""

    version = VersionField(default=0)


def line_data(line: SchemeLine | OwnLine) -> dict:
    """What a line says, for its form."""
    preset = line.due_rule in PRESETS
    return {
        "level": line.level, "evidence": line.evidence, "due": line.due_rule if preset else OWN_RULE,
        "own_rule": "" if preset else line.due_rule, "version": getattr(line, "version", 0),
    }  # fmt: skip


class OwnLineForm(_Asked):
    """A commitment of the municipality's own, written in all four languages. The system sees none of these itself."""

    LANGUAGES: ClassVar = ("nb", "nn", "sv", "en")

    nb = TextField("Bokmål", most=160, required=True)
    nn = TextField("Nynorsk", most=160, required=True)
    sv = TextField("Svenska", most=160, required=True)
    en = TextField("English", most=160, required=True)
    evidence = CodesField(
        _sl("How is it shown?"), required=True,
        labels={code: label for code, label in EVIDENCE_LABELS.items() if code != Evidence.AUTO},
    )  # fmt: skip
    is_offered = BooleanField(_sl("New schemes can choose it"), default=True)
    goals = CodesField(
        _sl("Which goals does it serve?"), labels={}, required=True,
        description=_sl("No measure without a decision behind it. Write the goal first if it is missing."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.goals.choices = goal_choices()

    def own_values(self) -> OwnValues:
        return OwnValues(
            texts={code: self[code].data for code in self.LANGUAGES}, level=self.level.data,
            evidence=tuple(self.evidence.data), due_rule=self.due_rule, is_offered=self.is_offered.data,
            goal_ids=tuple(UUID(one) for one in self.goals.data),
        )  # fmt: skip


def own_line_data(line: OwnLine) -> dict:
    """What the newest edition says, for its form."""
    goals = [str(one.id) for one in list_goals() if line.code in one.codes]
    return line_data(line) | dict(line.texts) | {"is_offered": line.is_offered, "goals": goals}


class GrantForm(Form):
    """A grant of one association, and the dates its commitments count from."""

    year = IntegerField(_sl("For the year"), validators=[InputRequired(), NumberRange(2000, 2100)])
    amount = CostField(_sl("Amount"), validators=[InputRequired(), NumberRange(0, 99_999_999)])
    decided_on = DateField(_sl("Decided on"), validators=[InputRequired()])
    season_starts_on = DateField(
        _sl("The season starts on"), validators=[Optional()],
        description=_sl("One start is enough; the next one is half a year later."),
    )  # fmt: skip
    annual_meeting_on = DateField(_sl("Annual meeting"), validators=[Optional()])
    version = VersionField(default=0)

    def grant_values(self) -> GrantValues:
        return GrantValues(
            year=self.year.data, amount=self.amount.data, decided_on=self.decided_on.data,
            season_starts_on=self.season_starts_on.data, annual_meeting_on=self.annual_meeting_on.data,
        )  # fmt: skip


def grant_data(grant: Grant) -> dict:
    """What a grant says, for its form."""
    names = ("year", "amount", "decided_on", "season_starts_on", "annual_meeting_on", "version")
    return {name: getattr(grant, name) for name in names}
