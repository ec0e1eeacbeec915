"""The pages of the catalogue, as a browser gets them."""

from datetime import time
from decimal import Decimal

import pytest

from allemed.catalogue.queries import PAGE
from allemed.catalogue.rules import PlaceKind
from tests.conftest import counted_queries
from tests.factories.catalogue import make_activity, make_group_owner, make_place

pytestmark = pytest.mark.usefixtures("at_noon")


def test_list_shows_cards_count_and_pictures(visit, club):
    make_activity(club, name="Knøtte G2017", cost_per_half_year=Decimal(540), trial_times=3, borrow=["shin_guards"])
    page = visit("catalogue.list_activities")
    card = page.one(".card").text_content()
    for word in ("Football", "Fjordvik IL", "8–10", "17:00", "3 places", "1,080", "90", "Shin guards", "Try for free"):
        assert word in card, word
    assert "1 group has room" in page.one(".count").text_content()
    assert page(".kind[href$='kind=football']")


def test_filters_live_in_the_address_and_can_be_taken_away(visit, club):
    make_activity(club, kind="choir", cost_per_half_year=Decimal(0))
    make_activity(club)
    page = visit("catalogue.list_activities", kind="choir", free="1", age="9", day="1")
    assert len(page(".card")) == 1
    chosen = [link.get("href") for link in page(".chip[aria-current]")]
    assert "/activities?day=1&kind=choir&free=1" in chosen
    assert page("input[name=age][value='9'][checked]")
    assert page("input[type=hidden][name=kind][value=choir]")


def test_nonsense_in_the_address_is_left_out(visit, club):
    make_activity(club)
    page = visit("catalogue.list_activities", age="-3", day="9", kind="spam", place="nowhere", page="zero", q="")
    assert len(page(".card")) == 1
    assert not page(".chip[aria-current]")


def test_htmx_gets_only_the_list_with_a_tidy_address(visit, club):
    make_activity(club)
    page = visit("catalogue.list_activities", htmx=True, q="", kind="football")
    assert page.source.lstrip().startswith('<div id="activity-list"')
    assert page.response.headers["HX-Push-Url"] == "/activities?kind=football"


def test_more_than_a_page_is_a_link_away(visit, club):
    for _ in range(PAGE + 1):
        make_activity(club)
    first = visit("catalogue.list_activities")
    assert len(first(".card")) == PAGE
    assert first.one("#more a").get("href") == "/activities?page=2"
    assert len(visit("catalogue.list_activities", page=2)(".card")) == 1


def test_nothing_found_offers_what_is_near_and_a_way_to_all(visit, club):
    make_activity(club, kind="choir")
    page = visit("catalogue.list_activities", q="khorxx")
    assert page(".nearest .kind[href$='kind=choir']")
    assert page(".empty a[href='/activities']")


def in_order(text: str, words: tuple[str, ...]) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_a_card_says_what_where_when_who_cost_and_bring_in_this_order(visit, club):
    make_activity(
        club, place_id=make_place("Nes hall").id, is_right_after_school=True, is_for_beginners=True, trial_times=2,
        gender_group="girls", bring=["water_bottle"], borrow=["helmet"],
    )  # fmt: skip
    card = visit("catalogue.list_activities").one(".card").text_content()
    assert in_order(card, ("Football · Girls", "Fjordvik IL", "Nes hall", "17:00", "Right after school", "8–10", "No experience",
                           "3 places", "Try for free", "1,080", "90", "Bring: Water bottle", "To borrow: Helmet",
                           "Confirmed 24 Nov"))  # fmt: skip


def test_a_group_s_page_keeps_the_same_order_and_says_what_is_free_first(visit, club):
    activity = make_activity(
        club, place_id=make_place("Nes hall").id, trial_times=2, bring=["skis"], gender_group="girls"
    )
    page = visit("catalogue.show_activity", activity_id=activity.id)
    assert in_order(page.one("main").text_content(), ("Football · Girls", "Nes hall", "17:00", "3 places"))
    facts = page.one("#facts").text_content()
    assert in_order(
        facts, ("Where", "When", "Who", "Only girls", "Cost", "2 times for free", "1,080", "90", "540", "Bring")
    )


def test_who_lends_a_thing_and_when_they_are_open_is_told(visit, club):
    lender = make_place("Byttebua", PlaceKind.LENDER, lends=["skis", "helmet"], hours=[(1, time(15), time(18))])
    activity = make_activity(club, kind="skiing", bring=["skis", "warm_clothes"])
    facts = visit("catalogue.show_activity", activity_id=activity.id).one("#facts").text_content()
    borrow = facts[facts.index("You can borrow") :]
    assert in_order(borrow, ("Byttebua", "Skis and poles", "Tuesday", "15:00"))
    assert "Helmet" not in borrow
    other = visit("catalogue.show_activity", activity_id=make_activity(club, bring=["water_bottle"]).id)
    assert lender.name not in other.text
    assert lender.name not in visit("catalogue.list_activities").one("#filter-place").text_content()


def test_words_one_hears_stand_beside_the_word_of_the_country(visit, club):
    activity = make_activity(club, bring=["shin_guards"])
    page = visit("catalogue.show_activity", activity_id=activity.id, language="uk")
    words = page(".site-words li")
    assert 9 <= len(words) <= 12
    assert "Leggskinn" in [one.text_content() for one in page(".site-words bdi[lang=nb]")]
    assert page(".site-words use")
    assert page("[data-listen=site-words]")  # read in both languages, each by its own voice
    for own in ("nb", "nn"):
        assert not visit("catalogue.show_activity", activity_id=activity.id, language=own)(".site-words")


def test_nothing_found_leads_to_a_wish_with_the_picture_that_was_asked_for(visit, club):
    make_activity(club)
    wish, everything = visit("catalogue.list_activities", q="كريكيت")(".empty a")
    assert wish.get("href") == "/wishes/new?kind=cricket"
    assert everything.get("href") == "/activities"


def test_positions_of_places_are_there_for_the_phone_and_say_nothing_else(client):
    make_place("Vik skole", PlaceKind.SCHOOL, latitude=59.12345678, longitude=6.0)
    make_place("Nowhere hall", latitude=None, longitude=None)
    make_place("Byttebua", PlaceKind.LENDER)
    assert client.get("/places.json").json == [["Vik skole", 59.1235, 6.0]]


def test_near_me_asks_on_a_tap_only_and_the_list_works_without(visit, club):
    make_place("Vik skole", PlaceKind.SCHOOL)
    page = visit("catalogue.list_activities")
    assert page.one("[data-near]").get("hidden") is not None
    assert "Vik skole" in page.one("select[name=place]").text_content()
    assert {one.tag for one in page("[popovertarget=filters]")} == {"button"}  # opens and closes without our scripts


def test_filters_for_girls_groups_and_beginners_live_in_the_address(visit, club):
    make_activity(club, gender_group="girls", is_for_beginners=True)
    make_activity(club, kind="choir")
    page = visit("catalogue.list_activities", girls="1", new="1")
    assert len(page(".card")) == 1
    assert [link.get("href") for link in page(".chip[aria-current]")] == ["/activities?new=1", "/activities?girls=1"]


def test_near_a_school_the_walk_is_told(visit, club):
    school = make_place("Vik skole", PlaceKind.SCHOOL, latitude=59.1, longitude=6.0)
    make_activity(club, place_id=make_place(latitude=59.104, longitude=6.0).id)
    page = visit("catalogue.list_activities", place=school.name)
    assert "8 min on foot" in page.one(".card").text_content()
    make_activity(club, kind="choir", place_id=None)
    last = visit("catalogue.list_activities", place=school.name)(".card")[-1].text_content()
    assert "Choir" in last
    assert "Distance unknown" in last


def test_reading_the_list_writes_nothing_and_asks_little(visit, club):
    for _ in range(12):
        make_activity(club)
    visit("catalogue.list_activities")
    with counted_queries() as statements:
        visit("catalogue.list_activities", kind="football")
    assert not [text for text in statements if text.split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert len([text for text in statements if text.startswith("SELECT")]) <= 8


def test_a_group_s_page_tells_everything_and_leads_to_interest(visit, club):
    activity = make_activity(
        club, name="Knøtte", place_id=make_place("Nes hall").id, bring=["indoor_shoes"], borrow=["helmet"], trial_times=3,
        languages=["ar", "nb"], parent_tasks=["drive"], welcome="Velkommen til oss!", coach_name="Ida",
        is_for_beginners=True, gender_group="girls",
    )  # fmt: skip
    page = visit("catalogue.show_activity", activity_id=activity.id)
    for word in (
        "Fjordvik IL", "Football · Girls", "Nes hall", "Tuesday", "540", "90", "Indoor shoes", "Helmet", "العربية",
        "Drive sometimes", "Velkommen til oss!", "Written by the club", "Ida", "Try it 3 times", "3 places",
    ):  # fmt: skip
        assert word in page.text, word
    assert page(f"a[href='/activities/{activity.id}/interest']")
    assert page("[data-share]")
    assert page("[data-listen=about]")


def test_unknown_is_said_to_be_unknown(visit, club):
    activity = make_activity(club, cost_per_half_year=None, place_id=None)
    text = visit("catalogue.show_activity", activity_id=activity.id).text
    assert text.count("Not known yet") >= 3
    assert "Free" not in text


def test_a_group_without_room_has_a_page_and_one_that_is_not_approved_has_none(visit, club):
    full = make_activity(club, free=0)
    assert "No room known right now" in visit("catalogue.show_activity", activity_id=full.id).text
    hidden = make_activity(make_group_owner(is_approved=False))
    visit("catalogue.show_activity", activity_id=hidden.id, status=404)
