"""Who looks after the associations."""

import pytest

from tests.factories.accounts import make_user


@pytest.fixture
def coordinator(session):
    return make_user()
