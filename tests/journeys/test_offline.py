"""Without a network, and after a family's visit: what this phone shows, keeps and forgets."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.demo.queries import find_example
from allemed.families.models import Family
from allemed.placements.rules import PlacementState
from allemed.referrals.models import Partner
from tests.factories.families import make_child
from tests.factories.placements import make_placement
from tests.factories.referrals import make_referral
from tests.journeys.conftest import sign_in, wait_until

CANARY = "Kanarifuglungen"
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found[request.url] = await (await cache.match(request)).text();
  }
  return found;
}"""
ID = r"[0-9a-f-]{36}"
MAY_BE_KEPT = re.compile(  # files, pages for everybody, and the card for the first day, which names no child
    rf"^/(static/.+|offline|waiting|(interest|conversations)/without-network|help|activities|activities/{ID}|placements/{ID}/first-day"
    rf"|pictures/{ID}|sounds/{ID}|)$"
)
AFTER_SIGN_OUT = r"^/(static/.+|offline|waiting|interest/without-network|help|activities)$"  # the list is fetched anew
GONE = """async (allowed) => {
  const left = [];
  for (const name of await caches.keys()) left.push(...await (await caches.open(name)).keys());
  const isEverybodys = left.every((one) => new RegExp(allowed).test(new URL(one.url).pathname));
  return isEverybodys && (await indexedDB.databases()).length === 0;
}"""


def kept_on(page: Page) -> dict[str, str]:
    """Address and body of all that the phone has kept."""
    return page.evaluate(KEPT)


def with_worker(page: Page) -> Page:
    page.goto("/help")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    wait_until(page, "async () => (await caches.match('/offline')) !== undefined")
    return page


def test_a_worker_is_registered_for_the_whole_site(phone):
    page = with_worker(phone())
    scope = page.evaluate("async () => (await navigator.serviceWorker.getRegistration('/')).scope")
    assert urlsplit(scope).path == "/"


@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("ar", "rtl")])
def test_without_a_network_every_address_shows_the_offline_page(phone, language, direction):
    page = with_worker(phone(language=language))
    wait_until(
        page, "async (wanted) => (await caches.match('/offline')).headers.get('Content-Language') === wanted", language
    )
    page.context.set_offline(True)
    for address in ("/activities?free=1", "/our-page", "/today"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", direction)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("main a[href^='tel:']")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"
    page.context.set_offline(False)
    assert page.goto("/activities").status == 200
    expect(page.locator("#activity-list")).to_be_visible()


@pytest.fixture(scope="module")
def pages_of_the_canary(demo_town) -> dict[str, tuple[str, ...]]:
    """By role: pages that name a child whose name nothing may keep."""
    with demo_town.app.app_context():
        mother, club, school = (find_example(role) for role in (Role.FAMILY, Role.ASSOCIATION, Role.PARTNER))
        child = make_child(db.session.get_one(Family, mother.family_id), first_name=CANARY)
        activity = db.session.scalar(select(Activity).where(Activity.association_id == club.association_id).limit(1))
        placement = make_placement(child, activity, PlacementState.TRIAL)
        make_referral(db.session.get_one(Partner, school.partner_id), child_first_name=CANARY)
        pages = {
            "family": ("/our-page", "/our-page/written", f"/proposals/{placement.id}"),
            "association": ("/our-association", f"/requests/{placement.id}"),
            "coordinator": (
                "/interest", f"/children/{child.id}", f"/families/{child.family_id}", f"/placements/{placement.id}",
            ),
            "partner": ("/referrals",),
        }  # fmt: skip
        db.session.commit()
        db.session.remove()
    return pages


@pytest.mark.parametrize("role", ["family", "association", "coordinator", "partner"])
def test_a_visit_leaves_nothing_of_a_person_and_signing_out_wipes_the_phone(phone, pages_of_the_canary, role):
    page = sign_in(with_worker(phone()), role)
    for address in pages_of_the_canary[role]:
        page.goto(address)
        expect(page.locator("main")).to_contain_text(CANARY)
    kept = kept_on(page)
    assert {urlsplit(address).netloc for address in kept} == {urlsplit(page.url).netloc}
    assert [address for address in kept if not MAY_BE_KEPT.match(urlsplit(address).path)] == []
    assert [address for address, body in kept.items() if CANARY in body] == []
    page.evaluate("() => { localStorage.setItem('x', 'y'); sessionStorage.setItem('x', 'y') }")
    page.goto("/devices")
    page.locator("main form[action$='/sign-out'] button").tap()
    page.wait_for_url("**/signed-out")
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    wait_until(page, GONE, AFTER_SIGN_OUT)
    assert [address for address, body in kept_on(page).items() if CANARY in body] == []
    assert page.goto(pages_of_the_canary[role][0]).status == 401
    expect(page.locator("body")).not_to_contain_text(CANARY)
