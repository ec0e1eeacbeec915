"""Until the child belongs: a guide goes along, boots are borrowed, the fee is applied for, and the lights turn green."""

import pytest
from playwright.sync_api import expect

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.rules import PlaceKind
from allemed.database import db
from allemed.demo import queries
from allemed.placements.rules import LightColour, PlacementState
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement
from tests.factories.support import make_guide, make_scheme
from tests.journeys import steps
from tests.journeys.conftest import sign_in
from tests.journeys.small_town import CHILD, it_is, work


@pytest.fixture
def on_the_way(town) -> str:
    """A girl who said she has no boots, welcome in a group; a guide who speaks her family's language."""
    with town.app.app_context():
        coordinator = queries.find_example(Role.COORDINATOR)
        hall = make_place("Storhallen")
        make_place("Utstyrssentralen", PlaceKind.LENDER, lends=["football_boots"])
        activity = make_activity(place_id=hall.id, bring=["football_boots"], birth_year_from=2005, birth_year_to=2026)
        child = make_child(first_name=CHILD, birth_year=2017)
        make_conversation(child, equipment=["football_boots"])
        make_family_user(child)
        make_guide(first_name="Samira", languages=[child.family.talk_language])
        make_scheme()
        placement = make_placement(child, activity, PlacementState.ACCEPTED, by=coordinator, light=LightColour.RED)
        path = f"/placements/{placement.id}"
        assert db.session.query(User).filter_by(role=Role.GUIDE).count() == 1
        db.session.commit()
        db.session.remove()
    return path


def test_three_red_lights_turn_green_before_the_first_time(town, town_phone, on_the_way):
    coordinator, guide, mother = town_phone(), town_phone(javascript=False), town_phone(javascript=False)
    it_is("2026-09-07 09:00")
    sign_in(coordinator, "coordinator")
    coordinator.goto(on_the_way)
    coordinator.locator("[name=day]").first.fill("2026-09-10")
    coordinator.locator("[name=starts]").first.fill("17:00")
    coordinator.get_by_label("Who meets them there?").fill("Ola")
    steps.pick(coordinator, "comes_along", "volunteer")
    steps.tap(coordinator, "Book the first session")
    expect(coordinator.locator("details.light-red")).to_have_count(3)

    _ask_the_guide(coordinator)
    sign_in(guide, "guide")
    steps.sees(guide, f"With {CHILD}", "Storhallen", "17:00")
    steps.sees_nothing_of(guide, "Ola", "2017")
    steps.tap(guide, "I can")
    steps.sees(guide, "You come along")

    _borrow_boots(coordinator, on_the_way)
    coordinator.goto(f"{on_the_way}/transport")
    steps.tap(coordinator, "By bus")
    expect(coordinator.locator(".flash")).to_contain_text("Noted.")
    _apply_for_the_fee(coordinator, on_the_way)
    coordinator.goto(on_the_way)
    expect(coordinator.locator("details.light-green")).to_have_count(3)

    it_is("2026-09-08 09:00")
    work(town)
    sign_in(mother, "family")
    mother.goto("/our-page")
    steps.sees(mother, "Can you come?", "You have borrowed")
    mother.locator("[data-check-in] button[name=face][value=good]").first.tap()
    expect(mother.locator("button.face-good").first).to_have_attribute("aria-pressed", "true")
    mother.goto(f"{on_the_way}/first-day")
    steps.sees(mother, "Samira comes along")

    it_is("2026-09-10 20:00")
    guide.goto("/first-times")
    guide.locator("button[name=face][value=good]").tap()
    expect(guide.locator("button.face-good")).to_have_attribute("aria-pressed", "true")


def _ask_the_guide(page) -> None:
    steps.tap(page, "Who goes along?", "link")
    steps.sees(page, "Samira")
    page.locator("label", has=page.locator("[name=is_agreed]")).tap()
    steps.tap(page, "Ask")
    steps.sees(page, "Samira is asked now.")


def _borrow_boots(page, path: str) -> None:
    page.goto(f"{path}#light-equipment")
    page.locator("#light-equipment > summary").tap()
    steps.tap(page, "What is missing, and where to borrow it", "link")
    steps.sees(page, "Football boots", "Utstyrssentralen")
    page.locator("[data-missing] [name=size]").fill("34")
    steps.tap(page, "Borrow it")
    steps.sees(page, "size 34")
    steps.tap(page, "The child has it")
    expect(page.locator("[data-loan=lent]")).to_be_visible()
    steps.sees_nothing_of(page, "size 34")


def _apply_for_the_fee(page, path: str) -> None:
    page.goto(f"{path}/fee")
    steps.tap(page, "Write the application")
    expect(page.locator("[data-application=drafted]")).to_be_visible()
    assert CHILD not in page.locator("main").inner_text()
    steps.tap(page, "It is sent")
    steps.pick(page, "answer", "yes")
    steps.tap(page, "Note the answer")
    steps.sees(page, "Yes")
