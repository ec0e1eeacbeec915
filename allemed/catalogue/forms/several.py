"""Several groups in one press: those of last season again, or new ones from a sheet; one row each."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, IntegerField, TextAreaField

from allemed.catalogue.forms.fields import CostField
from allemed.catalogue.forms.group import MOST_SPOTS, plain_amount
from allemed.catalogue.forms.season import SeasonDates, add_problem
from allemed.catalogue.models import Activity
from allemed.catalogue.queries.search import find_kinds
from allemed.catalogue.rules import KINDS, ActivityFacts, WeeklyTime
from allemed.catalogue.rules.seasons import Span
from allemed.catalogue.rules.several import MOST_ROWS, GroupColumn, read_born
from allemed.catalogue.rules.weekly_text import read_weekly
from allemed.formatting import weekday_name
from allemed.forms import (
    Form,
    InputRequired,
    Length,
    ListField,
    NumberRange,
    Optional,
    TextField,
    refuse_identity_numbers,
)
from allemed.identity_numbers import reveals_identity_number
from allemed.locales import _s, _sl
from allemed.vocabulary import KIND_LABELS

MOST_TEXT = 20_000
FREE_OF_CHARGE = ("gratis", "fri", "free")


AnyRow = TypeVar("AnyRow", bound="RowForm")


class SeveralForm(SeasonDates):
    """What holds for all rows: the season. `rows` says how many follow."""

    rows = IntegerField(widget=HiddenField.widget, validators=[Optional(), NumberRange(0, MOST_ROWS)])


class RowForm(Form):
    """One group. Only a ticked row is looked at."""

    class Meta(Form.Meta):
        csrf = False

    once = None
    take = BooleanField(_sl("Post it"))
    times = TextField(_sl("Days and time"), most=160, required=True)
    cost = CostField(_sl("Cost, half a year"), places=None, validators=[Optional(), NumberRange(0, 100_000)])
    free = IntegerField(_sl("Free places"), validators=[InputRequired(), NumberRange(0, MOST_SPOTS)])

    def validate(self, **options) -> bool:
        if not self.take.data:
            return True
        fine = super().validate(**options)
        return all([fine, self._times_are_fine()])

    def _times_are_fine(self) -> bool:
        if self.times.errors or read_weekly(self.times.data or ""):
            return not self.times.errors
        add_problem(self.times, _s("Write it like this: Monday 17–18.30, Wednesday 18–19."))
        return False

    def weekly(self) -> tuple[WeeklyTime, ...]:
        return read_weekly(self.times.data or "") or ()


class AgainRow(RowForm):
    """A group of last season."""

    activity_id = HiddenField()
    version = HiddenField()


class NewRow(RowForm):
    """A group that did not exist before."""

    name = TextField(_sl("Name of the group"), most=80, required=True)
    kind = ListField(_sl("Kind of activity"), coerce=str, validators=[InputRequired()])
    born = TextField(_sl("Born"), most=20, required=True)
    place = TextField(_sl("Where"), most=80)

    def __init__(self, *args, year: int, **options):
        super().__init__(*args, **options)
        self.year = year
        labels = sorted(((code, str(KIND_LABELS[code])) for code in KINDS), key=lambda pair: pair[1])
        self.kind.choices = [("", _s("Choose")), *labels]

    def validate(self, **options) -> bool:
        fine = super().validate(**options)
        if self.take.data and not self.born.errors and read_born(self.born.data or "", self.year) is None:
            add_problem(self.born, _s("Write birth years or ages, for example 2015–2017 or 8–10."))
            return False
        return fine

    def facts(self, season: Span | None, left_out: tuple[str, ...]) -> ActivityFacts:
        low, high = read_born(self.born.data or "", self.year) or (self.year, self.year)
        return ActivityFacts(
            kind=self.kind.data, name=self.name.data, birth_year_from=low, birth_year_to=high, place_id=None,
            cost_per_half_year=self.cost.data, sessions=self.weekly(), left_out=left_out,
            starts_on=season.first if season else None, ends_on=season.last if season else None,
        )  # fmt: skip


class SheetForm(Form):
    """Rows pasted, or a file with them. The key stays out: it does not know which file it was."""

    once = None
    text = TextAreaField(
        _sl("Paste the rows here"), validators=[Optional(), Length(max=MOST_TEXT), refuse_identity_numbers]
    )
    file = FileField(_sl("Or choose a file (Excel or CSV)"), render_kw={"accept": ".csv,.xlsx,.txt"})


def again_rows(groups: Iterable[Activity]) -> list[AgainRow]:
    """A row for each group, filled in as it was. Ticked, unless somebody closed it before its season was over."""
    return [AgainRow(formdata=None, prefix=f"r{number}-", data=_values(one)) for number, one in enumerate(groups)]


def _values(activity: Activity) -> dict:
    times = [WeeklyTime(one.weekday, one.starts, one.ends) for one in activity.sessions]
    return {
        "take": activity.ends_on is not None or (activity.spot is not None and activity.spot.is_open),
        "activity_id": str(activity.id),
        "version": activity.version,
        "times": weekly_text(times),
        "cost": plain_amount(activity.cost_per_half_year),
        "free": activity.spot.free if activity.spot else 0,
    }


def weekly_text(times: Iterable[WeeklyTime]) -> str:
    """ "Monday 17:00–18:30, Wednesday 18:00–19:00", as `read_weekly` reads it again."""
    return ", ".join(f"{weekday_name(one.weekday)} {one.starts:%H:%M}–{one.ends:%H:%M}" for one in times)


def sent_rows(row: type[AnyRow], count: int, **options) -> list[AnyRow]:
    """The rows of a post, each looked at."""
    rows = [row(prefix=f"r{number}-", **options) for number in range(min(count, MOST_ROWS))]
    for one in rows:
        one.validate()
    return rows


def rows_of_sheet(texts: Iterable[Mapping[GroupColumn, str]], *, usual_kind: str, year: int) -> list[NewRow]:
    """Rows as a sheet has them, each looked at: what is missing or wrong stands beside it in words."""
    rows = []
    for number, cells in enumerate(texts):
        prefix = f"r{number}-"
        values = {str(column): _harmless(cells.get(column, "")) for column in GroupColumn}
        if values[GroupColumn.COST].casefold() in FREE_OF_CHARGE:
            values[GroupColumn.COST] = "0"
        values |= {"take": "y", "kind": _kind_of(cells, usual_kind)}
        row = NewRow(MultiDict({prefix + name: value for name, value in values.items()}), prefix=prefix, year=year)
        row.validate()
        rows.append(row)
    return rows


def _harmless(text: str) -> str:
    """What looks like a personal identity number is not shown again."""
    return "" if reveals_identity_number(text, bare_ten_digits=False) else text


def _kind_of(cells: Mapping[GroupColumn, str], usual: str) -> str:
    """What the row calls it, else what the group's name says, else what the association mostly has."""
    for column in (GroupColumn.KIND, GroupColumn.NAME):
        for words in (cells.get(column, ""), *cells.get(column, "").split()):
            if len(words) > 2 and (found := find_kinds(words)):
                return found[0]
    return usual
