"""Seasons, weekly times as people type them, sheets of groups, and when an association is asked again: rules alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from allemed.catalogue.rules import WeeklyTime
from allemed.catalogue.rules.freshness import Asked, may_ask, needs_question
from allemed.catalogue.rules.seasons import Calendar, Span, days_of, merged, next_season, read_spans
from allemed.catalogue.rules.several import GroupColumn, read_born, texts_of
from allemed.catalogue.rules.weekly_text import read_weekly

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Mon 17–18.30, Wed 18:00–19:00", [(0, 17, 0, 18, 30), (2, 18, 0, 19, 0)]),
        ("mandag og torsdag kl. 16.30 til 17.30", [(0, 16, 30, 17, 30), (3, 16, 30, 17, 30)]),
        ("lör 10-11", [(5, 10, 0, 11, 0)]),
        ("ti 17-18; ti 18-19", [(1, 17, 0, 18, 0), (1, 18, 0, 19, 0)]),
        ("to 17 to 18", [(3, 17, 0, 18, 0)]),
    ],
)
def test_weekly_times_are_read_as_people_type_them(text, times):
    expected = tuple(WeeklyTime(day, time(h1, m1), time(h2, m2)) for day, h1, m1, h2, m2 in times)
    assert read_weekly(text) == expected


@pytest.mark.parametrize(
    "text", ["", "17-18", "mandag", "mandag 18-17", "mandag 25-26", "someday 17-18", "man 17-18 x!"]
)
def test_what_is_no_weekly_time_is_not_guessed(text):
    assert read_weekly(text) is None


def test_days_without_sessions_are_read_with_and_without_a_year():
    spans = read_spans("24.12, 21.12–3.1, 2027-02-22", date(2026, 8, 17))
    assert spans == [Span(date(2026, 12, 21), date(2027, 1, 3)), Span(date(2027, 2, 22), date(2027, 2, 22))]
    assert days_of(str(span) for span in spans) >= {date(2026, 12, 31), date(2027, 2, 22)}
    assert read_spans("31.2", date(2026, 1, 1)) is None
    assert read_spans("soon", date(2026, 1, 1)) is None
    assert read_spans("5.3–1.3.2026", date(2026, 1, 1)) is None


def test_neighbouring_days_become_one_span():
    first, second = Span(date(2026, 10, 5), date(2026, 10, 9)), Span(date(2026, 10, 10), date(2026, 10, 11))
    assert merged([second, first]) == [Span(date(2026, 10, 5), date(2026, 10, 11))]


def test_a_calendar_leaves_out_what_is_outside_the_season_or_cancelled():
    calendar = Calendar(frozenset({0}), date(2026, 8, 17), date(2026, 9, 14), frozenset({date(2026, 8, 31)}))
    days = calendar.next_days(date(2026, 8, 1), weeks=10)
    assert days == [date(2026, 8, 17), date(2026, 8, 24), date(2026, 9, 7), date(2026, 9, 14)]


@pytest.mark.parametrize("month", range(1, 13))
def test_the_next_season_never_begins_in_the_past(month):
    season = next_season(date(2026, month, 20))
    assert date(2026, month, 20) <= season.first < season.last


def test_a_sheet_is_read_with_its_heading_and_without():
    with_heading = texts_of([["Pris", "Navn", "Tid"], ["900", "Fotball G2016", "man 17-18"]])
    assert with_heading == [
        {GroupColumn.COST: "900", GroupColumn.NAME: "Fotball G2016", GroupColumn.TIMES: "man 17-18"}
    ]
    without = texts_of([["Fotball G2016", "2016", "man 17-18"]])
    assert without[0][GroupColumn.BORN] == "2016"
    assert without[0][GroupColumn.COST] == ""


def test_birth_years_may_be_written_as_ages():
    assert read_born("2015–2017", 2026) == (2015, 2017)
    assert read_born("8-10", 2026) == (2016, 2018)
    assert read_born("G2016", 2026) == (2016, 2016)
    assert read_born("1890", 2026) is None
    assert read_born("everybody", 2026) is None


def test_a_spot_is_asked_about_once_before_it_goes_stale_and_once_when_it_has():
    confirmed = NOON - timedelta(days=26)
    assert not needs_question(Asked(NOON - timedelta(days=24)), NOON, 30)
    assert needs_question(Asked(confirmed), NOON, 30)
    asked = Asked(confirmed, NOON)
    days = [n for n in range(1, 60) if needs_question(asked, NOON + timedelta(days=n), 30)]
    assert days[0] == 4  # the day it goes stale
    later = Asked(confirmed, NOON + timedelta(days=7))
    assert not any(needs_question(later, NOON + timedelta(days=n), 30) for n in range(8, 60))


def test_an_association_hears_of_us_once_a_week_at_most():
    assert may_ask([None, NOON - timedelta(days=7)], NOON)
    assert not may_ask([NOON - timedelta(days=6)], NOON)
