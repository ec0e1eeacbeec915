"""Places, groups and their open spots, invented."""

from datetime import time
from decimal import Decimal
from itertools import count

from allemed import clock
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, OpeningHours, Place, Spot, WeeklySession
from allemed.catalogue.rules import GenderGroup, PlaceKind
from allemed.database import db

_numbers = count(1)


def make_place(name: str | None = None, kind: PlaceKind = PlaceKind.VENUE, hours=(), **changes) -> Place:
    """A hall near the middle of an invented town. `hours` are triples (weekday, starts, ends)."""
    number = next(_numbers)
    values = {"area": "Fjordvik sentrum", "latitude": 59.0 + number / 10_000, "longitude": 6.0} | changes
    place = Place(name=name or f"Hall {number}", kind=kind, **values)
    place.hours = [OpeningHours(weekday=day, starts=starts, ends=ends) for day, starts, ends in hours]
    db.session.add(place)
    db.session.flush()
    return place


def make_group_owner(**changes) -> Association:
    """An approved association, for tests that need only its name."""
    number, now = next(_numbers), clock.now()
    association = Association(**({"name": f"Fjordvik IL {number}", "created_at": now, "updated_at": now} | changes))
    db.session.add(association)
    db.session.flush()
    return association


def make_activity(
    association: Association | None = None, *, free: int | None = 3, spot=None, sessions=None, **changes
) -> Activity:
    """A football group on Tuesdays with `free` places confirmed now; `free=None`: without a spot.

    `spot` are changes of the spot, `sessions` triples (weekday, starts, ends).
    """
    number, now = next(_numbers), clock.now()
    times = [(1, time(17, 0), time(18, 0))] if sessions is None else sessions
    values = {
        "association_id": (association or make_group_owner()).id,
        "kind": "football",
        "name": f"Group {number}",
        "birth_year_from": 2016,
        "birth_year_to": 2018,
        "gender_group": GenderGroup.ALL,
        "place_id": None,
        "cost_per_half_year": Decimal(540),
        "created_at": now,
        "updated_at": now,
    }
    activity = Activity(
        **(values | changes),
        sessions=[WeeklySession(weekday=day, starts=starts, ends=ends) for day, starts, ends in times],
    )
    if free is not None:
        activity.spot = Spot(**({"free": free, "confirmed_at": now} | (spot or {})))
    db.session.add(activity)
    db.session.flush()
    return activity
