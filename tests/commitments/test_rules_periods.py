"""From one period to the next, and how a commitment stands on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.commitments.rules import (
    CATALOGUE,
    Anchors,
    CommitmentStatus,
    Evidence,
    Standing,
    confirm_from,
    due_after_exemption,
    due_after_keeping,
    due_after_nothing,
    due_after_seeing,
    due_by_new_dates,
    due_when_taken_up,
    first_due,
    needs_call,
    next_due,
    parse_due,
    period_now,
    standing_of,
    standing_seen,
    ways_to_send,
)

S = CommitmentStatus
TODAY = date(2026, 11, 24)
YEARLY = parse_due("D+30 yearly")
ANCHORS = Anchors(date(2026, 1, 1), date(2026, 8, 15), date(2026, 3, 1))
rules = st.sampled_from([line.due_rules("NO") for line in CATALOGUE])
days = st.integers(0, 900)


@given(rules, st.lists(st.integers(-14, 400), min_size=1, max_size=8))
def test_however_late_something_is_kept_its_dates_are_those_of_the_rule(rule, delays):
    due_on, kept_due_on, expected = first_due(rule, ANCHORS), None, first_due(rule, ANCHORS)
    for delay in delays:
        if due_on is None:
            break
        following = due_after_keeping(rule, ANCHORS, due_on, kept_due_on, due_on + timedelta(days=delay))
        expected = next_due(rule, ANCHORS, expected)
        assert following == expected
        due_on, kept_due_on = following, due_on


def test_kept_again_before_the_next_window_moves_no_date():
    due_on, kept = date(2027, 1, 31), date(2026, 1, 31)
    assert due_after_keeping(YEARLY, ANCHORS, due_on, kept, date(2026, 6, 1)) == due_on


@given(rules, days)
def test_what_is_seen_today_is_asked_for_again_only_after_its_window(rule, number):
    today = ANCHORS.decided_on + timedelta(days=number)
    following = due_after_seeing(rule, ANCHORS, first_due(rule, ANCHORS), None, today)
    assert following is None or following > today + timedelta(days=14)


def test_with_nothing_to_judge_a_date_that_passed_gives_way_to_the_next():
    rolling = parse_due("rolling+30")
    assert due_after_nothing(rolling, ANCHORS, date(2026, 1, 31), TODAY) >= TODAY
    assert due_after_nothing(rolling, ANCHORS, TODAY, TODAY) == TODAY
    assert due_after_nothing(rolling, ANCHORS, date(2026, 1, 31), date(2026, 3, 2)) == date(2026, 3, 2)


def test_with_corrected_dates_it_is_counted_again_from_the_last_period_that_was_kept():
    assert due_by_new_dates(YEARLY, ANCHORS, None) == date(2026, 1, 31)
    assert due_by_new_dates(YEARLY, ANCHORS, date(2026, 1, 31)) == date(2027, 1, 31)


def test_after_an_exemption_there_are_two_weeks():
    assert due_after_exemption(date(2026, 10, 1), date(2026, 12, 31)) == date(2027, 1, 14)
    assert due_after_exemption(date(2027, 6, 1), date(2026, 12, 31)) == date(2027, 6, 1)


@given(rules, days)
def test_taken_up_again_it_is_never_late_at_once(rule, number):
    today = ANCHORS.decided_on + timedelta(days=number)
    assert due_when_taken_up(rule, ANCHORS, first_due(rule, ANCHORS), today) >= today


def test_a_confirmation_counts_for_a_season_from_two_weeks_before_it():
    rule = parse_due("D+14; S+0 each_season")
    first = first_due(rule, ANCHORS)
    assert confirm_from(rule, ANCHORS, first) is None
    assert confirm_from(rule, ANCHORS, date(2026, 8, 15)) == date(2026, 8, 1)


def test_a_day_belongs_to_the_kept_period_until_the_next_window_opens():
    kept, due_on = date(2026, 8, 15), date(2027, 2, 15)
    assert period_now(due_on, kept, date(2027, 1, 31)) == kept
    assert period_now(due_on, kept, date(2027, 2, 1)) == due_on
    assert period_now(due_on, None, date(2026, 9, 1)) == due_on


@pytest.mark.parametrize(
    ("status", "offset", "standing"),
    [
        (S.IN_PROGRESS, -1, Standing.OVERDUE),
        (S.IN_PROGRESS, 0, Standing.SOON),
        (S.NOT_STARTED, 14, Standing.SOON),
        (S.NOT_STARTED, 15, Standing.LATER),
        (S.DUE_AGAIN, None, Standing.LATER),
        (S.DELIVERED, -30, Standing.WAITING),
        (S.ACCEPTED, -30, Standing.KEPT),
        (S.EXEMPT, -30, Standing.ASIDE),
        (S.NOT_RELEVANT, -30, Standing.ASIDE),
    ],
)
def test_how_it_stands(status, offset, standing):
    due_on = None if offset is None else TODAY + timedelta(days=offset)
    assert standing_of(status, due_on, TODAY) == standing


def test_what_the_system_sees_kept_is_shown_as_kept_at_once():
    for standing in (Standing.OVERDUE, Standing.SOON, Standing.LATER):
        assert standing_seen(standing, S.DUE_AGAIN, True, False) == Standing.KEPT


def test_what_the_system_saw_and_no_longer_sees_needs_somebody():
    assert standing_seen(Standing.KEPT, S.ACCEPTED, False, True) == Standing.SOON
    assert standing_seen(Standing.KEPT, S.ACCEPTED, False, False) == Standing.KEPT  # a statement was accepted


def test_where_there_is_nothing_to_judge_nothing_is_late():
    assert standing_seen(Standing.OVERDUE, S.DUE_AGAIN, None, False) == Standing.LATER
    assert standing_seen(Standing.OVERDUE, S.DUE_AGAIN, None, False, is_asked=True) == Standing.OVERDUE


def test_a_call_is_needed_two_weeks_after_the_date_and_not_again_for_a_month():
    late = TODAY - timedelta(days=14)
    assert needs_call(S.IN_PROGRESS, late, None, TODAY)
    assert not needs_call(S.IN_PROGRESS, late + timedelta(days=1), None, TODAY)
    assert not needs_call(S.IN_PROGRESS, late, TODAY, TODAY)
    assert not needs_call(S.IN_PROGRESS, late, late, TODAY)  # called on the day itself
    assert needs_call(S.IN_PROGRESS, late, TODAY, TODAY + timedelta(days=30))
    assert not needs_call(S.EXEMPT, late, None, TODAY)


def test_of_certificates_there_is_one_way_whatever_a_scheme_says():
    assert ways_to_send("C05", ["document", "report"]) == (Evidence.STATEMENT,)


def test_what_the_system_sees_needs_nothing_sent_and_what_it_cannot_see_a_statement():
    assert ways_to_send("C03", ["auto"]) == ()
    assert ways_to_send("C07", ["auto", "statement"]) == (Evidence.STATEMENT,)
    assert ways_to_send("C04", ["auto"]) == (Evidence.STATEMENT,)
    assert ways_to_send("C12", ["visit"]) == ()
