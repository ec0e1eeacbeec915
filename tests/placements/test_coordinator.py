"""The coordinator books, changes lights, and prints the first day."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.placements.rules import LightColour, PlacementState
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_family_user, make_placement
from tests.placements.conftest import NOW

S = PlacementState
IDENTITY_NUMBER = "12831550021"  # of a synthetic series (month + 80): nobody's

pytestmark = pytest.mark.usefixtures("session", "tuesday")


@pytest.mark.parametrize("state", list(PlacementState))
def test_the_coordinator_has_one_strong_button_in_every_state(state, activity, coordinator, visit):
    placement = make_placement(make_child(), activity, state, first_session_at=NOW + timedelta(days=3))
    page = visit("placements.show_placement", as_=coordinator, placement_id=placement.id)
    strong = page("#next .ds-button[data-fullwidth]:not([data-variant])")
    folded = page("#next details .ds-button[data-fullwidth]:not([data-variant])")
    assert len(strong) - len(folded) == (0 if state is S.ACTIVE else 1)


def test_booking_is_filled_with_the_next_training_and_the_coach(activity, coordinator, visit, post):
    placement = make_placement(make_child(), activity, S.ACCEPTED)
    page = visit("placements.show_placement", as_=coordinator, placement_id=placement.id)
    values = {field.get("name"): field.get("value") for field in page("#next form input")}
    assert (values["day"], values["starts"], values["meets"]) == ("2026-12-01", "17:00", "Ola")
    data = {"version": 1, "day": "2026-12-01", "starts": "17:00", "meets": "Ola", "comes_along": "coordinator"}
    post("placements.book_first_session", as_=coordinator, data=data, status=303, placement_id=placement.id)
    assert placement.first_session_at == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
    text = visit("placements.show_placement", as_=coordinator, placement_id=placement.id).text
    assert "First session: Tue" in text


def test_a_mistake_in_the_booking_keeps_what_was_written(activity, coordinator, post):
    placement = make_placement(make_child(), activity, S.ACCEPTED)
    data = {"version": 1, "day": "", "starts": "17:00", "meets": "Åse", "comes_along": "coordinator"}
    answer = post("placements.book_first_session", as_=coordinator, data=data, status=422, placement_id=placement.id)
    assert 'value="Åse"' in answer.text


def test_a_red_light_says_why_the_start_waits(activity, coordinator, post, visit):
    placement = make_placement(make_child(), activity, S.HELD, light=LightColour.RED)
    page = visit("placements.show_placement", as_=coordinator, placement_id=placement.id)
    assert "a light is red" in page.text
    answer = post(
        "placements.change_state", as_=coordinator, data={"to": "trial", "version": 1}, placement_id=placement.id
    )
    assert answer.status_code == 409
    assert "equipment" in answer.text


def test_a_light_is_changed_on_the_page(activity, coordinator, post):
    light = make_placement(make_child(), activity, S.HELD, light=LightColour.RED).lights[0]
    data = {"version": 1, "colour": "yellow", "owner_id": str(coordinator.id), "due_on": "2026-12-01", "note": "BUA"}
    post("placements.set_light", as_=coordinator, data=data, status=303, light_id=light.id)
    assert (light.colour, light.owner_id, light.note) == ("yellow", coordinator.id, "BUA")


def test_an_identity_number_in_a_note_is_refused_and_not_repeated(activity, coordinator, post):
    light = make_placement(make_child(), activity, S.HELD).lights[0]
    data = {"version": 1, "colour": "yellow", "note": f"se {IDENTITY_NUMBER}"}
    answer = post("placements.set_light", as_=coordinator, data=data, status=422, light_id=light.id)
    assert IDENTITY_NUMBER not in answer.text


def test_the_card_for_the_first_day_names_no_child(activity, coordinator, visit):
    child = make_child(first_name="Hemmelignavn")
    placement = make_placement(child, activity, S.BOOKED, first_session_at=NOW + timedelta(days=7), meets="Ola")
    for user in (make_family_user(child), coordinator):
        page = visit("placements.show_first_day", as_=user, placement_id=placement.id)
        assert "Hemmelignavn" not in page.source
        for fact in ("Storhallen", "Ola", "10:00"):
            assert fact in page.text


def test_the_list_is_divided_by_whose_turn_it_is(activity, coordinator, visit):
    asked = make_placement(make_child(first_name="Ventebarn"), activity, S.ASKED)
    make_placement(make_child(first_name="Aktivbarn"), activity, S.ACTIVE)
    page = visit("placements.list_placements", as_=coordinator, group="association")
    assert str(asked.id) in page.source
    assert "Aktivbarn" not in page.text
    everyone = visit("placements.list_placements", as_=coordinator)
    assert "Aktivbarn" in everyone.text


def test_a_switch_is_chosen_from_the_matches(activity, coordinator, visit, post):
    old = make_placement(make_child(birth_year=2017), activity, S.ACTIVE)
    new_group = make_activity()
    page = visit("matching.list_matches", as_=coordinator, child_id=old.child_id, instead_of=old.id, version=1)
    assert f"/placements/{old.id}/switch" in page.source
    data = {"activity_id": str(new_group.id), "version": 1}
    post("placements.switch_placement", as_=coordinator, data=data, status=303, placement_id=old.id)
    assert old.state is S.SWITCHED


def test_the_childs_page_shows_where_it_is_on_its_way(activity, coordinator, visit):
    placement = make_placement(make_child(), activity, S.TRIAL)
    page = visit("families.show_child", as_=coordinator, child_id=placement.child_id)
    assert page.one("#placements").cssselect(f"a[href='/placements/{placement.id}']")


def test_the_coordinator_prints_the_card_in_the_familys_language(activity, coordinator, visit):
    placement = make_placement(make_child(), activity, S.BOOKED, first_session_at=NOW + timedelta(days=7))
    page = visit("placements.show_first_day", as_=coordinator, placement_id=placement.id)
    assert (page.one("html").get("lang"), page.one("html").get("dir")) == ("ar", "rtl")
    page = visit("placements.show_first_day", as_=coordinator, placement_id=placement.id, lang="en")
    assert page.one("html").get("lang") == "en"
