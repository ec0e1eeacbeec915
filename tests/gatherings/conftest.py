"""The mail server of the delivery's tests, and a dugnad that people without a sign-in are invited to."""

import pytest

from tests.delivery.conftest import mail_server, use_settings
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_place
from tests.factories.gatherings import make_gathering, make_goal
from tests.gatherings.letters import NOW

__all__ = ["mail_server", "use_settings"]


@pytest.fixture
def kari(session, frozen, mail_server, use_settings):
    frozen(NOW)
    use_settings(mail_server=mail_server.address, mail_tls=False, base_url="https://fjordvik.example")
    return make_user(name="Kari")


@pytest.fixture
def here(kari):
    return {
        "as_": kari,
        "own_gathering_id": make_gathering(
            serves_id=make_goal().id, hosts="Idrettsrådet", place_id=make_place("Fjordvikhallen").id
        ).id,
    }
