"""Two coordinators switch ALLEMED off, take everything out and empty it; what a phone sees of it meanwhile."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

from allemed import clock
from allemed.closing.worker import prepare_waiting
from allemed.database import db
from allemed.demo import actions as demo
from allemed.families.models import Family
from tests.journeys.conftest import axe_findings, phones, running, sign_in, wait_until
from tests.journeys.test_offline import kept_on
from tests.journeys.test_waiting import ready, write_interest

KEEPS_NO_LIST = "async () => !(await caches.match('/activities')) && !(await caches.match('/'))"
HAS_NO_WORKER = """async () => {
  const names = await caches.keys();
  const left = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return !(await navigator.serviceWorker.getRegistration()) && left.every((count) => count === 0);
}"""


@pytest.fixture
def ending(tmp_path):
    """A municipality of the demo that may be emptied: nobody else's test needs it."""
    with running(tmp_path, lambda: demo.load(inhabitants=5_000, seed=2, now=clock.now())) as town:
        yield town


@pytest.fixture
def take(chromium, ending):
    with phones(chromium, ending.address) as take:
        yield take


def both(one: Page, other: Page, step: str, ask: str, confirm: str) -> None:
    """The first asks, the second confirms."""
    one.goto(f"/closing/{step}")
    one.get_by_role("button", name=ask).click()
    expect(one.get_by_text("Waiting for another coordinator")).to_be_visible()
    other.goto(f"/closing/{step}")
    other.get_by_role("button", name=confirm).click()


def count_families(town) -> int:
    with town.app.app_context():
        return db.session.query(Family).count()


def test_two_coordinators_switch_off_take_everything_out_and_empty(take, ending, tmp_path):
    visitor = ready(take())
    one, other = sign_in(take(), "coordinator"), sign_in(take(javascript=False), "coordinator2")
    visitor.goto("/activities")
    group = visitor.locator("a.card-link").first.get_attribute("href")
    visitor.context.set_offline(True)
    write_interest(visitor, group)

    both(one, other, "switch-off", "Ask to switch off", "Switch off now")
    expect(other.locator("#rests-now")).to_contain_text("ALLEMED is switched off.")
    one.goto("/families")
    expect(one.locator("#rests-now")).to_be_visible()
    for address in ("/closing", "/closing/empty"):
        one.goto(address)
        assert axe_findings(one) == []

    visitor.context.set_offline(False)
    visitor.goto("/activities")
    expect(visitor.locator("h1")).to_have_text("ALLEMED rests here")
    expect(visitor.locator("main a[href^='tel:']")).to_have_count(2)  # on the page, and in the note of what waits
    expect(visitor.locator("#main .note")).to_contain_text("It has not been sent. Please call us.")
    assert axe_findings(visitor) == []
    wait_until(visitor, KEEPS_NO_LIST)
    assert not any("article" in body for address, body in kept_on(visitor).items() if "/activities" in address)

    both(one, other, "take-out", "Ask for it", "Take everything out now")
    expect(other.locator("#file")).to_contain_text("It is being made.")
    with ending.app.app_context():
        prepare_waiting(clock.now())
        db.session.remove()
    other.get_by_role("link", name="Load again").click()
    with other.expect_download() as fetched:
        other.get_by_role("button", name="Fetch the file").click()
    fetched.value.save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as taken:
        assert taken.testzip() is None
        families = taken.read("tables/family.csv").decode().strip().splitlines()[1:]
    assert len(families) == count_families(ending) > 10

    one.goto("/closing/empty")
    one.get_by_role("button", name="Ask to empty").click()
    other.goto("/closing/empty")
    other.get_by_label("Write the name").fill("ALLEMED")
    other.get_by_role("button", name="Empty everything now").click()
    expect(other.locator("#error-summary")).to_contain_text("This is not the name.")
    other.get_by_label("Write the name").fill("ALLEMED Fjordvik")
    other.get_by_role("button", name="Empty everything now").click()
    expect(other.locator("h1")).to_have_text("ALLEMED has ended here")
    assert count_families(ending) == 0

    one.goto("/today")
    expect(one.locator("h1")).to_have_text("ALLEMED has ended here")
    visitor.goto("/")
    expect(visitor.locator("h1")).to_have_text("ALLEMED has ended here")
    visitor.evaluate(
        "() => navigator.serviceWorker.getRegistration().then((one) => one && one.update()).catch(() => null)"
    )
    wait_until(visitor, HAS_NO_WORKER)
