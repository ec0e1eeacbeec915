"""A Tuesday, a coordinator, a club with a group, and a child it is proposed to."""

from datetime import UTC, datetime

import pytest

from allemed.access.rules import Role
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.placements import make_placement

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # ten o'clock in Norway


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
    return make_activity(club, place_id=make_place("Storhallen").id, bring=["water_bottle"], coach_name="Ola")


@pytest.fixture
def proposal(coordinator, activity):
    return make_placement(make_child(first_name="Amir", birth_year=2017), activity, by=coordinator)
