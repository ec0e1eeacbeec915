"""The status of a commitment, who changes it, and when somebody is reminded."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed import clock
from allemed.commitments.rules import (
    CommitmentStatus,
    Reminder,
    find_move,
    is_overdue,
    may_move,
    moves_from,
    reminder_dates,
    reminder_now,
    status_on,
)
from allemed.commitments.rules.status import MOVES, OPEN_STATUSES, MoveNeeds

S = CommitmentStatus
DUE = date(2026, 10, 1)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def after(number):
    return DUE + timedelta(days=number)


def test_the_way_from_not_started_to_due_again_can_be_walked():
    assert may_move(S.NOT_STARTED, S.IN_PROGRESS, "association")
    assert may_move(S.IN_PROGRESS, S.DELIVERED, "association")
    assert may_move(S.DELIVERED, S.ACCEPTED, "coordinator")
    assert may_move(S.ACCEPTED, S.DUE_AGAIN, "system")
    assert may_move(S.DUE_AGAIN, S.DELIVERED, "association")


def test_an_association_never_accepts_its_own_delivery():
    assert not may_move(S.DELIVERED, S.ACCEPTED, "association")
    assert not [move for move in MOVES if move.to == S.ACCEPTED and "association" in move.roles]


def test_nothing_is_accepted_that_was_not_delivered():
    assert {move.status for move in MOVES if move.to == S.ACCEPTED} == {S.DELIVERED}


def test_a_coordinator_returns_a_delivery_with_an_answer():
    assert may_move(S.DELIVERED, S.IN_PROGRESS, "coordinator")
    assert not may_move(S.DELIVERED, S.IN_PROGRESS, "association")
    assert find_move(S.DELIVERED, S.IN_PROGRESS).needs == MoveNeeds.ANSWER


@pytest.mark.parametrize("to", [S.NOT_RELEVANT, S.EXEMPT])
def test_only_a_coordinator_says_not_relevant_or_exempt(to):
    assert all(move.roles == {"coordinator"} for move in MOVES if move.to == to)
    assert find_move(S.NOT_STARTED, to).needs in (MoveNeeds.REASON, MoveNeeds.UNTIL)


@pytest.mark.parametrize("role", ["family", "partner"])
def test_families_and_partners_change_nothing(role):
    assert not any(moves_from(status, role) for status in CommitmentStatus)


def test_no_change_stands_twice_in_the_table():
    assert len({(move.status, move.to) for move in MOVES}) == len(MOVES)


def test_what_was_accepted_is_due_again_two_weeks_before_its_next_date():
    assert status_on(S.ACCEPTED, DUE, None, after(-15)) == S.ACCEPTED
    assert status_on(S.ACCEPTED, DUE, None, after(-14)) == S.DUE_AGAIN


def test_what_comes_once_stays_accepted():
    assert status_on(S.ACCEPTED, None, None, after(9999)) == S.ACCEPTED


def test_an_exemption_ends_the_day_after_its_date():
    assert status_on(S.EXEMPT, DUE, DUE, DUE) == S.EXEMPT
    assert status_on(S.EXEMPT, DUE, DUE, after(1)) == S.DUE_AGAIN


@given(st.sampled_from(CommitmentStatus), st.one_of(st.none(), days), st.one_of(st.none(), days), days)
def test_time_alone_only_takes_steps_that_the_system_may_take(status, due_on, exempt_until, today):
    changed = status_on(status, due_on, exempt_until, today)
    assert changed == status or may_move(status, changed, "system")
    assert status_on(changed, due_on, exempt_until, today) == changed


@given(st.sampled_from(CommitmentStatus), st.one_of(st.none(), days), days)
def test_only_open_ones_are_ever_overdue(status, due_on, today):
    assert is_overdue(status, due_on, today) == (status in OPEN_STATUSES and due_on is not None and due_on < today)


def test_what_was_delivered_waits_for_the_coordinator_and_is_not_overdue():
    assert not is_overdue(S.DELIVERED, DUE, after(30))


def test_reminders_go_out_two_weeks_before_a_day_before_and_a_week_after_then_somebody_calls():
    assert [(on - DUE).days for on in reminder_dates(DUE).values()] == [-14, -1, 7, 14]
    assert reminder_now(S.NOT_STARTED, DUE, after(-15), None) is None
    assert reminder_now(S.NOT_STARTED, DUE, after(-14), None) == Reminder.TWO_WEEKS_BEFORE
    assert reminder_now(S.NOT_STARTED, DUE, after(-1), after(-14)) == Reminder.DAY_BEFORE
    assert reminder_now(S.NOT_STARTED, DUE, after(7), after(-1)) == Reminder.WEEK_AFTER
    assert reminder_now(S.NOT_STARTED, DUE, after(14), after(7)) == Reminder.CALL


def test_after_a_silence_only_the_latest_reminder_goes_out():
    assert reminder_now(S.IN_PROGRESS, DUE, after(8), None) == Reminder.WEEK_AFTER


@pytest.mark.parametrize("status", sorted(set(CommitmentStatus) - OPEN_STATUSES))
def test_nobody_is_reminded_of_what_is_delivered_accepted_or_set_aside(status):
    assert reminder_now(status, DUE, after(7), None) is None


@given(st.sampled_from(sorted(OPEN_STATUSES)), st.lists(st.integers(-40, 60), max_size=40))
def test_each_reminder_goes_out_at_most_once_however_often_the_worker_runs(status, runs):
    sent, reminded_on = [], None
    for number in sorted(runs):
        reminder = reminder_now(status, DUE, after(number), reminded_on)
        if reminder:
            sent.append(reminder)
            reminded_on = after(number)
    assert len(sent) == len(set(sent))
    assert sent == sorted(sent, key=list(Reminder).index)


@pytest.mark.parametrize("due_on", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29), date(2026, 12, 31)])
def test_each_reminder_goes_out_in_the_first_hour_of_its_day_on_the_wall_also_when_clocks_change(due_on):
    moment = datetime.combine(due_on - timedelta(days=16), time(), UTC)
    sent, reminded_on = {}, None
    for hour in range(24 * 32):
        local = clock.local(moment + timedelta(hours=hour), "Europe/Oslo")
        reminder = reminder_now(S.IN_PROGRESS, due_on, local.date(), reminded_on)
        if reminder:
            sent[reminder], reminded_on = (local.date(), local.hour), local.date()
    assert sent == {reminder: (on, 0) for reminder, on in reminder_dates(due_on).items()}
