"""The guide: who may fill which field, what is enough, and what may reach an association."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.families.rules import SHARING
from allemed.intake import rules
from allemed.intake.rules import GUIDE, MINIMUM, Bring, PartOfDay, PracticalNeed

CODES = [field.code for field in GUIDE]


def test_the_guide_has_twenty_four_fields_in_order():
    assert [field.number for field in GUIDE] == list(range(1, 25))
    assert len(set(CODES)) == 24


def test_the_minimum_is_the_seven_fields_that_a_spot_needs():
    assert [field.number for field in GUIDE if field.is_minimum] == [1, 5, 6, 9, 11, 14, 21]


@given(st.sets(st.sampled_from(CODES)))
def test_it_is_enough_exactly_when_the_seven_are_there(filled):
    assert set(rules.missing_for_minimum(filled)) == set(MINIMUM) - filled


def test_a_coordinator_can_fill_the_whole_minimum_alone():
    assert all(rules.may_fill(code, "coordinator") for code in MINIMUM)


@pytest.mark.parametrize("code", ["bring", "money", "equipment", "practical", "barriers", "parent_wish", "who_else"])
def test_a_partner_is_never_asked_about_the_family_at_home(code):
    assert not rules.may_fill(code, "partner")


def test_an_association_fills_nothing():
    assert not any(rules.may_fill(code, "association") for code in CODES)


def test_only_the_family_says_whether_it_understood():
    assert [field.code for field in GUIDE if field.filled_by == {"family"}] == ["is_understood"]


def test_the_stop_question_is_never_stored():
    assert [field.code for field in GUIDE if not field.is_stored] == ["stop_question"]


@pytest.mark.parametrize(
    "code",
    [
        "gender",
        "school",
        "tried_before",
        "distance",
        "money",
        "equipment",
        "barriers",
        "parent_wish",
        "who_else",
    ],
)
def test_what_an_association_never_gets_is_shareable_under_no_item(code):
    assert code in CODES
    assert code not in rules.shareable_items()


def test_every_item_of_an_agreement_has_a_field_that_it_opens():
    assert set(rules.shareable_items().values()) == set(SHARING)


def test_no_field_asks_for_what_must_not_be_collected():
    forbidden = {
        "religion",
        "nationality",
        "diagnosis",
        "income",
        "address",
        "surname",
        "arrival",
        "protected",
    }
    choices = {str(choice) for enum in (PracticalNeed, Bring) for choice in enum}
    assert not any(word in code for word in forbidden for code in choices | set(CODES))


@given(st.integers(0, 6), st.sampled_from(PartOfDay))
def test_a_free_time_reads_back_as_it_was_written(weekday, part):
    assert rules.read_times([rules.time_code(weekday, part)]) == {(weekday, part)}


@pytest.mark.parametrize("code", ["7:evening", "-1:evening", "evening", "0:night", "", ":", "٣:evening"])
def test_a_free_time_that_is_none_is_refused(code):
    with pytest.raises(ValueError):
        rules.read_times([code])


def test_the_grid_offers_two_parts_on_weekdays_and_the_weekend_whole():
    assert len(rules.time_choices()) == 12
    assert len(rules.read_times(rules.time_choices())) == 12
