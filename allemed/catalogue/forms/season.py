"""The season of a group: its dates, the days without sessions, where a starter course goes on, and a pilot's time."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from wtforms import BooleanField, DateField

from allemed import clock
from allemed.catalogue.forms.words import HOLIDAY_LABELS
from allemed.catalogue.models import Activity
from allemed.catalogue.rules.seasons import MOST_DAYS, Span, merged, read_spans, spans_of
from allemed.config import settings
from allemed.countries import profile
from allemed.forms import Form, ListField, Optional, TextField
from allemed.locales import _s, _sl

SEASON_FIELDS = (
    "holiday",
    "starts_on",
    "ends_on",
    "left_out",
    "with_days_off",
    "goes_on_in",
    "pilot_from",
    "pilot_until",
    "pilot_purpose",
    "serves",
)

Goals = Callable[[], list[tuple[str, str]]]
_GOALS: list[Goals] = []


def register_goals(goals: Goals) -> None:
    """A feature above knows the municipality's goals: ids and names."""
    _GOALS.append(goals)


def _date(label) -> DateField:
    return DateField(label, validators=[Optional()])


def add_problem(field, text: str) -> None:
    field.errors = [*field.errors, text]


def days_off(season: Span) -> list[Span]:
    """School and public holidays of a season, as a suggestion."""
    return merged(Span(*pair) for pair in profile().days_off(season.first, season.last))


def spans_text(spans: list[Span]) -> str:
    """As a person types them: "21.12.2026–3.1.2027, 22.2.2027"."""
    return ", ".join(
        _plain(one.first) if one.first == one.last else f"{_plain(one.first)}–{_plain(one.last)}" for one in spans
    )


def _plain(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


class SeasonDates(Form):
    """From when to when, and on which days nothing happens."""

    starts_on, ends_on = _date(_sl("First day")), _date(_sl("Last day"))
    left_out = TextField(
        _sl("Days without sessions"), most=400, description=_sl("For example 24.12, 22.2–26.2."),
    )  # fmt: skip
    with_days_off = BooleanField(_sl("No sessions in school holidays and on public holidays"))

    def season(self) -> Span | None:
        """None while a date is missing."""
        first, last = self.starts_on.data, self.ends_on.data
        return Span(first, last) if first and last else None

    def validate(self, **options) -> bool:
        """All rules, so that every mistake is named at once."""
        fine = super().validate(**options)
        return all([fine, self._dates_are_fine(), self._pauses_are_fine()])

    def _dates_are_fine(self) -> bool:
        season = self.season()
        if season and not 0 <= (season.last - season.first).days <= MOST_DAYS:
            add_problem(self.ends_on, _s("The last day must come after the first, within about a year."))
            return False
        if self.with_days_off.data and not season:
            add_problem(self.starts_on, _s("Write the first and the last day, then we find the holidays."))
            return False
        return True

    def _pauses_are_fine(self) -> bool:
        if self._pauses() is None:
            add_problem(self.left_out, _s("Write days like 24.12 or 22.2–26.2, with commas between them."))
            return False
        return True

    def _pauses(self) -> list[Span] | None:
        return read_spans(self.left_out.data or "", self.starts_on.data or clock.today(settings().zone))

    def left_out_codes(self) -> tuple[str, ...]:
        """What was typed and, where wanted, the holidays of the season."""
        spans, season = self._pauses() or [], self.season()
        if self.with_days_off.data and season:
            spans = merged([*spans, *days_off(season)])
        return tuple(str(one) for one in spans)


class SeasonPart(SeasonDates):
    """The part of a group's own form."""

    holiday = ListField(_sl("Only in a school holiday?"), coerce=str, validators=[Optional()], description=_sl("Holiday activities are a season of their own. Families can ask for them."))  # fmt: skip
    goes_on_in = ListField(_sl("Goes on in"), coerce=str, validators=[Optional()], description=_sl("For a starter course: the group the children can join afterwards."))  # fmt: skip
    pilot_from, pilot_until = _date(_sl("We try it from")), _date(_sl("Until"))

    pilot_purpose = TextField(_sl("What do we want to find out?"), most=200)
    serves = ListField(_sl("Which goal does it serve?"), coerce=str, validators=[Optional()])

    def offer_goals(self, *, is_municipality: bool, serves_id: UUID | None) -> None:
        """Only the municipality says which of its goals a pilot or a starter course serves; what it said stays."""
        self.served_before = serves_id
        if is_municipality:
            goals = [goal for lister in _GOALS for goal in lister()]
            self.serves.choices = [("", "–"), *goals]
        else:
            del self.serves

    @property
    def serves_id(self) -> UUID | None:
        if "serves" not in self:
            return self.served_before
        return UUID(self.serves.data) if self.serves.data else None

    def offer_groups(self, groups: list[Activity]) -> None:
        """The holidays, and the association's other groups that a starter course can go on in."""
        self.holiday.choices = [("", _s("No")), *((str(one), str(label)) for one, label in HOLIDAY_LABELS.items())]
        self.goes_on_in.choices = [
            ("", _s("No other group")),
            *((str(one.id), one.name) for one in groups if one.is_open),
        ]

    @property
    def has_season_errors(self) -> bool:
        return any(self[name].errors for name in SEASON_FIELDS if name in self)

    def validate(self, **options) -> bool:
        fine = super().validate(**options)
        return all([fine, self._pilot_is_fine(), self._holiday_is_fine(), self._goal_is_said()])

    def _goal_is_said(self) -> bool:
        """The municipality makes no measure without saying which goal it serves (V2)."""
        if "serves" not in self or self.serves.data or not (self.pilot_from.data or self.goes_on_in.data):
            return True
        add_problem(self.serves, _s("A trial or a starter course serves a goal. Choose it, or write the goal first."))
        return False

    def _holiday_is_fine(self) -> bool:
        """What is held in a holiday has a first and a last day, so that it leaves the list by itself."""
        if not self.holiday.data or self.season() or self.starts_on.errors:
            return True
        add_problem(self.starts_on, _s("Write the first and the last day."))
        return False

    def left_out_codes(self) -> tuple[str, ...]:
        """What was typed; in a holiday the school holidays are no days off."""
        if self.holiday.data:
            self.with_days_off.data = False
        return super().left_out_codes()

    def _pilot_is_fine(self) -> bool:
        first, last = self.pilot_from.data, self.pilot_until.data
        if bool(first) == bool(last) and (first is None or first <= last):
            return True
        add_problem(self.pilot_until, _s("Write both days of the trial, the last one after the first."))
        return False


def season_values(activity: Activity) -> dict[str, object]:
    """What the part shows for a group that exists."""
    return {
        "starts_on": activity.starts_on,
        "ends_on": activity.ends_on,
        "left_out": spans_text(spans_of(activity.left_out)),
        "holiday": activity.holiday or "",
        "goes_on_in": str(activity.goes_on_in_id or ""),
        "pilot_from": activity.pilot_from,
        "pilot_until": activity.pilot_until,
        "pilot_purpose": activity.pilot_purpose,
        "serves": str(activity.serves_id or ""),
    }
