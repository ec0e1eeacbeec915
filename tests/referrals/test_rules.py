"""The three words of a partner, and the code to come back with."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.referrals.rules import Progress, ReferralState, is_reference_code, progress_of, reference_code

pytestmark = pytest.mark.nodb


@given(st.sampled_from(ReferralState), st.booleans())
def test_a_child_in_an_activity_is_told_whatever_the_state(state, was_contacted):
    assert progress_of(state, was_contacted=was_contacted, is_in_activity=True) == Progress.IN_ACTIVITY


def test_a_closed_referral_looks_like_one_that_is_waiting_or_in_contact():
    assert progress_of(ReferralState.CLOSED, was_contacted=False, is_in_activity=False) == Progress.RECEIVED
    assert progress_of(ReferralState.CLOSED, was_contacted=True, is_in_activity=False) == Progress.IN_CONTACT


@given(st.uuids())
def test_a_code_is_easy_to_say_and_always_the_same(referral_id):
    code = reference_code(referral_id)
    assert code == reference_code(referral_id) and is_reference_code(code)
    assert not set(code) & set("01IO")


@pytest.mark.parametrize("text", ["", "K7F34Q", "K7F-34", "<b>-abc", "K7F-34Q-1", "k7f-34q"])
def test_what_is_no_code_is_not_shown(text):
    assert not is_reference_code(text)


def test_two_referrals_have_two_codes():
    assert reference_code(uuid4()) != reference_code(uuid4())
