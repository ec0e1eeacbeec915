"""From one year's grant to the next: asked once a year, whatever day the grants are decided on."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allemed.commitments.rules import CATALOGUE, Anchors, first_due, next_due, parse_due
from allemed.commitments.rules.years import Handing, half_between, hand_on, is_once, is_owed

MANY = settings(max_examples=150, deadline=None)
WINDOW = timedelta(days=14)
SEASON, MEETING = date(2026, 8, 15), date(2026, 3, 10)
YEARLY = [line.code for line in CATALOGUE if line.due.endswith(" yearly")]
gaps = st.lists(st.integers(250, 480), min_size=2, max_size=8)  # days from one year's decision to the next


def rules_of(code, country="NO"):
    return next(line for line in CATALOGUE if line.code == code).due_rules(country)


def anchors(decided_on):
    return Anchors(decided_on, season_starts_on=SEASON, annual_meeting_on=MEETING)


def asked_of(rules, decided_on, gaps, is_late=False):
    """The due dates an association delivers for, if it keeps each when it is asked, or (`is_late`) two months after."""
    patience = -timedelta(days=60) if is_late else WINDOW
    now, asked, kept = anchors(decided_on), [], False
    due = first_due(rules, now)
    for gap in [*gaps, 400]:
        decided_on += timedelta(days=gap)
        while due is not None and due - patience <= decided_on:
            asked.append(due)
            due, kept = next_due(rules, now, due), True
        new = anchors(decided_on)
        first = first_due(rules, new)
        handing = hand_on(rules, due, first, is_kept=kept, is_seen=False)
        while handing is Handing.OWED:
            asked.append(due)
            due, kept = next_due(rules, now, due), True
            handing = hand_on(rules, due, first, is_kept=kept, is_seen=False)
        if handing is Handing.BEGINS:
            due, now = first, new
    return asked


@MANY
@given(st.sampled_from(YEARLY), st.dates(date(2026, 1, 1), date(2030, 12, 31)), gaps, st.booleans())
def test_what_is_yearly_is_asked_once_a_year_and_never_forgotten(code, decided_on, gaps, is_late):
    asked = asked_of(rules_of(code), decided_on, gaps, is_late)
    assert len(asked) >= len(gaps) * 250 // 366
    for earlier, later in pairwise(asked):
        assert timedelta(days=180) <= later - earlier <= timedelta(days=366 + 184)


@MANY
@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), gaps)
def test_what_is_asked_each_second_year_is_not_asked_each_year_because_grants_are_yearly(decided_on, gaps):
    for earlier, later in pairwise(asked_of(rules_of("C02"), decided_on, gaps)):
        assert timedelta(days=731 - 184) <= later - earlier <= timedelta(days=731 + 184)


@MANY
@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), gaps)
def test_the_certificates_are_asked_for_each_season_and_not_twice_in_one(decided_on, gaps):
    for earlier, later in pairwise(asked_of(rules_of("C05"), decided_on, gaps)):
        assert timedelta(days=30) <= later - earlier <= timedelta(days=184 + 93)


@MANY
@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), gaps)
def test_the_report_of_a_year_is_neither_asked_twice_nor_lost(decided_on, gaps):
    asked = asked_of(rules_of("C20"), decided_on, gaps)
    assert [due.year for due in asked] == list(range(asked[0].year, asked[0].year + len(asked)))
    assert all((due.month, due.day) == (1, 31) for due in asked)


@pytest.mark.parametrize("code", ["C07", "C14"])
def test_what_is_shown_once_is_never_asked_again(code):
    rules = rules_of(code)
    assert is_once(rules)
    assert hand_on(rules, None, date(2027, 4, 1), is_kept=True, is_seen=True) is Handing.GOES_ON
    assert hand_on(rules, date(2026, 4, 1), date(2027, 4, 1), is_kept=False, is_seen=False) is Handing.BEGINS


def test_last_years_report_is_owed_and_last_years_statement_is_asked_anew():
    report, statement = rules_of("C20"), rules_of("C01")
    assert hand_on(report, date(2027, 1, 31), date(2028, 1, 31), is_kept=False, is_seen=False) is Handing.OWED
    for due_on in (date(2026, 3, 31), date(2027, 3, 31)):
        assert hand_on(statement, due_on, date(2027, 5, 15), is_kept=False, is_seen=False) is Handing.BEGINS


def test_what_allemed_sees_by_itself_is_never_owed():
    assert (
        hand_on(rules_of("C16"), date(2026, 12, 31), date(2027, 12, 31), is_kept=False, is_seen=True) is Handing.BEGINS
    )


def test_what_the_next_grant_no_longer_asks_for_is_owed_only_if_it_was_due_before():
    decided = date(2027, 3, 1)
    report = rules_of("C20")
    assert is_owed(report, date(2027, 1, 31), decided, is_seen=False)
    assert not is_owed(report, date(2027, 3, 31), decided, is_seen=False)
    assert not is_owed(report, date(2027, 1, 31), decided, is_seen=True)
    assert not is_owed(report, None, decided, is_seen=False)
    assert not is_owed(rules_of("C01"), date(2027, 1, 31), decided, is_seen=False)


@pytest.mark.parametrize(
    ("text", "days"),
    [("D+30 yearly", 180), ("D+90 every_2_years", 180), ("D+14; S+0 each_season", 90), ("rolling+30", 180)],
)
def test_half_the_time_between_two_askings_is_at_most_half_a_year(text, days):
    assert half_between(parse_due(text)).days == days
