"""The three words of a partner, the code to come back with, and the order of the questions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.referrals.rules import (
    CHECK,
    STEPS,
    Progress,
    ReferralState,
    new_return_code,
    next_step,
    progress_of,
    read_return_code,
    term_start,
)


@given(st.sampled_from(ReferralState), st.booleans())
def test_a_child_in_an_activity_is_told_whatever_the_state(state, was_contacted):
    assert progress_of(state, was_contacted=was_contacted, is_in_activity=True) == Progress.IN_ACTIVITY


def test_a_closed_referral_looks_like_one_that_is_waiting_or_in_contact():
    assert progress_of(ReferralState.CLOSED, was_contacted=False, is_in_activity=False) == Progress.RECEIVED
    assert progress_of(ReferralState.CLOSED, was_contacted=True, is_in_activity=False) == Progress.IN_CONTACT


def test_a_code_is_easy_to_say_and_read_back_however_it_is_written():
    code = new_return_code()
    assert not set(code) & set("01IO")
    for said in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f" {code} "):
        assert read_return_code(said) == code
    assert read_return_code("٢٣٤-٥٦٧-٨٩٢") == "234-567-892"


@pytest.mark.parametrize("text", ["", "K7F-34Q", "K7F-34Q-M8R-2", "<b>-abc-def", "K7F-34Q-M8O", "%00"])
def test_what_is_no_code_is_none(text):
    assert read_return_code(text) is None


def test_two_codes_differ():
    assert len({new_return_code() for _number in range(1000)}) == 1000


def test_the_questions_lead_on_back_and_to_the_answers():
    way = [STEPS[0]]
    while way[-1] != CHECK:
        way.append(next_step(way[-1], "next"))
    assert way == [*STEPS, CHECK]
    assert [next_step(one, "back") for one in way] == [STEPS[0], *STEPS]
    assert next_step(CHECK, "phone") == "phone"
    assert next_step("phone", "next", has_seen_all=True) == CHECK


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 7, 31), date(2026, 1, 1)),
        (date(2026, 8, 1), date(2026, 8, 1)),
        (date(2026, 12, 31), date(2026, 8, 1)),
    ],
)
def test_a_term_begins_in_january_or_august(day, start):
    assert term_start(day) == start
