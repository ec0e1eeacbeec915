"""The app on a phone: what the service worker keeps, what a phone shows offline, and how a push arrives."""

import json
import time
from dataclasses import replace

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.delivery.gateway.push import new_keys
from allemed.delivery.models import PushSubscription
from allemed.delivery.notices import push_payload
from allemed.delivery.rules import Topic
from tests.factories.accounts import make_sign_in_link, make_user
from tests.factories.delivery import make_browser, make_subscription
from tests.journeys.conftest import PATIENCE, WHOLE, wait_until
from tests.journeys.local_site import complaints_of, served

CANARY = "Canary Canarysen"
OWN = {"/offline", "/waiting", "/interest/without-network", "/help"}
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found[new URL(request.url).pathname] = await (await cache.match(request)).text();
  }
  return found;
}"""


@pytest.fixture
def phone(app, session, whole_chromium):
    """A family's phone, signed in, with the worker in place."""
    user = make_user(Role.FAMILY, name=CANARY, language="ar")
    token = make_sign_in_link(user)
    session.commit()
    before = app.extensions["allemed_settings"]
    private, public = new_keys()
    app.extensions["allemed_settings"] = replace(before, vapid_private_key=private, vapid_public_key=public)
    with served(app) as address:
        context = whole_chromium.new_context(base_url=address, locale="nb", viewport={"width": 360, "height": 740})
        context.grant_permissions(["notifications"], origin=address)
        page = context.new_page()
        page.complaints = complaints_of(page)
        page.goto(f"/sign-in/link/{token}")
        page.click("main form button")
        page.wait_for_url(lambda found: "/sign-in/" not in found)
        page.goto("/devices")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        page.reload()
        yield page
        context.close()
    app.extensions["allemed_settings"] = before


def kept_in(page) -> dict[str, str]:
    return page.evaluate(KEPT)


def test_the_worker_keeps_public_files_and_nothing_of_a_person(phone):
    for address in ("/devices", "/sign-in", "/help", "/devices"):
        phone.goto(address)
    wait_until(phone, "async () => (await caches.keys()).length > 0")
    kept = kept_in(phone)
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages <= {"/offline", "/waiting", "/interest/without-network", "/help", "/activities", "/"}
    assert not any(CANARY in body for body in kept.values())
    assert phone.complaints == []


def test_without_network_the_phone_says_so_in_the_familys_language(phone):
    wait_until(
        phone,
        "async () => { const kept = await caches.match('/offline'); return kept && kept.headers.get('Content-Language') === 'ar' }",
    )
    phone.context.set_offline(True)
    phone.goto("/devices")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    assert phone.locator("a[href^='tel:']").count() == 1
    assert phone.locator("form[action$='/sign-out']").count() == 0
    phone.context.set_offline(False)
    assert phone.goto("/devices").status == 200


def test_signing_out_leaves_nothing_behind(phone):
    phone.evaluate("() => { localStorage.setItem('x', 'y'); sessionStorage.setItem('x', 'y') }")
    phone.click("form[action$='/sign-out'] button")
    phone.wait_for_url("**/signed-out")
    assert phone.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert {path for path in kept_in(phone) if not path.startswith("/static/")} <= OWN
    assert phone.goto("/devices").status == 401


def shown_on(page) -> list[dict]:
    return page.evaluate(
        """async () => (await (await navigator.serviceWorker.ready).getNotifications())
           .map((one) => ({ title: one.title, body: one.body, tag: one.tag, dir: one.dir, path: (one.data || {}).path }))"""
    )


def wait_until_shown(page) -> list[dict]:
    """The notifications, once there are some and a moment has passed for more of them."""
    until = time.monotonic() + PATIENCE / 1000
    while not shown_on(page) and time.monotonic() < until:
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    return shown_on(page)


def push(page, data: str):
    """Hand a push to the worker as a push service would."""
    control = page.context.new_cdp_session(page)
    origin = page.evaluate("() => location.origin")
    found = []

    def note(event):
        found.extend(one for one in event["registrations"] if one["scopeURL"] == f"{origin}/" and not one["isDeleted"])

    control.on("ServiceWorker.workerRegistrationUpdated", note)
    control.send("ServiceWorker.enable")
    until = time.monotonic() + PATIENCE / 1000
    while not found and time.monotonic() < until:
        page.wait_for_timeout(20)
    message = {"origin": origin, "registrationId": found[-1]["registrationId"], "data": data}
    control.send("ServiceWorker.deliverPushMessage", message)


def test_a_push_shows_its_constant_words_once_however_often_it_comes(phone, app):
    with app.test_request_context():
        data = push_payload(Topic.PROPOSAL, "/proposals/1", "tag-1", "ar").decode()
    push(phone, data)
    push(phone, data)
    (notification,) = wait_until_shown(phone)
    sent = json.loads(data)
    assert notification == {name: sent[name] for name in ("title", "body", "tag", "dir", "path")}


def test_a_push_that_cannot_be_read_still_says_something(phone):
    push(phone, "not json")
    assert wait_until_shown(phone)[0]["title"] == "ALLEMED"


def test_the_phone_offers_to_tell_and_takes_not_now_for_an_answer(phone):
    offer = phone.locator("[data-push-ask]")
    offer.wait_for(state="visible")
    phone.click("[data-push-later]")
    phone.reload()
    phone.wait_for_load_state("networkidle")
    assert not offer.is_visible()


CHANGED = """async ([before, after]) => {
  const event = new ExtendableEvent("pushsubscriptionchange");
  event.oldSubscription = { endpoint: before, options: {} };
  event.newSubscription = { endpoint: after.endpoint, toJSON: () => after };
  self.dispatchEvent(event);
}"""


def test_a_browser_that_changes_its_address_is_told_under_the_new_one(phone, app, session):
    """`pushsubscriptionchange`: the worker tells the server, without any page."""
    before, after = make_browser(), make_browser()
    user = session.scalars(select(User).where(User.name == CANARY)).one()
    make_subscription(user, before)
    session.commit()
    (worker,) = phone.context.service_workers
    worker.evaluate(CHANGED, [before.endpoint, {"endpoint": after.endpoint, "keys": after.keys}])
    until = time.monotonic() + 10
    while time.monotonic() < until:
        session.rollback()
        living = session.scalars(select(PushSubscription).where(PushSubscription.ended_at.is_(None))).all()
        if [one.endpoint for one in living] == [after.endpoint]:
            break
        phone.wait_for_timeout(50)
    assert [(one.endpoint, one.user_id) for one in living] == [(after.endpoint, user.id)]


def test_the_phone_can_be_installed(app, session, playwright, tmp_path):
    """A private window can't install, so this takes a browser with a folder of its own."""
    with served(app) as address:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path), executable_path=WHOLE, args=["--no-sandbox"]
        )
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        errors = context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
        context.close()
    assert errors == []


def test_the_manifest_comes_in_the_chosen_language_although_a_browser_asks_for_it_without_cookies(
    app, session, chromium
):
    with served(app) as address:
        context = chromium.new_context(locale="nb")
        page = context.new_page()
        page.goto(f"{address}/help?lang=fa_AF")
        page.goto(f"{address}/help")
        manifest = context.new_cdp_session(page).send("Page.getAppManifest")["data"]
        context.close()
    assert json.loads(manifest)["lang"] == "fa-AF"
