"""When check-ins come due, and how a coordinator's day is ordered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.followup.rules import (
    DEFAULT_SCHEDULE,
    Anchor,
    Audience,
    CheckInKind,
    TodayItem,
    TodayKind,
    Urgency,
    due_on,
    is_due,
    is_overdue,
    kind_of,
    plan_check_ins,
    teen_anchor,
    urgency,
)

FIRST = date(2026, 9, 8)
days = st.dates(date(2020, 1, 1), date(2060, 12, 31))
anchor_maps = st.dictionaries(st.sampled_from(Anchor), st.one_of(st.none(), days))
items = st.builds(TodayItem, st.sampled_from(TodayKind), days, st.sampled_from(["a", "b", "c"]))


def planned(anchor, first=FIRST):
    return [(one.kind, one.audience, (one.due_on - first).days) for one in plan_check_ins({anchor: first})]


def test_around_the_first_session_family_association_and_child_are_asked():
    assert planned(Anchor.FIRST_SESSION) == [
        (CheckInKind.BEFORE_FIRST_SESSION, Audience.FAMILY, -2),
        (CheckInKind.AFTER_FIRST_SESSION, Audience.ASSOCIATION, 1),
        (CheckInKind.AFTER_FIRST_SESSION, Audience.FAMILY, 1),
        (CheckInKind.TWO_WEEKS, Audience.ASSOCIATION, 14),
        (CheckInKind.TWO_WEEKS, Audience.FAMILY, 14),
        (CheckInKind.SIX_WEEKS, Audience.CHILD, 42),
    ]


def test_three_months_after_the_start_a_neutral_person_asks_the_child():
    assert (CheckInKind.THREE_MONTHS, Audience.NEUTRAL_PERSON, 91) in planned(Anchor.STARTED)


def test_a_fund_is_renewed_by_the_coordinator_a_month_before_it_ends():
    assert planned(Anchor.FUND_END) == [(CheckInKind.FUND_END, Audience.COORDINATOR, -30)]


def test_after_two_missed_sessions_the_association_asks_and_a_week_later_the_coordinator():
    assert planned(Anchor.SECOND_MISS) == [
        (CheckInKind.MISSED_TWICE, Audience.ASSOCIATION, 0),
        (CheckInKind.MISSED_TWICE, Audience.COORDINATOR, 7),
    ]


def test_the_season_is_talked_about_six_weeks_before_it_ends():
    assert {offset for _, _, offset in planned(Anchor.SEASON_END)} == {-42}


def test_at_thirteen_a_family_is_asked_whether_a_new_place_is_wanted():
    assert teen_anchor(2014) == date(2027, 8, 15)


@given(anchor_maps)
def test_every_known_date_gives_exactly_its_steps(anchors):
    known = [step for step in DEFAULT_SCHEDULE if anchors.get(step.anchor)]
    found = plan_check_ins(anchors)
    assert sorted(one.code for one in found) == sorted(step.code for step in known)
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)


@given(days, days, st.sampled_from(DEFAULT_SCHEDULE))
def test_moving_a_first_session_moves_its_check_ins_by_as_many_days(one, other, step):
    assert due_on(other, step) - due_on(one, step) == other - one


@given(anchor_maps)
def test_planning_again_gives_the_same(anchors):
    assert plan_check_ins(anchors) == plan_check_ins(dict(reversed(anchors.items())))


def test_a_municipality_can_pass_its_own_schedule_and_switch_steps_off():
    own = [replace(DEFAULT_SCHEDULE[0], offset_days=-5), replace(DEFAULT_SCHEDULE[1], is_active=False)]
    (only,) = plan_check_ins({Anchor.FIRST_SESSION: FIRST}, own)
    assert only.due_on == date(2026, 9, 3)


def test_step_codes_are_unique_short_and_lead_back_to_their_kind():
    codes = [step.code for step in DEFAULT_SCHEDULE]
    assert len(set(codes)) == len(codes) and max(map(len, codes)) <= 40
    assert [kind_of(step.code) for step in DEFAULT_SCHEDULE] == [step.kind for step in DEFAULT_SCHEDULE]


@pytest.mark.parametrize("code", ["", "family", "two_weeks", "never_family"])
def test_a_code_that_is_none_is_refused(code):
    with pytest.raises(ValueError):
        kind_of(code)


@given(days, days, st.sampled_from(CheckInKind))
def test_what_is_overdue_is_also_due(due, today, kind):
    assert is_due(due, today) or not is_overdue(due, today, kind)


def test_the_question_after_the_first_session_waits_two_days_and_others_a_week():
    assert not is_overdue(FIRST, FIRST + timedelta(days=2), CheckInKind.AFTER_FIRST_SESSION)
    assert is_overdue(FIRST, FIRST + timedelta(days=3), CheckInKind.AFTER_FIRST_SESSION)
    assert not is_overdue(FIRST, FIRST + timedelta(days=7)) and is_overdue(FIRST, FIRST + timedelta(days=8))


@given(items, days, st.integers(0, 400))
def test_waiting_never_makes_a_thing_less_urgent(item, today, more):
    order = list(Urgency)
    later = urgency(item, today + timedelta(days=more))
    assert order.index(later) <= order.index(urgency(item, today))
