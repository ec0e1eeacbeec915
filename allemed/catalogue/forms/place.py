"""The form of a place: what it is called, where it is, and, if it lends things, what and when."""

from wtforms import TimeField

from allemed.catalogue.forms.group import problem_of
from allemed.catalogue.models import OpeningHours, Place
from allemed.catalogue.queries.places import find_place_named
from allemed.catalogue.rules import PlaceKind, WeeklyTime
from allemed.catalogue.rules.distance import Point, read_point
from allemed.formatting import weekday_name
from allemed.forms import (
    CodeField,
    CodesField,
    Form,
    ListField,
    Optional,
    TextField,
    VersionField,
    refuse_identity_numbers,
)
from allemed.locales import _s, _sl
from allemed.vocabulary import BORROW_LABELS

ROWS = (1, 2, 3, 4, 5)
PLACE_KIND_LABELS = {
    PlaceKind.SCHOOL: _sl("School"),
    PlaceKind.VENUE: _sl("Hall, pitch or house"),
    PlaceKind.LENDER: _sl("Lends equipment"),
}


def _day() -> ListField:
    return ListField(_sl("Day"), coerce=str, validators=[Optional()])


def _clock(label) -> TimeField:
    return TimeField(label, validators=[Optional()])


class PlaceForm(Form):
    """Add or edit a place of the municipality."""

    version = VersionField()
    name = TextField(_sl("Name"), most=80, required=True, validators=[refuse_identity_numbers])
    kind = CodeField(_sl("What is it?"), labels=PLACE_KIND_LABELS, default=PlaceKind.VENUE)
    area = TextField(_sl("Part of the municipality"), most=60, validators=[refuse_identity_numbers])
    position = TextField(
        _sl("Position"), most=300,
        description=_sl("Copy it from a map: two numbers, or the link. Families then see how far they walk."),
    )  # fmt: skip
    lends = CodesField(_sl("What can be borrowed here?"), labels=BORROW_LABELS)
    weekday_1, starts_1, ends_1 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_2, starts_2, ends_2 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_3, starts_3, ends_3 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_4, starts_4, ends_4 = _day(), _clock(_sl("From")), _clock(_sl("To"))
    weekday_5, starts_5, ends_5 = _day(), _clock(_sl("From")), _clock(_sl("To"))

    def __init__(self, *args, place: Place | None = None, **options):
        super().__init__(*args, **options)
        self.place = place
        if place is None:
            del self.version
        for row in ROWS:
            self[f"weekday_{row}"].choices = [
                ("", _s("Day")),
                *((str(day), weekday_name(day)) for day in range(7)),
            ]

    @property
    def rows(self) -> list[tuple]:
        """The opening hours as rows of three fields."""
        return [(self[f"weekday_{row}"], self[f"starts_{row}"], self[f"ends_{row}"]) for row in ROWS]

    def validate(self, **options) -> bool:
        """All rules, so that every mistake is named at once."""
        fine = super().validate(**options)
        problems = [problem for row in self.rows if (problem := problem_of(*row))]
        if self.position.data and self.point() is None:
            problems.append((self.position, _s("There is no position in this. Two numbers look like 59.0512, 5.6203.")))
        same = find_place_named(self.name.data) if self.name.data else None
        if same and same is not self.place:
            problems.append((self.name, _s("A place is called so already.")))
        for field, text in problems:
            field.errors = [*field.errors, text]
        return fine and not problems

    def point(self) -> Point | None:
        """Where it is; None if nobody says."""
        return read_point(self.position.data or "")

    def hours(self) -> tuple[WeeklyTime, ...]:
        """The rows that are filled in, each once."""
        filled = [[field.data for field in row] for row in self.rows]
        return tuple(
            sorted({WeeklyTime(int(day), starts, ends) for day, starts, ends in filled if day and starts and ends})
        )


def values_of_place(place: Place) -> dict[str, object]:
    """What the form shows for a place that exists."""
    values: dict[str, object] = {"name": place.name, "kind": place.kind, "area": place.area, "lends": place.lends}
    values["version"] = place.version
    if place.latitude is not None and place.longitude is not None:
        values["position"] = f"{place.latitude:.5f}, {place.longitude:.5f}"
    hours: list[OpeningHours] = place.hours
    for row, one in zip(ROWS, hours, strict=False):
        values |= {f"weekday_{row}": str(one.weekday), f"starts_{row}": one.starts, f"ends_{row}": one.ends}
    return values
