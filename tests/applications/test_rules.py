"""When a call is open, what an application may become, and amounts as people write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.applications.rules import (
    AT_THE_MUNICIPALITY,
    DECIDED,
    ApplicationState,
    CallState,
    a_year_later,
    amount_text,
    call_state,
    closes_at,
    may_change_dates,
    may_decide,
    may_move,
    may_write,
    opens_at,
    reminds_on,
    state_for_club,
    sums_of,
)
from allemed.commitments.rules.amounts import read_amount

S, C = ApplicationState, CallState
OSLO = "Europe/Oslo"
SECOND = timedelta(microseconds=1)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 30))
ZONES = st.sampled_from(
    ["Europe/Oslo", "Europe/Stockholm", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Chatham", "UTC"]
)


@given(DAYS, ZONES)
def test_the_last_day_counts_whole_also_when_clocks_change(day, zone):
    end = closes_at(day, zone)
    assert (end - SECOND).astimezone(ZoneInfo(zone)).date() == day
    assert end.astimezone(ZoneInfo(zone)).date() > day


@given(DAYS, st.integers(0, 90), ZONES)
def test_a_call_is_planned_then_open_then_closed_and_never_back(first, days, zone):
    last = first + timedelta(days=days)
    begin, end = opens_at(first, zone), closes_at(last, zone)
    moments = (begin - SECOND, begin, end - SECOND, end)
    states = [call_state(first, last, None, now, zone) for now in moments]
    assert states == [C.PLANNED, C.OPEN, C.OPEN, C.CLOSED]


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the night in which an hour is left out
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # the day of twenty-five hours
    ],
)
def test_it_closes_at_midnight_on_the_wall_of_the_municipality(day, utc):
    assert closes_at(day, OSLO) == utc


def test_a_call_closed_early_is_closed_from_that_moment():
    early = datetime(2026, 11, 20, 12, tzinfo=UTC)
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    assert call_state(first, last, early, early - SECOND, OSLO) is C.OPEN
    assert call_state(first, last, early, early, OSLO) is C.CLOSED


def test_a_call_closed_after_its_day_closed_on_its_day():
    late = datetime(2026, 12, 5, tzinfo=UTC)
    assert closes_at(date(2026, 11, 30), OSLO, late) == closes_at(date(2026, 11, 30), OSLO)


def test_a_closed_call_is_lengthened_only_until_something_is_decided():
    assert may_change_dates(C.CLOSED, is_decided=False) and not may_change_dates(C.CLOSED, is_decided=True)


def test_those_with_a_draft_are_reminded_three_days_before():
    assert reminds_on(date(2026, 12, 15)) == date(2026, 12, 12)


@given(DAYS)
def test_a_year_later_is_the_same_day_or_the_one_before_a_leap_day(day):
    later = a_year_later(day)
    assert later.year == day.year + 1 and (later.month, later.day) in {(day.month, day.day), (2, 28)}


@given(*(st.sampled_from(list(S)),) * 2, st.sampled_from(list(C)))
def test_the_association_moves_only_while_it_is_open_and_the_municipality_only_afterwards(before, after, call):
    if not may_move(before, after, call):
        return
    assert call is (C.CLOSED if after in DECIDED else C.OPEN)
    assert before in AT_THE_MUNICIPALITY or after not in DECIDED


def test_nothing_moves_by_itself_out_of_a_decision_but_by_another_decision():
    for before, after, call in product(DECIDED, S, C):
        assert may_move(before, after, call) == (after in DECIDED and call is C.CLOSED)


def test_a_draft_is_never_decided_on_and_nothing_is_decided_while_the_call_is_open():
    allowed = {(state, call) for state, call in product(S, C) if may_decide(state, call)}
    assert allowed == {(state, C.CLOSED) for state in (S.SENT, S.AWARDED, S.DECLINED)}


def test_what_was_sent_can_be_changed_until_it_closes_and_not_after():
    assert may_write(S.SENT, C.OPEN) and may_write(S.WITHDRAWN, C.OPEN)
    assert not any(may_write(state, call) for state in S for call in (C.PLANNED, C.CLOSED))
    assert not may_write(S.AWARDED, C.OPEN)


@given(st.sampled_from(list(S)), st.sampled_from([None, S.AWARDED, S.DECLINED]))
def test_the_association_never_sees_a_decision_that_was_not_sent(state, answered):
    shown = state_for_club(state, answered)
    assert shown not in DECIDED or shown is answered or state not in DECIDED
    if answered is None:
        assert shown not in DECIDED


AMOUNTS = st.decimals(Decimal("0.01"), Decimal(99_999_999), places=2)


@given(AMOUNTS)
def test_an_amount_in_a_field_is_read_again_as_the_same(amount):
    assert read_amount(amount_text(amount), "NOK") == amount


@given(st.integers(1, 99_999_999), st.sampled_from(["NOK", "SEK"]), st.sampled_from("\u0020\u00a0\u202f."))
def test_amounts_are_read_as_norwegians_and_swedes_write_them(whole, currency, separator):
    grouped = f"{whole:,}".replace(",", separator)
    for text in (
        f"{whole}",
        grouped,
        f"kr {grouped}",
        f"{grouped},-",
        f"{grouped},00 kr",
        f"{grouped}:-",
        f"{grouped} {currency}",
    ):
        assert read_amount(text, currency) == Decimal(whole), text


@given(st.lists(st.tuples(st.sampled_from(list(S)), AMOUNTS, AMOUNTS), max_size=8), st.none() | AMOUNTS)
def test_sums_count_what_stands_with_the_municipality_and_what_was_awarded(rows, at_hand):
    sums = sums_of(rows, at_hand)
    assert sums.asked == sum(
        (asked for state, asked, _given in rows if state in (S.SENT, S.AWARDED, S.DECLINED)), Decimal(0)
    )
    assert sums.awarded == sum((given for state, _asked, given in rows if state is S.AWARDED), Decimal(0))
    assert sums.left == (None if at_hand is None else at_hand - sums.awarded)
