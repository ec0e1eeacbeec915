"""The coordinator's places: where they are, what a lender lends, and when it is open."""

from datetime import time

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.catalogue.models import Place
from allemed.catalogue.rules import PlaceKind
from allemed.catalogue.rules.distance import Point, read_point
from allemed.database import db
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_place

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def coordinator(session):
    return make_user(Role.COORDINATOR)


def typed(**changes) -> dict:
    return {
        "version": "1",
        "name": "Byttebua",
        "kind": "lender",
        "area": "Vik",
        "position": "59.0512, 5.6203",
    } | changes


@pytest.mark.parametrize(
    "text",
    [
        "59.0512, 5.6203", "59.0512,5.6203", "59.0512 5.6203", "https://www.openstreetmap.org/?mlat=59.0512&mlon=5.6203#map=16/1/2",
        "https://www.openstreetmap.org/#map=16/59.0512/5.6203", "https://maps.example/@59.0512,5.6203,15z",
    ],
)  # fmt: skip
def test_a_position_is_read_as_people_copy_it_from_a_map(text):
    assert read_point(text) == Point(59.0512, 5.6203)


def test_what_is_no_position_is_none():
    assert [read_point(text) for text in ("", "Vik", "59", "99.1234, 5.6203", "1.12, 181.12")] == [None] * 5


def test_a_lender_is_added_with_what_it_lends_and_its_hours(visit, post, coordinator):
    visit("catalogue.add_place", as_=coordinator)
    data = typed(lends=["skis", "helmet"], weekday_1="3", starts_1="15:00", ends_1="18:00")
    post("catalogue.add_place", as_=coordinator, data=data, status=303)
    place = db.session.scalar(select(Place))
    assert (place.kind, place.latitude, place.longitude, place.lends) == (
        PlaceKind.LENDER,
        59.0512,
        5.6203,
        ["skis", "helmet"],
    )
    assert [(one.weekday, one.starts, one.ends) for one in place.hours] == [(3, time(15), time(18))]
    page = visit("catalogue.edit_place", as_=coordinator, place_id=place.id)
    assert page.one("[name=position]").get("value") == "59.05120, 5.62030"
    assert page.one("[name=starts_1]").get("value") == "15:00"


def test_a_place_that_a_club_named_gets_its_position(visit, post, coordinator):
    place = make_place("Nes hall", latitude=None, longitude=None)
    assert "no position" in visit("catalogue.list_all_places", as_=coordinator).text
    data = typed(name="Nes hall", kind="venue", lends=["skis"])
    post("catalogue.edit_place", as_=coordinator, place_id=place.id, data=data, status=303)
    assert (place.latitude, place.lends) == (59.0512, [])
    assert "no position" not in visit("catalogue.list_all_places", as_=coordinator).text


def test_of_two_coordinators_the_slower_one_sees_both_texts_and_loses_nothing(post, coordinator):
    place = make_place("Nes hall")
    post("catalogue.edit_place", as_=coordinator, place_id=place.id, data=typed(name="Nes storhall"), status=303)
    answer = post("catalogue.edit_place", as_=coordinator, place_id=place.id, data=typed(name="Neshallen"), status=409)
    assert "Nes storhall" in answer.text and "Neshallen" in answer.text
    db.session.refresh(place)
    assert (place.name, place.version) == ("Nes storhall", 2)


def test_what_is_wrong_is_named_and_nothing_is_saved(post, coordinator):
    make_place("Nes hall")
    wrong = typed(name="nes hall", position="over there", weekday_1="3", starts_1="18:00", ends_1="15:00")
    answer = post("catalogue.add_place", as_=coordinator, data=wrong, status=422)
    for words in ("called so already", "no position in this", "later than the start", "over there"):
        assert words in answer.text, words
    assert db.session.scalars(select(Place)).all()[0].name == "Nes hall"


def test_only_the_coordinator_changes_places(visit, post):
    place = make_place("Nes hall")
    club = make_user(Role.PARTNER)
    visit("catalogue.list_all_places", as_=club, status=403)
    post("catalogue.edit_place", as_=club, place_id=place.id, data=typed(), status=403)
