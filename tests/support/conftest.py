"""A Tuesday, and a child on its way into a group."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.access.rules import Role
from allemed.placements.rules import LightColour, PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def tuesday(frozen):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR, name="Kari")


@pytest.fixture
def club():
    return make_association()


@pytest.fixture
def activity(club):
    return make_activity(
        club, name="Gutter 2017", bring=["football_boots", "water_bottle"], birth_year_from=2005, birth_year_to=2026
    )


@pytest.fixture
def placement(coordinator, activity):
    child = make_child(first_name="Amir", birth_year=2017)
    make_conversation(child, equipment=["football_boots"])
    first = NOW + timedelta(days=1)
    return make_placement(
        child, activity, PlacementState.BOOKED, by=coordinator, light=LightColour.RED, first_session_at=first
    )


def colour(placement, kind):
    return next(one.colour for one in placement.lights if one.kind == kind)
