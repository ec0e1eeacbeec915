"""The form of a group with its open spot: the eight fields an association must fill, and the optional ones."""

from datetime import time
from decimal import Decimal
from uuid import UUID

from wtforms import BooleanField, IntegerField, TimeField

from allemed.associations.models import Association
from allemed.catalogue.forms.fields import CostField, SeenField
from allemed.catalogue.forms.hosts import HOST_ROWS, HostsPart
from allemed.catalogue.forms.season import SeasonPart, season_values
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import list_places
from allemed.catalogue.rules import ActivityFacts, GenderGroup, Holiday, PlaceKind, WeeklyTime
from allemed.formatting import weekday_name
from allemed.forms import (
    CodeField,
    CodesField,
    InputRequired,
    ListField,
    NumberRange,
    Optional,
    TextField,
    VersionField,
)
from allemed.locales import _s, _sl
from allemed.vocabulary import (
    ACCESSIBILITY_LABELS,
    BORROW_LABELS,
    BRING_LABELS,
    GENDER_GROUP_LABELS,
    KIND_LABELS,
    LANGUAGE_LABELS,
    PARENT_TASK_LABELS,
)

ROWS = (1, 2, 3, 4, 5, 6, 7)  # the later ones are shown where a group has so many times
OTHER_PLACE = "other"
WORKDAYS = "0-4"  # one row for five days
OLDEST = 25  # our default: groups for children, young people and families
OLDEST_PARENT = 100
MOST_SPOTS = 99
FOLDED = (
    "coach_name",
    "welcome",
    "trial_times",
    "gender_group",
    "borrow",
    "languages",
    "parent_tasks",
    "accessibility",
)


def _day() -> ListField:
    return ListField(_sl("Day"), coerce=str, validators=[Optional()])


def _clock(label) -> TimeField:
    return TimeField(label, validators=[Optional()])


class ActivityForm(SeasonPart, HostsPart):
    """Post or edit a group. `facts()` gives what was said; `free` and `new_place_name()` stand beside it."""

    kind = CodeField(_sl("Kind of activity"), labels=KIND_LABELS)
    name = TextField(
        _sl("Name of the group"), most=80, required=True,
        description=_sl("As children and parents know it, for example “Football G2016”."),
    )  # fmt: skip
    birth_year_from = IntegerField(_sl("Born from"), validators=[InputRequired()])
    birth_year_to = IntegerField(_sl("Born to"), validators=[InputRequired()])
    place = ListField(_sl("Where"), coerce=str, validators=[InputRequired()])
    new_place = TextField(_sl("Name of the other place"), most=80)
    weekday_1, starts_1, ends_1 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_2, starts_2, ends_2 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_3, starts_3, ends_3 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_4, starts_4, ends_4 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_5, starts_5, ends_5 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_6, starts_6, ends_6 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_7, starts_7, ends_7 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    free = IntegerField(_sl("Number of free places"), validators=[InputRequired(), NumberRange(0, MOST_SPOTS)])
    free_seen = SeenField()
    is_held = BooleanField(_sl("Hold these places for children who come through ALLEMED"))
    cost = CostField(
        _sl("Cost for half a year"), places=None, validators=[Optional(), NumberRange(0, 100_000)],
        description=_sl("With membership and everything else. Write 0 if it is free. Leave empty if you don't know yet."),
    )  # fmt: skip
    bring = CodesField(_sl("Bring"), labels=BRING_LABELS)

    gender_group = CodeField(_sl("Who is it for?"), labels=GENDER_GROUP_LABELS, required=False, default=GenderGroup.ALL)
    is_right_after_school = BooleanField(_sl("Right after school, close to the school"))
    has_transport_help = BooleanField(_sl("We help with transport"))
    is_for_beginners = BooleanField(_sl("No experience needed"))
    is_drop_in = BooleanField(_sl("One can just come, without asking first"))
    is_mixed = BooleanField(_sl("Everyone together: those who are new here, and others"))
    is_for_language = BooleanField(_sl("One practises the language here too. Only if you say so yourselves."))
    is_with_parents = BooleanField(_sl("Parents come along"))
    is_for_parents = BooleanField(_sl("For parents, while their children are active"))
    has_child_care = BooleanField(_sl("Somebody looks after the little ones"))
    trial_times = CodeField(
        _sl("How many times can a child try for free?"), required=False, default="0",
        labels={"0": _sl("None"), "1": "1", "2": "2", "3": "3", "5": "5"},
    )  # fmt: skip
    borrow = CodesField(_sl("What can be borrowed?"), labels=BORROW_LABELS)
    languages = CodesField(_sl("Which languages do the coaches speak?"), labels=LANGUAGE_LABELS)
    parent_tasks = CodesField(_sl("What do you ask parents to do?"), labels=PARENT_TASK_LABELS)
    accessibility = CodesField(_sl("Accessibility"), labels=ACCESSIBILITY_LABELS)
    coach_name = TextField(_sl("The coach's first name"), most=60)
    welcome = TextField(
        _sl("One sentence of welcome"), most=120,
        description=_sl("Short and friendly. Families see that you wrote it."),
    )  # fmt: skip
    version = VersionField(default=0)

    def __init__(
        self,
        *args,
        year: int,
        others: list[Activity],
        hosts: list[Association] | None = None,
        is_municipality: bool = False,
        **options,
    ):
        super().__init__(*args, **options)
        self.year = year
        known = (options.get("data") or {}).get("serves")
        self.offer_goals(is_municipality=is_municipality, serves_id=UUID(known) if known else None)
        self.offer_groups(others)
        self.offer_hosts(hosts or [])
        self.place.choices = _place_choices()
        days = [
            ("", _s("Day")),
            *((str(day), weekday_name(day)) for day in range(7)),
            (WORKDAYS, _s("Monday to Friday")),
        ]
        for row in ROWS:
            self[f"weekday_{row}"].choices = days

    @property
    def rows(self) -> list[tuple]:
        """The weekly times as rows of three fields."""
        return [(self[f"weekday_{row}"], self[f"starts_{row}"], self[f"ends_{row}"]) for row in ROWS]

    @property
    def has_more_times(self) -> bool:
        """Is there something in the rows after the first?"""
        return any(self._is_used(row) for row in self.rows[1:])

    @property
    def more_rows(self) -> list[tuple]:
        """The second and third row, and the later ones that hold something."""
        return [*self.rows[1:3], *(row for row in self.rows[3:] if self._is_used(row))]

    def _is_used(self, row: tuple) -> bool:
        return any(field.data or field.errors for field in row)

    @property
    def has_more_errors(self) -> bool:
        """Is one of the optional fields wrong? Then they must not be folded away."""
        return any(self[name].errors for name in FOLDED)

    def validate(self, **options) -> bool:
        """All rules, so that every mistake is named at once."""
        fine = super().validate(**options)
        return all([fine, self._years_are_fine(), self._place_is_fine(), self._times_are_fine()])

    def _years_are_fine(self) -> bool:
        first = self.year - (OLDEST_PARENT if self.is_for_parents.data else OLDEST)
        wrong = [
            field for field in (self.birth_year_from, self.birth_year_to)
            if field.data is not None and not first <= field.data <= self.year
        ]  # fmt: skip
        for field in wrong:
            text = _s("Write a year between %(first)s and %(last)s.", first=first, last=self.year)
            field.errors = [*field.errors, text]
        return not wrong

    def _place_is_fine(self) -> bool:
        if self.place.data != OTHER_PLACE or self.new_place.data:
            return True
        self.new_place.errors = [_s("Write what the place is called.")]
        return False

    def _times_are_fine(self) -> bool:
        problems = [problem for row in self.rows if (problem := problem_of(*row))]
        is_readable = not any(field.errors for row in self.rows for field in row)
        if is_readable and not problems and not self.times():
            problems = [(self.rows[0][0], _s("Choose at least one day with a time."))]
        for field, text in problems:
            field.errors = [*field.errors, text]
        return not problems

    def times(self) -> tuple[WeeklyTime, ...]:
        """The rows that are filled in, each once."""
        filled = [[field.data for field in row] for row in self.rows]
        found = {
            WeeklyTime(number, starts, ends)
            for day, starts, ends in filled if day and starts and ends
            for number in (range(5) if day == WORKDAYS else (int(day),))
        }  # fmt: skip
        return tuple(sorted(found))

    def new_place_name(self) -> str:
        """The name of a place that is not in the list; "" if one was chosen."""
        return self.new_place.data or "" if self.place.data == OTHER_PLACE else ""

    def facts(self) -> ActivityFacts:
        """What was said. Birth years that came in the wrong order are turned round."""
        years = sorted((self.birth_year_from.data, self.birth_year_to.data))
        return ActivityFacts(
            kind=self.kind.data, name=self.name.data, birth_year_from=years[0], birth_year_to=years[1],
            gender_group=GenderGroup(self.gender_group.data or GenderGroup.ALL),
            place_id=None if self.place.data == OTHER_PLACE else UUID(self.place.data),
            cost_per_half_year=self.cost.data, sessions=self.times(), bring=_without_nothing(self.bring.data),
            borrow=tuple(self.borrow.data), languages=tuple(self.languages.data),
            parent_tasks=_without_nothing(self.parent_tasks.data), accessibility=tuple(self.accessibility.data),
            is_right_after_school=self.is_right_after_school.data, has_transport_help=self.has_transport_help.data,
            is_for_beginners=self.is_for_beginners.data, is_drop_in=self.is_drop_in.data,
            is_for_parents=self.is_for_parents.data, is_mixed=self.is_mixed.data,
            is_for_language=self.is_for_language.data, has_child_care=self.has_child_care.data,
            is_with_parents=self.is_with_parents.data, trial_times=int(self.trial_times.data or 0),
            coach_name=self.coach_name.data or "", welcome=self.welcome.data or "",
            starts_on=self.starts_on.data, ends_on=self.ends_on.data, left_out=self.left_out_codes(),
            holiday=Holiday(self.holiday.data) if self.holiday.data else None, host_ids=self.host_ids(),
            goes_on_in_id=UUID(self.goes_on_in.data) if self.goes_on_in.data else None,
            pilot_from=self.pilot_from.data, pilot_until=self.pilot_until.data,
            pilot_purpose=self.pilot_purpose.data or "", serves_id=self.serves_id,
        )  # fmt: skip


def problem_of(day, starts, ends) -> tuple | None:
    """The field of a row that is wrong and why; None for an empty or a good row."""
    if starts.errors or ends.errors or not (day.data or starts.data or ends.data):
        return None
    if not day.data:
        return day, _s("Choose the day.")
    if not starts.data:
        return starts, _s("Write when it starts.")
    if not ends.data:
        return ends, _s("Write when it ends.")
    if ends.data <= starts.data:
        return ends, _s("The end must be later than the start.")
    return None


def _without_nothing(codes: list[str]) -> tuple[str, ...]:
    """ "Nothing" beside something else was a slip."""
    return tuple(code for code in codes if code != "nothing" or len(codes) == 1)


def _place_choices() -> dict[str, list[tuple[str, str]]]:
    places = list_places()
    return {
        _s("Choose"): [("", "–"), (OTHER_PLACE, _s("Another place"))],
        _s("Schools"): [(str(place.id), place.name) for place in places if place.kind == PlaceKind.SCHOOL],
        _s("Other places"): [(str(place.id), place.name) for place in places if place.kind != PlaceKind.SCHOOL],
    }


def values_of(activity: Activity) -> dict[str, object]:
    """What the form shows for a group that exists."""
    names = (
        "kind", "name", "birth_year_from", "birth_year_to", "gender_group", "bring", "borrow", "languages",
        "parent_tasks", "accessibility", "is_right_after_school", "has_transport_help", "is_for_beginners", "is_drop_in",
        "is_for_parents", "is_mixed", "is_for_language", "has_child_care", "is_with_parents", "coach_name",
        "welcome", "version",
    )  # fmt: skip
    values: dict[str, object] = {name: getattr(activity, name) for name in names}
    values |= season_values(activity)
    values["place"] = str(activity.place_id) if activity.place_id else ""
    values["cost"] = plain_amount(activity.cost_per_half_year)
    values["trial_times"] = str(activity.trial_times)
    free = activity.spot.free if activity.spot else 0
    values["free"] = values["free_seen"] = free
    values["is_held"] = bool(activity.spot and activity.spot.is_for_referrals)
    values |= {f"host_{row}": str(one.id) for row, one in zip(HOST_ROWS, activity.hosts, strict=False)}
    for row, (day, starts, ends) in zip(ROWS, _as_rows(activity), strict=False):
        values |= {f"weekday_{row}": day, f"starts_{row}": starts, f"ends_{row}": ends}
    return values


def _as_rows(activity: Activity) -> list[tuple[str, time, time]]:
    """A row for each weekly time, and one for the same time from Monday to Friday."""
    days: dict[tuple[time, time], set[int]] = {}
    for one in activity.sessions:
        days.setdefault((one.starts, one.ends), set()).add(one.weekday)
    rows = []
    for (starts, ends), found in days.items():
        if found >= set(range(5)):
            rows.append((WORKDAYS, starts, ends))
            found = found - set(range(5))
        rows += [(str(day), starts, ends) for day in sorted(found)]
    return sorted(rows)


def plain_amount(amount: Decimal | None) -> Decimal | None:
    """900 instead of 900.00, so that the form shows what was typed."""
    return amount.quantize(Decimal(1)) if amount is not None and amount == amount.to_integral() else amount
