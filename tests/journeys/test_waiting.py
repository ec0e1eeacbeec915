"""What is written without network: it waits on the phone, unreadable, and goes once when the network is back."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from allemed import clock
from allemed.access.rules import Role
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.demo.queries import find_example
from allemed.families.models import Child
from allemed.placements.models import Absence, Placement
from allemed.placements.rules import PlacementState
from allemed.referrals.models import Referral
from allemed.referrals.rules import ReferralSource
from tests.factories.media import make_picture, make_recording
from tests.factories.placements import make_placement
from tests.journeys.conftest import sign_in, wait_until
from tests.journeys.test_offline import kept_on, with_worker

CANARY, NUMBER = "Kanarifuglen", "91234567"
STORED = """() => new Promise((done) => {
  const opening = indexedDB.open("allemed-waiting", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("forms", { keyPath: "once" });
  opening.onsuccess = () => {
    const asked = opening.result.transaction("forms").objectStore("forms").getAll();
    asked.onsuccess = () => { opening.result.close(); done(asked.result); };
  };
})"""


def ready(page: Page) -> Page:
    """With the worker, its own pages and a list of groups."""
    with_worker(page)
    page.goto("/activities")
    wait_until(
        page,
        "async () => (await Promise.all(['/activities', '/waiting', '/interest/without-network'].map((one) => caches.match(one)))).every(Boolean)",
    )
    return page


def count_interest(town) -> int:
    with town.app.app_context():
        return db.session.scalar(
            select(func.count()).select_from(Referral).where(Referral.source == ReferralSource.PUBLIC)
        )


def write_interest(page: Page, address: str) -> None:
    """Fill in the form for a phone without network, and send it."""
    page.goto(f"{address}/interest")
    page.fill("[name=child_first_name]", CANARY)
    page.fill("[name=birth_year]", "2016")
    page.fill("[name=phone]", NUMBER)
    page.locator("[name=channel]").first.check(force=True)
    page.select_option("[name=language]", "ar")
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/waiting$"))


def test_the_saved_list_says_how_old_it_is_and_has_nothing_dead_on_it(phone):
    page = ready(phone())
    group = page.locator("a.card-link").first.get_attribute("href")
    page.goto(group)
    wait_until(page, "async (path) => Boolean(await caches.match(path))", group)
    page.context.set_offline(True)
    page.goto("/activities")
    expect(page.locator("#main > .note")).to_contain_text("saved here")
    expect(page.locator("article.card").first).to_be_visible()
    expect(page.locator("#find")).to_be_hidden()
    expect(page.locator("a.card-link[href]")).to_have_count(1)
    for link in page.locator("a[href]:visible").all():
        path = link.get_attribute("href").split("#")[0]
        if path.startswith("/"):
            assert page.evaluate("async (path) => Boolean(await caches.match(path))", path), path
    page.locator("a.card-link[href]").click()
    expect(page.locator("#main > .note")).to_contain_text("saved here")
    expect(page.locator("h1")).to_be_visible()


def test_i_want_this_waits_unreadable_and_goes_once(phone, demo_town):
    page, before = ready(phone()), count_interest(demo_town)
    group = page.locator("a.card-link").first.get_attribute("href")
    page.context.set_offline(True)
    write_interest(page, group)
    expect(page.locator("#waiting-list li")).to_have_count(1)
    expect(page.locator("#waiting-list [data-state=waits]")).to_be_visible()
    stored = str(page.evaluate(STORED))
    assert "sealed" in stored and CANARY not in stored and NUMBER not in stored
    assert count_interest(demo_town) == before
    page.context.set_offline(False)
    expect(page.locator("#waiting-list [data-state=went]")).to_be_visible()
    assert count_interest(demo_town) == before + 1
    page.goto("/activities")
    page.reload()
    wait_until(page, f"async () => (await ({STORED})()).length === 0")
    assert count_interest(demo_town) == before + 1


@pytest.fixture
def first_day(demo_town) -> str:
    """The address of the card for a first time in two days, of the family that the demo signs in."""
    with demo_town.app.app_context():
        mother = find_example(Role.FAMILY)
        child = db.session.scalar(select(Child).where(Child.family_id == mother.family_id).limit(1))
        taken = select(Placement.activity_id).where(Placement.child_id == child.id)
        activity = db.session.scalar(select(Activity).where(Activity.id.not_in(taken)).limit(1))
        soon = clock.now() + timedelta(days=2)
        placement = make_placement(child, activity, PlacementState.BOOKED, first_session_at=soon)
        db.session.commit()
        address = f"/placements/{placement.id}/first-day"
        db.session.remove()
    return address


def count_absences(town) -> int:
    with town.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Absence))


def keep_card(page: Page, address: str) -> None:
    """See the card, in the language of the moment, and have it kept."""
    page.goto(address)
    wait_until(
        page,
        "async (path) => (await caches.match(path)).headers.get('Content-Language') === document.documentElement.lang",
        address,
    )


def test_the_card_opens_without_network_and_we_cannot_come_goes_once(phone, demo_town, first_day):
    page = sign_in(ready(phone()), "family")
    before = count_absences(demo_town)
    keep_card(page, first_day)
    card = next(body for address, body in kept_on(page).items() if address.endswith("/first-day"))
    assert not re.search(r"csrf_token|name=.once|nonce=", card)
    page.context.set_offline(True)
    page.goto(first_day)
    expect(page.locator("#main > .note")).to_be_visible()
    expect(page.locator("#first-day-facts")).to_be_visible()
    page.locator("form[data-waits] button").click()
    expect(page.locator("#waiting-list [data-what=absence]")).to_be_visible()
    assert count_absences(demo_town) == before
    page.context.set_offline(False)
    expect(page.locator("#waiting-list [data-state=went]")).to_be_visible()
    assert count_absences(demo_town) == before + 1


def test_the_picture_and_the_recorded_words_go_with_the_card(phone, demo_town, first_day):
    with demo_town.app.app_context():
        placement = db.session.get(Placement, UUID(first_day.split("/")[2]))
        picture, sound = make_picture(placement.activity), make_recording(language="ti", activity=placement.activity)
        paths = [f"/pictures/{picture.id}", f"/sounds/{sound.id}"]
        db.session.commit()
        db.session.remove()
    page = sign_in(ready(phone()), "family")
    page.goto("/help?lang=ti")
    keep_card(page, first_day)
    for path in paths:
        wait_until(page, "async (path) => Boolean(await caches.match(path))", path)
    page.context.set_offline(True)
    page.goto(first_day)
    page.wait_for_function("() => document.querySelector('.photo img').naturalWidth === 640")
    expect(page.locator("[data-sounds]")).to_be_visible()


def test_signing_out_without_network_takes_the_card_and_what_waits(phone, first_day):
    page = sign_in(ready(phone()), "family")
    keep_card(page, first_day)
    page.goto("/devices")
    page.context.set_offline(True)
    page.locator("main form[action$='/sign-out'] button").tap()
    expect(page.locator("h1")).to_be_visible()
    wait_until(page, "async () => !(await caches.keys()).includes('allemed-cards')")
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    page.context.set_offline(False)
