"""A child that misses twice is noticed, and one that does not want to go on is switched."""

from datetime import datetime, time

import pytest
from playwright.sync_api import Page, expect

from allemed.access.rules import Role
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement
from tests.journeys import steps
from tests.journeys.conftest import phones, running, sign_in
from tests.journeys.small_town import ZONE, it_is

TUESDAY, GROUP = 1, "Fotball 10 år"
BEGUN = datetime(2026, 8, 25, 17, tzinfo=ZONE)


def fill() -> None:
    """A football group on Tuesdays with two children, and a dance group with room."""
    it_is("2026-08-25 16:00")
    boss = make_user(Role.COORDINATOR, name="Kari Nordbø", email="koordinator@example.org")
    club = make_association(name="Fjordvik IL")
    make_association_user(club, name="Ola")
    hours = [(TUESDAY, time(17), time(18))]
    group = make_activity(club, name=GROUP, sessions=hours)
    make_activity(
        make_association(name="Fjordvik dans"), name="Dans 2016", kind="dance", sessions=[(3, time(17), time(18))]
    )
    for name in ("Amir", "Yasmin"):
        child = make_child(first_name=name, birth_year=2016)
        make_conversation(child, kinds=["dance"])
        make_placement(child, group, PlacementState.ACTIVE, by=boss, first_session_at=BEGUN, started_at=BEGUN)


@pytest.fixture
def people(chromium, tmp_path):
    """`people(javascript=False)`: somebody in this town, with a phone."""
    with running(tmp_path, fill, default_language="en") as town, phones(chromium, town.address) as take:
        yield take


def who_was(coach: Page, day: str, **was: str) -> None:
    """The coach taps each child of one session."""
    it_is(f"{day} 18:30")
    coach.goto("/our-association")
    coach.locator("a", has_text=GROUP).and_(coach.locator(f"a[href$='{day}']")).tap()
    expect(coach.locator(".there-tap[aria-pressed=true]")).to_have_count(0)  # nothing is ticked beforehand
    for name, tapped in was.items():
        coach.locator(".there", has_text=name).get_by_text(tapped, exact=True).tap()
        expect(coach.locator(".there", has_text=name).locator("[aria-pressed=true]")).to_have_count(1)


def test_a_child_that_misses_twice_is_noticed_and_one_that_stops_is_switched(people):
    coach, boss, old_phone = people(), people(), people(javascript=False)
    for page in (coach, old_phone):
        sign_in(page, "association")
    who_was(coach, "2026-08-25", Amir="There", Yasmin="There")
    yasmin = coach.locator(".there", has_text="Yasmin")
    yasmin.get_by_text("Not there", exact=True).tap()  # a wrong tap
    expect(yasmin).to_have_attribute("data-mark", "missing")
    yasmin.get_by_text("Not there", exact=True).tap()
    expect(yasmin).to_have_attribute("data-mark", "")
    who_was(old_phone, "2026-09-01", Amir="There", Yasmin="There")
    who_was(coach, "2026-09-08", Amir="There", Yasmin="Not there")
    expect(coach.locator(".there-ask")).to_have_count(0)

    it_is("2026-09-09 09:00")  # registering works, so a routine is agreed on and alerts go on
    steps.sign_in_as_coordinator(boss)
    boss.goto("/attendance")
    steps.tap(boss, "We have agreed on a routine")
    steps.tap(boss, "Switch alerts on")
    steps.sees(boss, "Asks when a child is missing")

    who_was(coach, "2026-09-15", Amir="There", Yasmin="Not there")
    expect(coach.locator(".there", has_text="Yasmin")).to_contain_text("Away twice. Call and ask")
    it_is("2026-09-21 09:00")  # the club asks first
    steps.sign_in_as_coordinator(boss)
    expect(boss.locator("article.task", has_text="Away twice")).to_have_count(0)
    it_is("2026-09-22 09:00")  # nobody did: after a week it is the coordinator's turn
    steps.sign_in_as_coordinator(boss)
    expect(boss.locator("article.task", has_text="Away twice. Ask the family kindly")).to_contain_text("Yasmin")

    coach.goto("/our-association")
    steps.tap(coach, "Call and ask", "link")
    steps.tap(coach, "Does not want to go on")
    steps.sees(coach, "Thank you for asking. The coordinator takes it from here.")

    steps.open_place(boss, "Today")
    card = boss.locator("article.task", has_text="Does not want to go on")
    expect(card).to_contain_text("Yasmin")
    expect(boss.locator("article.task", has_text="Away twice")).to_have_count(0)
    card.locator("a").last.tap()
    steps.tap(boss, "Find something new")
    expect(boss.locator("article", has_text="Dans 2016")).to_be_visible()
    steps.tap(boss, "Propose this instead")
    steps.sees(boss, "The family is asked now.", "Dans 2016")
    boss.goto("/placements?group=over")
    steps.sees(boss, "Yasmin")
