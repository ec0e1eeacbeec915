"""The card for the first day: in the family's language, with the country's beside each line."""

from datetime import timedelta

import pytest

from allemed.media.rules import Shows
from allemed.placements.rules import ComesAlong, PlacementState
from tests.conftest import NOW
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.media import make_picture, make_recording
from tests.factories.placements import make_family_user, make_placement

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def _tuesday(frozen):
    frozen(NOW)


@pytest.fixture
def placement():
    activity = make_activity(
        place_id=make_place("Storhallen").id, bring=["water_bottle", "towel"], borrow=["shin_guards"], coach_name="Ola"
    )
    return make_placement(
        make_child(first_name="Hemmelignavn"), activity, PlacementState.BOOKED,
        first_session_at=NOW + timedelta(days=7), meets="Ola", comes_along=ComesAlong.COORDINATOR,
    )  # fmt: skip


@pytest.fixture
def card(placement, visit):
    """The card as the family opens it in a language."""
    mother = make_family_user(placement.child)
    return lambda language: visit("placements.show_first_day", as_=mother, placement_id=placement.id, lang=language)


def lines(page, selector: str) -> list[str]:
    return [one.text_content() for one in page(selector)]


def test_each_line_has_the_norwegian_beside_it(card):
    page = card("ar")
    pairs = page(".day-bring li")
    assert len(pairs) == 3
    for pair in pairs:
        own, other = pair.cssselect(".own-line")[0], pair.cssselect(".at-home")[0]
        assert (other.get("lang"), other.get("dir")) == ("nb", "ltr")
        assert own.text_content() != other.text_content()
    assert lines(page, ".day-happens .at-home") == lines(card("nb"), ".day-happens .own-line")


def test_a_name_stands_once(card):
    page = card("ar")
    assert lines(page, ".day-where p .own-line") == ["Storhallen"]
    assert not page(".day-where p .at-home")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_who_reads_the_countrys_language_sees_each_line_once(card, language):
    assert not card(language)(".at-home")


def test_the_norwegian_is_not_read_aloud(card):
    page = card("ti")
    assert page(".at-home")
    assert all(one.get("data-unheard") is not None for one in page(".at-home"))


@pytest.mark.parametrize("language", ["ar", "ti", "nb"])
def test_the_card_says_everything_and_names_no_child(card, language):
    page = card(language)
    for fact in ("Storhallen", "Ola", "10:00", "Kari Nordbø"):
        assert fact in page.text
    assert "Hemmelignavn" not in page.source
    assert [one.get("class").split("day-")[-1] for one in page(".day-fact")] == [
        "when", "where", "meets", "along", "bring", "happens", "call",
    ]  # fmt: skip


def test_the_card_shows_the_door_or_the_face_and_else_the_picture_of_the_kind(card, placement):
    assert not card("en")(".photo")
    assert card("en")(".first-day-head .tile svg")
    picture = make_picture(placement.activity, Shows.PLACE)
    image = card("en").one(".photo img")
    assert image.get("src") == f"/pictures/{picture.id}"
    assert image.get("alt") == "This is where you come to"


def test_what_is_recorded_of_the_group_comes_before_what_always_happens(card, placement):
    always, group = make_recording("first_day"), make_recording(activity=placement.activity)
    assert card("ti").one("[data-listen]").get("data-sounds") == f"/sounds/{group.id} /sounds/{always.id}"
    assert card("so").one("[data-listen]").get("data-sounds") is None
