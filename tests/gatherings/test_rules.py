"""Run sheets, dates, small numbers and themes of a dugnad."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.gatherings.rules import Sector, Sheet
from allemed.gatherings.rules.dates import a_month_later, is_to_remind, reminds_on
from allemed.gatherings.rules.figures import missing_sectors, never_invited, shown_count, shown_pair
from allemed.gatherings.rules.sheets import SHEETS, Part, clock_times, minutes_of, steps_of
from allemed.gatherings.rules.themes import LANGUAGES, THEMES, OwnWords, themes_with


@pytest.mark.parametrize("sheet", list(Sheet))
def test_a_run_sheet_has_no_gap_and_ends_on_time(sheet):
    for with_last_time in (False, True):
        steps = steps_of(sheet, with_last_time)
        assert steps[0].begins == 0 and steps[-1].ends == {Sheet.CLUB: 60, Sheet.MUNICIPAL: 180}[sheet] == minutes_of(
            sheet
        )
        assert all(one.ends == following.begins for one, following in pairwise(steps))


def test_last_years_actions_open_the_next_dugnad():
    assert steps_of(Sheet.CLUB, True)[0].part is Part.SAID_AND_DONE
    assert Part.SAID_AND_DONE not in [step.part for step in steps_of(Sheet.CLUB, False)]


def test_the_clock_on_the_wall_goes_over_midnight():
    assert clock_times(SHEETS[Sheet.CLUB], time(23, 30))[-1] == (time(0, 27), time(0, 30))


def test_owners_are_reminded_once_six_weeks_before_the_next_dugnad():
    following = date(2027, 11, 16)
    first = reminds_on(following)
    assert first == date(2027, 10, 5)
    assert not is_to_remind(following, None, date(2027, 10, 4))
    assert is_to_remind(following, None, first) and not is_to_remind(following, first, date(2027, 10, 6))
    assert is_to_remind(following, date(2026, 10, 5), date(2027, 11, 1))  # last year's reminder does not count
    assert not is_to_remind(following, None, date(2027, 11, 17)) and not is_to_remind(None, None, first)


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_the_next_meeting_is_on_the_same_weekday_of_the_next_month(day):
    following = a_month_later(day)
    assert following.weekday() == day.weekday()
    assert (following.year * 12 + following.month) - (day.year * 12 + day.month) == 1


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_count_tells_of_fewer_than_five(part, rest):
    told_part, told_whole = shown_pair(part, part + rest)
    exact = told_part.isdigit() and told_whole.isdigit()
    assert not exact or all(number == 0 or number >= 5 for number in (int(told_part), int(told_whole) - int(told_part)))
    assert shown_count(3) == "1–4" and shown_count(0) == "0"


def test_missing_sectors_are_those_that_were_asked_and_did_not_come():
    invited = [Sector.SCHOOL, Sector.YOUTH, Sector.ASSOCIATION]
    assert missing_sectors(invited, {"association": 6, "school": 1}) == [Sector.YOUTH]
    assert missing_sectors(invited, {}) == []
    assert Sector.PARENTS in never_invited(invited) and Sector.SCHOOL not in never_invited(invited)


def test_twelve_themes_stand_in_the_four_languages_of_staff():
    assert len(THEMES) == 12
    for theme in THEMES:
        assert all(theme.titles[code] and theme.questions[code] for code in LANGUAGES), theme.code


def test_a_municipality_changes_the_words_of_a_theme_hides_one_and_adds_its_own():
    own = [
        OwnWords("equipment", {"nb": "Sko og skøyter"}, {"nb": ""}),
        OwnWords("girls", {}, {}, is_hidden=True),
        OwnWords("own-1", {"nb": "Båten"}, {"nb": "Hvem får bli med ut på fjorden?"}),
    ]
    themes = {one.code: one for one in themes_with(own)}
    assert themes["equipment"].title("nb") == "Sko og skøyter" and "lånes" in themes["equipment"].question("nb")
    assert themes["girls"].is_hidden and list(themes)[-1] == "own-1"
    assert themes["own-1"].title("sv") == "Båten"
