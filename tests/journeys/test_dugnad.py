"""A dugnad is run from a laptop, its action is done, and a year later it is told back: to those there, and to everybody."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.associations.models import Association
from allemed.database import db
from allemed.gatherings.notices import remind_owners
from tests.factories.accounts import make_user
from tests.factories.gatherings import make_goal
from tests.journeys.conftest import axe_findings, sign_in
from tests.journeys.small_town import CLUB, it_is

LAPTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}


def plan(page: Page, title: str, day: str) -> None:
    page.goto("/gatherings/new?kind=dugnad")
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("180 minutes").check()
    page.get_by_label("Date").fill(day)
    page.get_by_label("From").fill("18:00")
    page.get_by_label("Which goal does it serve?").select_option(index=1)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def begin(page: Page) -> None:
    page.get_by_role("link", name="Begin").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("1")


def go_on(page: Page, title: str) -> None:
    """Arrow keys turn the step, as a clicker does."""
    page.wait_for_load_state()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def run_the_first(page: Page) -> None:
    begin(page)
    for title in ("What we said – what we did", "Young people and parents speak", "Stories of what works"):
        go_on(page, title)
    start = page.get_by_role("button", name="Start the clock")
    start.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    expect(page.locator("[data-timer-left]")).to_have_text(re.compile(r"24:\d\d"))
    for title in ("Roll call: who is not here?", "Break", "What could we do better?"):
        go_on(page, title)
    page.get_by_label("Idea").fill("A box of shoes to swap")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="Give a dot").click()
    expect(page.locator(".idea-dots b")).to_have_text("1")
    page.get_by_role("link", name="Next").click()
    page.get_by_label("What?").fill("A box of shoes in the hall")
    page.get_by_label("Who? One person").fill("Ola")
    page.get_by_label("From").select_option(label=CLUB)
    page.get_by_label("When is it done?").fill("2027-02-01")
    page.get_by_role("button", name="Agreed").click()
    expect(page.locator("[data-action=open]")).to_have_count(1)
    go_on(page, "Say it aloud")
    page.get_by_label("We look back on").fill("2027-09-14")
    page.get_by_role("button", name="We are done").click()
    expect(page.locator("[data-action=open]")).to_have_count(1)


def do_it(page: Page) -> None:
    """The association, after the reminder."""
    page.goto("/agreed")
    page.get_by_role("link", name="A box of shoes in the hall").click()
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("What came of it?").fill("Forty pairs have new feet")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def test_what_was_said_is_done_and_told_back(town, town_phone):
    it_is("2026-09-15 09:00")
    with town.app.app_context():
        club = db.session.scalars(select(Association).where(Association.name == CLUB)).one()
        make_user(Role.ASSOCIATION, name="Ola", association_id=club.id)
        make_goal()
        db.session.commit()
    kari = sign_in(town_phone(**LAPTOP), "coordinator")
    plan(kari, "Dugnad 2026", "2026-09-15")
    run_the_first(kari)

    it_is("2027-08-05 09:00")
    with town.app.app_context():
        assert remind_owners(clock.now()) == 1
        db.session.commit()
    do_it(sign_in(town_phone(), "association"))

    it_is("2027-09-14 09:00")
    sign_in(kari, "coordinator")
    plan(kari, "Dugnad 2027", "2027-09-14")
    begin(kari)
    go_on(kari, "What we said – what we did")
    expect(kari.locator("[data-action=done]")).to_contain_text("Forty pairs have new feet")
    assert not axe_findings(kari)
    kari.locator("[data-action=done] a").click()
    kari.get_by_label("Everybody may read it").check()
    kari.get_by_role("button", name="Save").click()

    visitor = town_phone(javascript=False)
    visitor.goto("/what-we-did")
    expect(visitor.locator("[data-action=done]")).to_contain_text("Forty pairs have new feet")
    expect(visitor.get_by_text("Ola", exact=True)).to_have_count(0)
    expect(visitor.get_by_text(re.compile("1 of 1 is done"))).to_be_visible()
