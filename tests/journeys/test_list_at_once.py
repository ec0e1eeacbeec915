"""The list of groups on a second visit: this phone's copy at once, what has changed a moment later, and nobody else's ever."""

import threading
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from allemed import clock
from allemed.catalogue.models import Activity, Place, Spot
from allemed.database import db
from tests.factories.catalogue import make_activity, make_group_owner, make_place
from tests.journeys.conftest import phones, running, sign_in, wait_until
from tests.journeys.test_offline import with_worker

SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { shifted += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
}"""
IS_VISITOR = "async () => (await caches.keys()).some((name) => name.startsWith('allemed-visitor'))"
HAS_COPY = "async () => Boolean(await caches.match('/activities'))"
PATIENT = (
    """() => { const wait = setTimeout; self.setTimeout = (work, ms, ...rest) => wait(work, ms * 100, ...rest); }"""
)
LATER = "() => { const { now } = Date; Date.now = () => now() + 8 * 24 * 3600 * 1000; Date.back = () => { Date.now = now; }; }"
KEPT_AT = "async () => (await caches.match('/activities')).headers.get('X-Kept-At')"


def _groups() -> None:
    """Twelve groups, the newest first: Gruppe 0, Gruppe 1 …"""
    place, club = make_place("Vik skole"), make_group_owner()
    for number in range(12):
        spot = {"confirmed_at": clock.now() - timedelta(hours=number + 1)}
        make_activity(club, name=f"Lag {'ABCDEFGHIJKL'[number]}", place_id=place.id, spot=spot)


@pytest.fixture
def lists(tmp_path):
    with running(tmp_path, _groups, default_language="en") as town:
        yield town


@pytest.fixture
def gate(lists):
    """Lists that are asked for wait while it is closed (`clear`)."""
    opened, app = threading.Event(), lists.app.wsgi_app
    opened.set()

    def waiting(environ, start_response):
        if environ["PATH_INFO"] == "/activities":
            opened.wait(60)
        return app(environ, start_response)

    lists.app.wsgi_app = waiting
    yield opened
    opened.set()


@pytest.fixture
def visitor(chromium, lists):
    """`visitor(language="ar")`: somebody who has seen the list."""
    with phones(chromium, lists.address) as take:
        yield lambda **options: seen(take(**options))


def seen(page: Page) -> Page:
    page = with_worker(page)
    page.goto("/activities")
    wait_until(page, IS_VISITOR)
    wait_until(page, HAS_COPY)
    (worker,) = page.context.service_workers
    worker.evaluate(PATIENT)
    page.context.add_init_script(f"({SHIFTS})()")
    return page


def change(town, *statements) -> None:
    with town.app.app_context():
        for statement in statements:
            db.session.execute(statement)
        db.session.commit()
        db.session.remove()


def group(name: str):
    return select(Activity.id).where(Activity.name == name).scalar_subquery()


def closes(name: str):
    return update(Spot).where(Spot.activity_id == group(name)).values(is_open=False)


def is_at_once(page: Page) -> bool:
    return page.evaluate("() => 'kept' in document.documentElement.dataset")


def test_the_copy_is_there_at_once_and_what_changed_comes_by_itself(visitor, lists, gate):
    page = visitor()
    change(lists, closes("Lag C"), update(Activity).where(Activity.id == group("Lag B")).values(name="Lag Ny"))
    gate.clear()
    page.goto("/activities")
    assert is_at_once(page)
    expect(page.locator("article.card")).to_have_count(12)
    expect(page.locator("main")).to_contain_text("Lag C")
    gate.set()
    expect(page.locator("article.card")).to_have_count(11)
    expect(page.locator("main")).to_contain_text("Lag Ny")
    expect(page.locator("main")).not_to_contain_text("Lag C")
    expect(page.locator("#announce")).to_contain_text("11 groups")
    assert page.evaluate("() => shifted") < 0.01
    page.reload()
    expect(page.locator("article.card")).to_have_count(11)


def test_nothing_is_lost_when_the_new_list_comes(visitor, lists, gate):
    page = visitor()
    change(lists, closes("Lag A"), update(Place).values(name="Nes skole"))
    gate.clear()
    page.goto("/activities")
    held = page.locator("article.card", has_text="Lag H").locator("a.card-link")
    held.scroll_into_view_if_needed()
    held.focus()
    before = held.bounding_box()["y"]
    gate.set()
    expect(page.locator("article.card")).to_have_count(11)
    expect(held).to_be_focused()
    assert abs(held.bounding_box()["y"] - before) < 2


def test_an_open_sheet_and_what_is_written_stay(visitor, lists, gate):
    page = visitor()
    change(lists, closes("Lag A"))
    gate.clear()
    page.goto("/activities")
    page.fill("[name=q]", "svømm")
    page.locator("[popovertarget=filters]").first.tap()
    page.locator(".number", has=page.locator("[name=age][value='8']")).tap()
    gate.set()
    expect(page.locator("article.card")).to_have_count(11)
    expect(page.locator("#filters")).to_be_visible()
    expect(page.locator("[name=age][value='8']")).to_be_checked()
    expect(page.locator("[name=q]")).to_have_value("svømm")


def test_who_asked_for_another_list_meanwhile_keeps_that_one(visitor, lists, gate):
    page = visitor()
    change(lists, closes("Lag A"), update(Activity).where(Activity.id == group("Lag B")).values(cost_per_half_year=0))
    gate.clear()
    page.goto("/activities")
    page.evaluate("() => document.dispatchEvent(new CustomEvent('swapped', { detail: {} }))")
    gate.set()
    wait_until(page, "async () => !(await (await caches.match('/activities')).text()).includes('Lag A')")
    page.wait_for_timeout(300)
    expect(page.locator("article.card")).to_have_count(12)


def test_a_copy_in_another_language_is_never_shown(visitor):
    page = visitor(language="nb")
    page.goto("/help?lang=ar")
    page.goto("/activities")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert not is_at_once(page)
    wait_until(page, IS_VISITOR)
    wait_until(page, "async () => (await caches.match('/activities')).headers.get('Content-Language') === 'ar'")
    page.goto("/activities")
    assert is_at_once(page)
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.goto("/activities?lang=uk")
    page.goto("/activities")
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    assert not is_at_once(page)


def test_a_copy_older_than_a_week_waits_for_the_network(visitor):
    page = visitor()
    (worker,) = page.context.service_workers
    worker.evaluate(LATER)
    before = page.evaluate(KEPT_AT)
    page.goto("/activities")
    assert not is_at_once(page)
    wait_until(page, f"async (before) => (await ({KEPT_AT})()) !== before", before)
    worker.evaluate("() => Date.back()")
    page.goto("/activities")
    assert is_at_once(page)


def test_without_network_the_list_that_was_there_at_once_says_how_old_it_is(visitor):
    page = visitor()
    page.context.set_offline(True)
    page.goto("/activities")
    expect(page.locator("#main > .note")).to_contain_text("saved here")
    expect(page.locator("#main > .note")).not_to_contain_text("{when}")
    expect(page.locator("#find")).to_be_hidden()
    expect(page.locator("a.card-link[href]")).to_have_count(0)
    page.context.set_offline(False)
    page.goto("/activities")
    expect(page.locator("#find")).to_be_visible()
    expect(page.locator("#main > .note")).to_have_count(0)


def test_who_signs_in_or_out_is_never_shown_the_copy_of_before(phone):
    page = seen(phone())
    assert page.locator(".places a").first.text_content()
    as_visitor = page.locator(".places").inner_html()
    sign_in(page, "family")
    page.goto("/activities")
    assert not is_at_once(page)
    own = page.locator(".places").inner_html()
    assert own != as_visitor
    page.reload()
    assert not is_at_once(page)
    page.goto("/devices")
    page.locator("main form[action$='/sign-out'] button").tap()
    page.wait_for_url("**/signed-out")
    page.goto("/activities")
    assert not is_at_once(page)
    assert page.locator(".places").inner_html() == as_visitor
