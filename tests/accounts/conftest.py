"""A user who signs in."""

import pytest

from allemed.access.rules import Role
from tests.factories.accounts import make_user


@pytest.fixture
def family(session):
    return make_user(Role.FAMILY, language="ar")
