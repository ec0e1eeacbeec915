"""A real Firefox subscribes by the page's own button, and shows what our worker sends it, encrypted, through a push service."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.actions import add_device
from allemed.accounts.rules import SignInMethod
from allemed.delivery import actions
from allemed.delivery.gateway.push import new_keys
from allemed.delivery.models import PushSubscription
from allemed.delivery.rules import Topic
from allemed.delivery.worker import Worker
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.journeys.firefox import Firefox, find_firefox, pushing_to
from tests.journeys.local_site import served
from tests.journeys.push_service import LocalPushService

pytestmark = pytest.mark.skipif(not find_firefox(), reason="no Firefox here (Debian: firefox-esr)")
SHOWN = "navigator.serviceWorker.ready.then((here) => here.getNotifications()).then((all) => all.map((one) => [one.title, one.body]))"


@pytest.fixture
def push_service():
    service = LocalPushService().start()
    yield service
    service.close()


@pytest.fixture
def firefox(push_service):
    browser = Firefox(pushing_to(push_service.port))
    yield browser
    browser.close()


@pytest.fixture
def site(app):
    """The app, allowed to push to this machine."""
    before = app.extensions["allemed_settings"]
    private, public = new_keys()
    app.extensions["allemed_settings"] = replace(
        before, vapid_private_key=private, vapid_public_key=public, push_hosts="127.0.0.1"
    )
    with served(app) as address:
        yield address
    app.extensions["allemed_settings"] = before


@pytest.fixture
def mother(session, site, firefox):
    """Signed in, on the page where one says yes to messages, and she has said it."""
    clock.freeze(NOW)
    mother = make_user(Role.FAMILY, language="en")
    _device, token = add_device(mother, SignInMethod.DEMO, label="test", now=NOW)
    session.commit()
    cookie = {"name": "device", "value": {"type": "string", "value": token}, "domain": "localhost"}
    firefox.command("storage.setCookie", cookie=cookie)
    firefox.goto(f"{site}/devices")
    firefox.wait_for("!document.querySelector('[data-push-ask]').hidden")
    firefox.run("document.querySelector('[data-push-yes]').click()")
    firefox.wait_for("!document.querySelector('[data-push-is-on]').hidden")
    return mother


def tell(session, user, topic: Topic) -> None:
    """What our worker does when there is something to tell."""
    actions.tell(user, topic, "/our-page", now=NOW)
    session.commit()
    while Worker().send_due():
        pass
    session.expire_all()


def living(session) -> list[PushSubscription]:
    session.expire_all()
    return list(session.scalars(select(PushSubscription).where(PushSubscription.ended_at.is_(None))))


def test_what_is_told_reaches_a_real_browser_also_with_no_page_open(session, site, firefox, mother):
    tell(session, mother, Topic.PROPOSAL)
    assert firefox.wait_for(SHOWN) == [["News in ALLEMED", "There is something new for you."]]
    firefox.goto("about:blank")
    tell(session, mother, Topic.FIRST_SESSION)
    firefox.goto(f"{site}/devices")
    assert len(firefox.wait_for(f"{SHOWN}.then((all) => all.length > 1 ? all : [])")) == 2


def test_stop_ends_it_here_and_at_the_server(session, firefox, push_service, mother):
    firefox.run("document.querySelector('[data-push-no]').click()")
    firefox.wait_for("!document.querySelector('[data-push-ask]').hidden")
    assert living(session) == [] and push_service.channels == {}


def test_a_browser_that_left_without_a_word_is_given_up_after_410(session, firefox, push_service, mother):
    manager = "(await navigator.serviceWorker.ready).pushManager"
    firefox.run(f"(await {manager}.getSubscription()).unsubscribe()")
    tell(session, mother, Topic.PROPOSAL)
    assert push_service.posts == 1 and living(session) == []
