"""A Tuesday, a coordinator and a coach."""

from datetime import UTC, datetime

import pytest

from allemed.access.rules import Role
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def stopped(frozen, session):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def coach():
    return make_association_user(name="Turid Åsland")
