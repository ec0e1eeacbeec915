"""A conversation at a school without network: sealed on the device, in by itself, once; a lost tablet tells nothing."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from allemed.access.rules import Role
from allemed.database import db
from allemed.families.models import Child
from allemed.intake.models import ConversationDraft
from tests.journeys.conftest import sign_in, wait_until
from tests.journeys.test_offline import kept_on, with_worker
from tests.journeys.test_waiting import STORED

CANARY, NUMBER, WORDS = "Kanariana", "91234599", "Jeg vil danse som en fugl"
GUIDE = "/conversations/without-network"


@pytest.fixture
def tablet(phone) -> Page:
    """The coordinator's tablet, which has seen the day once."""
    page = phone(language="nb", viewport={"width": 820, "height": 1180})
    with_worker(page)
    sign_in(page, Role.COORDINATOR)
    page.goto("/today")
    wait_until(page, "async (path) => Boolean(await caches.match(path))", GUIDE)
    page.context.set_offline(True)
    page.goto("/conversations/new")
    expect(page.locator("form[data-locks]")).to_be_visible()
    return page


def count(town, model, *where) -> int:
    with town.app.app_context():
        return db.session.scalar(select(func.count()).select_from(model).where(*where))


def talk(page: Page) -> None:
    page.select_option("[name=talk_language]", "ar")
    page.select_option("[name=read_language]", "ar")
    page.locator("[name=interpreter]").first.check(force=True)
    page.fill("[name=first_name]", CANARY)
    page.fill("[name=birth_year]", "2016")
    page.locator("[data-pointing] input").first.check(force=True)
    page.fill("[name=own_words]", WORDS)
    page.fill("[name=guardian_name]", "Layla")
    page.fill("[name=phone]", NUMBER)
    page.locator("[name=channel]").first.check(force=True)


def test_it_waits_unreadable_and_goes_in_once(tablet, demo_town):
    talk(tablet)
    tablet.locator("[name=times]").first.check(force=True)
    tablet.locator("[name=next_step]").first.check(force=True)
    tablet.fill("[name=next_step_on]", "2027-06-01")
    tablet.locator("form[data-locks] > button").click()
    expect(tablet).to_have_url(re.compile("/waiting$"))
    expect(tablet.locator("#waiting-list [data-state=waits]")).to_be_visible()
    everything = str(tablet.evaluate(STORED)) + str(kept_on(tablet))
    assert "sealed" in everything and not [word for word in (CANARY, NUMBER, WORDS, "Layla") if word in everything]
    tablet.context.set_offline(False)
    expect(tablet.locator("#waiting-list [data-state=went]")).to_be_visible()
    tablet.goto("/today")
    tablet.reload()
    wait_until(tablet, f"async () => (await ({STORED})()).length === 0")
    assert count(demo_town, Child, Child.first_name == CANARY) == 1


def test_a_tablet_that_is_put_away_locks_itself_and_the_rest_is_finished_at_the_office(tablet, demo_town):
    tablet.clock.install()
    tablet.reload()
    talk(tablet)
    tablet.clock.fast_forward("05:01")
    expect(tablet).to_have_url(re.compile("/waiting$"))
    tablet.context.set_offline(False)
    expect(tablet.locator("#waiting-list [data-state=went]")).to_be_visible()
    tablet.goto("/today")
    tablet.locator("a[href*='/conversations/drafts/']").first.click()
    assert tablet.input_value("[name=own_words]") == WORDS and tablet.input_value("[name=first_name]") == CANARY
    before = count(demo_town, Child, Child.first_name == CANARY)
    tablet.locator("[name=times]").first.check(force=True)
    tablet.locator("[name=next_step]").first.check(force=True)
    tablet.fill("[name=next_step_on]", "2027-06-01")
    tablet.locator("form[data-talk] > button").click()
    expect(tablet).to_have_url(re.compile("/children/"))
    assert count(demo_town, Child, Child.first_name == CANARY) == before + 1
    assert count(demo_town, ConversationDraft) == 0


SPEAK = """() => {
  window.said = [];
  speechSynthesis.getVoices = () => [{ lang: "ar-SA", localService: true, name: "a" }];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  speechSynthesis.speak = (one) => window.said.push(one.text);
  speechSynthesis.cancel = () => {};
}"""


def test_the_childs_own_board_fills_the_screen_says_the_picture_and_leads_nowhere_else(phone):
    page = phone(language="nb")
    sign_in(page, Role.COORDINATOR)
    page.goto("/conversations/form?talk=ar&interpreter=qualified")
    page.add_init_script(f"({SPEAK})()")
    page.reload()
    page.locator("[data-board-on]").click()
    picture = page.locator("[data-board] .picture").first
    picture.click()
    assert (
        page.evaluate("window.said") == [picture.get_attribute("data-name")]
        and picture.get_attribute("data-name-tag") == "ar"
    )
    box, screen = page.locator("[data-board]").bounding_box(), page.viewport_size
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, screen["width"], screen["height"])
    assert page.locator("header.top").evaluate("(one) => one.inert")
    page.locator("[data-board-off]").click()
    expect(page.locator("[data-board].is-board")).to_have_count(0)
    expect(page.locator("[data-board-on]")).to_be_focused()
    page.locator("[name=own_words]").fill("Jeg vil danse")
    expect(page.locator("[data-mirror=own_words] blockquote")).to_have_text("Jeg vil danse")
