"""What a phone is offered: the newest version, never under a form that is being filled in; and a place on its home screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import wait_until
from tests.journeys.local_site import served

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Mobile Safari/537.36"
)
ASK_AGAIN = "() => navigator.serviceWorker.ready.then((here) => here.update()).then(() => null)"
NAME_OF_CACHE = "async () => (await caches.keys()).filter((name) => /^allemed-[0-9a-f]{12}$/.test(name))"
BROWSER_ASKS = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = () => { document.body.dataset.asked = "yes"; };
  event.userChoice = Promise.resolve({ outcome: "accepted" });
  window.dispatchEvent(event);
}"""


@pytest.fixture
def phone(app, chromium):
    """A visitor's phone with the worker of the present version in charge."""
    with served(app) as address:
        context = chromium.new_context(base_url=address, locale="en", viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto("/sign-in")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        page.reload()
        yield page
        context.close()


@pytest.fixture
def release(app):
    """`release()`: a new version of the software is put into use."""
    before = app.extensions["allemed_release"]

    def change() -> None:
        app.extensions["allemed_release"] += "-next"

    yield change
    app.extensions["allemed_release"] = before


def test_a_new_version_is_offered_and_taken_with_one_tap(phone, release):
    (before,) = phone.evaluate(NAME_OF_CACHE)
    release()
    phone.evaluate(ASK_AGAIN)
    offer = phone.locator("[data-update]")
    expect(offer).to_be_visible()
    with phone.expect_navigation():
        offer.click()
    (after,) = phone.evaluate(NAME_OF_CACHE)
    assert after != before
    expect(phone.locator("h1")).to_be_visible()
    expect(offer).to_have_count(0)


def test_whoever_is_writing_is_left_in_peace_until_the_next_page(phone, release):
    field = phone.locator("main form input[type=email]")
    field.fill("half@written")
    release()
    phone.evaluate(ASK_AGAIN)
    wait_until(phone, "() => navigator.serviceWorker.getRegistration().then((here) => Boolean(here.waiting))")
    expect(phone.locator("[data-update]")).to_have_count(0)
    assert field.input_value() == "half@written"
    phone.goto("/help")
    expect(phone.locator("[data-update]")).to_be_visible()


@pytest.mark.parametrize(("agent", "shown"), [(IPHONE, "iphone"), (ANDROID, "android")])
def test_each_kind_of_phone_is_told_how_to_keep_us_and_not_now_is_respected(app, chromium, thanks, agent, shown):
    page = thanks(agent)
    hint = page.locator("[data-install]")
    expect(hint).to_be_visible()
    assert [one for one in ("iphone", "android", "go") if page.locator(f"[data-install-{one}]").is_visible()] == [shown]
    page.click("[data-install-later]")
    expect(hint).to_be_hidden()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(hint).to_be_hidden()


def test_where_the_browser_has_its_own_question_one_button_asks_it(thanks):
    page = thanks(ANDROID)
    page.evaluate(BROWSER_ASKS)
    page.click("[data-install-go]")
    expect(page.locator("body[data-asked=yes]")).to_have_count(1)
    expect(page.locator("[data-install]")).to_be_hidden()


def test_a_computer_is_not_asked(thanks):
    page = thanks("Mozilla/5.0 (X11; Linux x86_64) Chrome/124.0 Safari/537.36")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-install]")).to_be_hidden()


@pytest.fixture
def thanks(demo_town, server, chromium):
    """`thanks(agent)`: the page after "I want this", on the kind of phone that names itself so."""
    contexts = []

    def come(agent: str) -> Page:
        contexts.append(chromium.new_context(base_url=server, locale="en", user_agent=agent, service_workers="block"))
        page = contexts[-1].new_page()
        page.goto("/")
        page.goto(page.locator("a.card-link").first.get_attribute("href") + "/interest/thanks")
        return page

    yield come
    for context in contexts:
        context.close()
