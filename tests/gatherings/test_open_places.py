"""Places one simply comes to, and what parents can do while their child is active."""

from datetime import time, timedelta

import pytest

from allemed.catalogue.rules.facts import WeeklyTime
from allemed.catalogue.rules.meanwhile import is_meanwhile
from allemed.gatherings.rules import GatheringKind
from tests.conftest import NOW
from tests.factories.catalogue import make_activity, make_place
from tests.factories.gatherings import make_gathering


@pytest.mark.parametrize(
    ("starts", "expected"), [(time(17), True), (time(17, 45), True), (time(18), False), (time(16), False)]
)
def test_half_an_hour_together_is_meanwhile(starts, expected):
    child = [WeeklyTime(1, time(17), time(18, 15))]
    parents = [WeeklyTime(1, starts, time(starts.hour + 1, starts.minute) if starts != time(16) else time(17, 15))]
    assert is_meanwhile(child, parents) is expected
    assert not is_meanwhile(child, [WeeklyTime(2, time(17), time(18))])


def test_a_place_one_simply_comes_to_is_found_and_says_so(session, visit):
    cafe = make_activity(name="Åpen hall", is_drop_in=True)
    other = make_activity(name="Kor")
    found = visit("catalogue.list_activities", come=1)
    assert found(f"a[href$='{cafe.id}']") and not found(f"a[href$='{other.id}']")
    assert "Just come" in visit("catalogue.show_activity", activity_id=cafe.id).text


def test_the_page_of_a_group_tells_parents_what_there_is_meanwhile_and_which_guest_comes(session, visit, frozen):
    frozen(NOW)
    place = make_place()
    football = make_activity(place_id=place.id)
    make_activity(name="Språkkafé for foreldre", place_id=place.id, is_for_parents=True, kind="language")
    make_activity(name="Strikkekafé et annet sted", is_for_parents=True)
    _guest(place, "Jordmor", NOW.date())
    _guest(place, "Budsjettråd", NOW.date() + timedelta(days=2))
    page = visit("catalogue.show_activity", activity_id=football.id)
    told = page.one("section[aria-labelledby=meanwhile]").text_content()
    assert "Språkkafé for foreldre" in told and "Jordmor" in told and "Strikkekafé" not in told
    assert "Budsjettråd" not in told
    others = page.one("section[aria-labelledby=guests]").text_content()
    assert "Budsjettråd" in others and "Jordmor" not in others


def test_a_guest_who_comes_after_the_season_comes_when_no_child_of_the_group_is_there(session, visit, frozen):
    frozen(NOW)
    place = make_place()
    group = make_activity(place_id=place.id, ends_on=NOW.date())
    _guest(place, "Jordmor", NOW.date() + timedelta(days=7))
    page = visit("catalogue.show_activity", activity_id=group.id)
    assert page("section[aria-labelledby=guests]") and not page("section[aria-labelledby=meanwhile]")


def _guest(place, title, day):
    make_gathering(
        kind=GatheringKind.VISIT, sheet=None, title=title, place_id=place.id, is_public=True, held_on=day,
        starts=time(17), ends=time(18),
    )  # fmt: skip


def test_what_is_for_parents_names_no_age_and_no_child_of_theirs_who_is_there(session, visit, frozen):
    frozen(NOW)
    place = make_place()
    cafe = make_activity(place_id=place.id, is_for_parents=True, kind="language", birth_year_from=1936)
    _guest(place, "Jordmor", NOW.date())
    page = visit("catalogue.show_activity", activity_id=cafe.id)
    (card,) = visit("catalogue.list_activities", has="for_parents")(".card-who")
    assert card.text_content().strip() == "For parents"
    assert "1936" not in page.one("#facts").text_content()
    assert page("section[aria-labelledby=guests]") and not page("section[aria-labelledby=meanwhile]")
