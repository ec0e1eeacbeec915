"""What a group says of itself beside age, day and place: holidays, who comes along, who hosts it."""

from datetime import date, time
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.associations.rules import AssociationKind
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import list_last_season
from allemed.catalogue.rules import KINDS, GenderGroup, Has, Holiday
from allemed.catalogue.rules.seasons import Span, next_year
from allemed.catalogue.rules.synonyms import words_of
from allemed.database import db
from allemed.home.queries.inventory import take_inventory
from allemed.matching.queries import count_far_in_age, list_spots
from allemed.vocabulary import KIND_LABELS
from tests.catalogue.test_posting import typed
from tests.conftest import NOW
from tests.factories.associations import make_association
from tests.factories.catalogue import make_activity, make_place

pytestmark = pytest.mark.usefixtures("at_noon")

FIVE_DAYS = [(day, time(9), time(15)) for day in range(5)]


def names(page) -> list[str]:
    return [one.text_content() for one in page(".card")]


SAID = {
    Has.MIXED: ({"is_mixed": True}, "Both newcomers and others"),
    Has.LANGUAGE: ({"is_for_language": True}, "Practise the language"),
    Has.WITH_PARENTS: ({"is_with_parents": True}, "Parents come along"),
    Has.FOR_PARENTS: ({"is_for_parents": True}, "For parents"),
    Has.CHILD_CARE: ({"has_child_care": True}, "Somebody looks after the little ones"),
    Has.HOLIDAY: ({"holiday": Holiday.WINTER}, "Winter holiday"),
}


@pytest.mark.parametrize("has", list(Has))
def test_what_a_group_says_of_itself_is_a_filter_and_stands_on_its_page(has, visit, club):
    changes, words = SAID[has]
    group, _other = make_activity(club, **changes), make_activity(club)
    page = visit("catalogue.list_activities", has=str(has))
    assert [one.get("href") for one in page(".card a")] == [f"/activities/{group.id}"]
    assert page(".chip[aria-current][href='/activities']")
    assert words in visit("catalogue.show_activity", activity_id=group.id).one("#facts").text_content()


def test_more_choices_keep_what_was_chosen_and_go_back_to_the_list(visit, club):
    make_activity(club, is_mixed=True)
    sheet = visit("catalogue.list_activities", age="9", has="mixed")
    assert sheet("button[form=find][formaction='/activities/more']")
    assert sheet("#find input[type=hidden][name=has][value=mixed]")
    page = visit("catalogue.choose_more", age="9", has="mixed", q="football")
    kept = {one.get("name"): one.get("value") for one in page("main input[type=hidden]")}
    assert kept == {"age": "9", "q": "football"}
    assert [one.get("value") for one in page("input[name=has]")] == [str(one) for one in Has]
    assert [one.get("value") for one in page("input[name=has][checked]")] == ["mixed"]
    assert page.one("main form").get("action") == "/activities" and page.one("main form").get("method") == "get"


def test_no_kind_and_no_search_word_sorts_people_by_where_they_come_from():
    """GK4: what a family can look for is an activity, never a group of people."""
    words = {str(KIND_LABELS[kind]).casefold() for kind in KINDS} | {
        word.casefold() for kind in KINDS for word in words_of(kind)
    }
    for stem in ("innvandr", "invandr", "immigrant", "flyktning", "flykting", "refugee", "asyl", "ethnic", "etnisk"):
        assert not [word for word in words if stem in word], stem
    assert set(GenderGroup) == {"all", "girls", "boys"}


def test_a_language_group_is_one_only_when_it_says_so(post, coach, session):
    post("catalogue.post_spot", as_=coach, data=typed(kind="language", name="Norsk for nye"), status=303)
    activity = db.session.scalar(select(Activity))
    assert not activity.is_for_language
    said = typed(kind="language", name="Norsk for nye", is_for_language="y", version="1", free_seen="4")
    post("catalogue.edit_activity", as_=coach, own_activity_id=activity.id, data=said, status=303)
    assert activity.is_for_language


def test_a_week_in_the_summer_is_posted_in_one_row_and_edited_without_losing_a_day(visit, post, coach, session):
    camp = typed(
        kind="camping", name="Sommerleir", weekday_1="0-4", starts_1="09:00", ends_1="15:00", holiday="summer",
        starts_on="2027-06-28", ends_on="2027-07-02", with_days_off="y",
    )  # fmt: skip
    post("catalogue.post_spot", as_=coach, data=camp, status=303)
    activity = db.session.scalar(select(Activity))
    assert activity.holiday is Holiday.SUMMER and activity.left_out == []
    assert [one.weekday for one in activity.sessions] == [0, 1, 2, 3, 4]
    form = visit("catalogue.edit_activity", as_=coach, own_activity_id=activity.id)
    assert form("select[name=weekday_1] option[selected][value='0-4']") and not form("[name=weekday_4]")
    again = camp | {"version": "1", "free_seen": "4", "with_days_off": "", "name": "Sommerleir på Nes"}
    post("catalogue.edit_activity", as_=coach, own_activity_id=activity.id, data=again, status=303)
    assert len(activity.sessions) == 5 and activity.name == "Sommerleir på Nes"


def test_a_group_with_many_different_times_keeps_them_all_when_it_is_edited(visit, coach, club):
    hours = [(day, time(15 + day), time(16 + day)) for day in range(6)]
    activity = make_activity(club, sessions=hours)
    form = visit("catalogue.edit_activity", as_=coach, own_activity_id=activity.id)
    assert [one.get("value") for one in form("select[name^=weekday_] option[selected]")] == list("012345")


def test_a_holiday_needs_its_first_and_last_day(post, coach):
    answer = post("catalogue.post_spot", as_=coach, data=typed(holiday="easter"), status=422)
    assert "Write the first and the last day." in answer.text


def test_a_holiday_stands_on_the_card_and_ends_by_itself(visit, club, frozen):
    make_activity(
        club, kind="camping", holiday=Holiday.WINTER, starts_on=date(2026, 11, 20), ends_on=NOW.date(),
        sessions=FIVE_DAYS,
    )  # fmt: skip
    (card,) = names(visit("catalogue.list_activities"))
    assert "Camp · Winter holiday" in card
    frozen(NOW.replace(month=12, day=20))
    assert not names(visit("catalogue.list_activities", has="holiday"))


def test_what_is_held_in_a_holiday_is_proposed_by_nobody_but_a_person(club):
    weekly, camp = make_activity(club), make_activity(club, holiday=Holiday.SUMMER, birth_year_from=1999)
    assert [one.activity_id for one in list_spots()] == [weekly.id]
    assert [one.activity_id for one in list_spots(activity_id=camp.id)] == [camp.id]
    assert count_far_in_age(1950) == 1
    assert take_inventory([], NOW.date()).groups == 1


def test_a_camp_is_posted_again_a_year_later_on_the_same_weekdays(visit, coach, club):
    camp = make_activity(
        club, holiday=Holiday.SUMMER, starts_on=date(2026, 6, 29), ends_on=date(2026, 7, 3), sessions=FIVE_DAYS
    )
    form = visit("catalogue.post_spot", as_=coach, **{"from": camp.id})
    assert form.one("[name=starts_on]").get("value") == "2027-06-28"
    assert form.one("[name=ends_on]").get("value") == "2027-07-02"
    assert form("select[name=holiday] option[selected][value=summer]")
    again = list_last_season(club.id, now=NOW, today=NOW.date(), spot_days=30)
    assert camp not in again
    assert visit("catalogue.list_own_activities", as_=coach)(f"a[href='/our-activities/new?from={camp.id}']")


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2029, 7, 1), date(2026, 1, 1)])
def test_the_same_weekdays_a_year_later_are_never_in_the_past(today):
    was = Span(date(2026, 6, 29), date(2026, 7, 3))
    found = next_year(was, today)
    assert found.first > today and found.first.weekday() == was.first.weekday()
    assert found.last - found.first == was.last - was.first


def test_a_library_and_a_health_centre_host_it_together_with_a_club(visit, post, coach, club):
    library = make_association(name="Biblioteket", kind=AssociationKind.SERVICE)
    health = make_association(name="Helsestasjonen", kind=AssociationKind.SERVICE)
    make_association(name="Et annet lag")
    form = visit("catalogue.post_spot", as_=coach)
    offered = [one.text_content() for one in form("select[name=host_1] option")]
    assert "Biblioteket" in offered and "Et annet lag" not in offered
    said = typed(
        name="Sang og rim", birth_year_from="2024", birth_year_to="2026", is_with_parents="y",
        host_1=str(library.id), host_2=str(health.id),
    )  # fmt: skip
    post("catalogue.post_spot", as_=coach, data=said, status=303)
    group = db.session.scalar(select(Activity))
    page = visit("catalogue.show_activity", activity_id=group.id)
    assert page.one("#what .eyebrow").text_content().count("Biblioteket") == 1
    for word in ("Fjordvik IL", "Biblioteket", "Helsestasjonen", "Parents come along"):
        assert word in page.one("main").text_content(), word
    form = visit("catalogue.edit_activity", as_=coach, own_activity_id=group.id)
    assert len(form("select[name^=host_] option[selected]:not([value=''])")) == 2


def test_a_stranger_is_no_host(post, coach):
    other = make_association(name="Et annet lag")
    post("catalogue.post_spot", as_=coach, data=typed(host_1=str(other.id)), status=422)


def test_parents_see_that_somebody_looks_after_the_little_ones_while_a_child_trains(visit, club):
    place = make_place()
    football = make_activity(club, place_id=place.id)
    make_activity(club, place_id=place.id, is_for_parents=True, has_child_care=True, cost_per_half_year=Decimal(0))
    told = visit("catalogue.show_activity", activity_id=football.id).one("section[aria-labelledby=meanwhile]")
    assert "Somebody looks after the little ones" in told.text_content()
