"""Public groups and secret calendars, invented."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import uuid4

from allemed import clock
from allemed.accounts.models import User
from allemed.catalogue.rules import GenderGroup
from allemed.open_data.actions import make_calendar_link
from allemed.open_data.rules import PublicGroup, PublicPlace, PublicTime
from allemed.open_data.rules.publisher import Publisher

PUBLISHER = Publisher("https://fjordvik.example", "Fjordvik", "NO", "Europe/Oslo", "NOK", "NO-BRC")


def make_public_group(**changes) -> PublicGroup:
    """A football group with everything known of it."""
    values = {
        "id": uuid4(),
        "kind": "football",
        "name": "Football 8–10",
        "gender_group": GenderGroup.ALL,
        "youngest": 8,
        "oldest": 10,
        "cost_per_half_year": Decimal(540),
        "languages": ("nb", "ar"),
        "accessibility": (),
        "is_for_beginners": True,
        "trial_times": 2,
        "times": (PublicTime(uuid4(), 1, time(17), time(18, 15)),),
        "place": PublicPlace(uuid4(), "Fjordvik hall", 59.12345, 6.12345),
        "association_id": uuid4(),
        "association": "Fjordvik IL",
        "organisation_number": "974760673",
        "website": "https://fjordvik-il.example/",
        "free": 3,
        "confirmed_on": date(2026, 11, 20),
        "updated_at": datetime(2026, 11, 1, 12, tzinfo=UTC),
    }
    return PublicGroup(**(values | changes))


def make_calendar(user: User) -> str:
    """The secret of a living calendar address."""
    return make_calendar_link(user, now=clock.now())
