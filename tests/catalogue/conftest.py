"""An association with a coach, and a fixed hour."""

import pytest

from allemed.access.rules import Role
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_group_owner


@pytest.fixture
def at_noon(frozen, session):
    frozen(NOW)


@pytest.fixture
def club(session):
    return make_group_owner(name="Fjordvik IL")


@pytest.fixture
def coach(club):
    return make_user(Role.ASSOCIATION, association_id=club.id)
