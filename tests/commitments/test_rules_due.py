"""Due dates follow from the rule, over many years, and a late delivery never moves them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allemed.commitments.rules import (
    CATALOGUE,
    Anchor,
    Anchors,
    DueRule,
    Repeat,
    due_after_keeping,
    first_due,
    next_due,
    parse_due,
)

FEW = settings(max_examples=60, deadline=None)
GRANT = Anchors(date(2026, 3, 10), season_starts_on=date(2026, 8, 15), annual_meeting_on=date(2027, 2, 20))
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
anchors = st.builds(
    Anchors,
    decided_on=days,
    season_starts_on=st.one_of(st.none(), days),
    annual_meeting_on=st.one_of(st.none(), days),
    events=st.lists(days, max_size=4).map(tuple),
)
calendar_rules = st.builds(
    DueRule,
    st.sampled_from([Anchor.DECISION, Anchor.SEASON, Anchor.YEAR_END, Anchor.ANNUAL_MEETING, Anchor.EVENT]),
    st.integers(-60, 400),
    st.sampled_from(Repeat),
)
rolling_rules = st.builds(DueRule, st.just(Anchor.ROLLING), st.integers(1, 400), st.just(Repeat.NONE))
rule_sets = st.lists(st.one_of(calendar_rules, rolling_rules), min_size=1, max_size=3).map(tuple)


def series(text, grant=GRANT, count=4):
    rules, found = parse_due(text), []
    due = first_due(rules, grant)
    while due is not None and len(found) < count:
        found.append(due.isoformat())
        due = next_due(rules, grant, due)
    return found


def test_thirty_days_after_the_decision_then_each_year():
    assert series("D+30 yearly") == ["2026-04-09", "2027-04-09", "2028-04-09", "2029-04-09"]


def test_once_is_once():
    assert series("D+60") == ["2026-05-09"]


def test_every_second_year():
    assert series("D+90 every_2_years", count=3) == ["2026-06-08", "2028-06-08", "2030-06-08"]


def test_two_weeks_before_each_season():
    assert series("S-14 each_season", count=3) == ["2026-08-01", "2027-02-01", "2027-08-01"]


def test_a_season_before_the_decision_gives_no_date_in_the_past():
    grant = Anchors(date(2026, 9, 1), season_starts_on=date(2026, 8, 15))
    assert series("S+14 each_season", grant, 2) == ["2027-03-01", "2027-08-29"]


def test_named_after_the_decision_and_confirmed_again_each_season():
    assert series("D+14; S+0 each_season", count=3) == ["2026-03-24", "2026-08-15", "2027-02-15"]


def test_nobody_confirms_again_in_the_month_after_the_first_time():
    grant = Anchors(date(2026, 8, 10), season_starts_on=date(2026, 8, 15))
    assert series("D+14; S+0 each_season", grant, 2) == ["2026-08-24", "2027-02-15"]
    soon_after = Anchors(date(2026, 8, 1), season_starts_on=date(2026, 9, 13))  # 29 days after the first time
    assert series("D+14; S+0 each_season", soon_after, 2) == ["2026-08-15", "2027-03-13"]


def test_a_new_leader_is_due_on_the_day_of_starting_whenever_that_is():
    grant = Anchors(date(2026, 3, 10), date(2026, 8, 15), events=(date(2026, 5, 4), date(2026, 3, 20)))
    assert series("D+30; S+0 each_season; event+0", grant, 4) == [
        "2026-03-20",
        "2026-04-09",
        "2026-05-04",
        "2026-08-15",
    ]


def test_the_years_report_comes_a_month_after_new_year():
    assert series("Y+31 yearly", count=2) == ["2027-01-31", "2028-01-31"]


def test_in_sweden_it_comes_a_month_after_the_annual_meeting():
    assert series("A+30 yearly", count=2) == ["2027-03-22", "2028-03-21"]


def test_every_thirty_days_from_the_decision_on():
    assert series("rolling+30", count=3) == ["2026-04-09", "2026-05-09", "2026-06-08"]


def test_without_its_date_a_rule_gives_none():
    assert series("S+0 each_season", Anchors(date(2026, 3, 10))) == []
    assert series("event+7") == []


def test_a_decision_on_the_29th_of_february_comes_back_to_the_29th():
    assert series("D+0 yearly", Anchors(date(2024, 2, 29)), 5)[1:] == [
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]


def _written(rule):
    repeat = "" if rule.repeat == Repeat.NONE else f" {rule.repeat}"
    return f"{rule.anchor}{rule.offset_days:+d}{repeat}"


@given(rule_sets)
def test_a_rule_reads_back_as_it_was_written(rules):
    assert parse_due("; ".join(_written(rule) for rule in rules)) == rules


@pytest.mark.parametrize("text", ["", "X+3", "D+", "D+3 weekly", "rolling", "rolling+0", "D+3;", "d+3", "D+٣", "D +3"])
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(ValueError):
        parse_due(text)


@FEW
@given(rule_sets, anchors)
def test_due_dates_only_ever_go_forward_and_never_begin_before_the_decision(rules, grant):
    due = first_due(rules, grant)
    for _ in range(6):
        if due is None:
            break
        assert due >= grant.decided_on
        following = next_due(rules, grant, due)
        assert following is None or following > due
        due = following


@FEW
@given(rule_sets, anchors, st.lists(st.integers(-14, 1500), min_size=6, max_size=6))
def test_a_late_delivery_never_moves_the_dates_that_follow(rules, grant, days_late):
    expected = first_due(rules, grant)
    due_on, kept_due_on = expected, None
    for delay in days_late:
        if due_on is None:
            break
        following = due_after_keeping(rules, grant, due_on, kept_due_on, due_on + timedelta(days=delay))
        expected = next_due(rules, grant, expected)
        assert following == expected
        due_on, kept_due_on = following, due_on


@FEW
@given(st.sampled_from([Repeat.YEARLY, Repeat.EVERY_2_YEARS, Repeat.EACH_SEASON]), days, st.integers(0, 120))
def test_over_thirty_years_a_date_never_drifts_from_its_anchor(repeat, decided_on, offset):
    months = {Repeat.YEARLY: 12, Repeat.EVERY_2_YEARS: 24, Repeat.EACH_SEASON: 6}[repeat]
    grant = Anchors(decided_on, season_starts_on=decided_on)
    anchor = Anchor.SEASON if repeat == Repeat.EACH_SEASON else Anchor.DECISION
    rules = (DueRule(anchor, offset, repeat),)
    due = first_due(rules, grant)
    for number in range(360 // months):
        base = due - timedelta(days=offset)
        passed = (base.year - decided_on.year) * 12 + base.month - decided_on.month
        assert passed == number * months
        assert base.day == decided_on.day or (base.day < decided_on.day and (base + timedelta(days=1)).day == 1)
        due = next_due(rules, grant, due)


@FEW
@given(rule_sets, anchors, days)
def test_the_next_date_is_the_first_one_after_whatever_day_is_asked_about(rules, grant, after):
    due = next_due(rules, grant, after)
    assert due is None or due > after


@pytest.mark.parametrize("line", CATALOGUE, ids=lambda line: line.code)
def test_every_line_of_the_catalogue_has_a_first_date_once_its_dates_are_known(line):
    grant = Anchors(date(2026, 3, 10), date(2026, 8, 15), date(2027, 2, 20), events=(date(2026, 10, 1),))
    for country in ("NO", "SE"):
        assert first_due(line.due_rules(country), grant) is not None


def test_the_end_of_the_calendar_is_no_trouble():
    assert next_due(parse_due("D+0 yearly"), GRANT, date.max) is None
    assert next_due(parse_due("rolling+400"), GRANT, date.max) is None
