"""Sessions, misses in a row and often, and the steps of an association."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.attendance.rules import (
    Limits,
    Mark,
    Seen,
    Step,
    ask_about,
    is_registering,
    missed_in_a_row,
    session_days,
    step_of,
    takes_part_regularly,
)
from allemed.catalogue.rules.seasons import Calendar

FIRST = date(2026, 8, 18)  # a Tuesday
MARKS = {"p": Mark.PRESENT, "m": Mark.MISSING, "t": Mark.TOLD}


def weeks(marks: str) -> list[Seen]:
    """One letter a week: present, missing, told; a space is a week nobody tapped."""
    return [
        Seen(FIRST + timedelta(weeks=number), MARKS[letter]) for number, letter in enumerate(marks) if letter in MARKS
    ]


def asked_in_week(marks: str, asked_on: date | None = None) -> int | None:
    day = ask_about(weeks(marks), FIRST + timedelta(weeks=len(marks)), Limits(), asked_on)
    return None if day is None else (day - FIRST).days // 7 + 1


def test_sessions_leave_out_what_is_cancelled_and_what_lies_outside_the_season():
    second = FIRST + timedelta(weeks=1)
    calendar = Calendar(frozenset({1}), FIRST, FIRST + timedelta(weeks=3), frozenset({second}))
    days = session_days(calendar, FIRST - timedelta(weeks=2), FIRST + timedelta(weeks=6))
    assert days == [FIRST, FIRST + timedelta(weeks=2), FIRST + timedelta(weeks=3)]


@pytest.mark.parametrize(
    ("marks", "week"),
    [
        ("pm", None), ("pmm", 3), ("pmmm", 3), ("pmmp", None), ("pmmpmm", 6), ("pm m", 4),
        ("pmtm", None), ("ptt", None), ("pmmt", None),
    ],
)  # fmt: skip
def test_the_second_miss_in_a_row_is_asked_about_and_what_a_family_told_is_no_miss(marks, week):
    assert asked_in_week(marks) == week


def test_often_away_over_three_months_is_asked_about_at_most_every_four_weeks():
    assert asked_in_week("ppppmpppm") == 9  # 2 of 9: 22 percent
    assert asked_in_week("pppmm"[:4]) is None  # too few sessions to say
    assert asked_in_week("ppppppppppppmpppppp m"[:13]) is None  # a single miss
    earlier = FIRST + timedelta(weeks=5)
    assert asked_in_week("ppppmpppm", earlier) == 6  # the question of then, not a new one
    assert asked_in_week("ppppmpppm", FIRST + timedelta(weeks=4)) == 9


def test_what_is_three_months_ago_says_nothing_any_more():
    assert ask_about(weeks("mpmpmpp"), FIRST + timedelta(weeks=30), Limits()) is None


@given(st.text("pmt", max_size=20))
def test_no_row_is_longer_than_the_misses_and_each_ends_with_the_newest_session(marks):
    row = missed_in_a_row(weeks(marks))
    assert len(row) == len(marks) - len(marks.rstrip("m"))


def test_registering_works_when_three_of_the_last_four_sessions_are_tapped():
    assert is_registering([False, False, True, True, True], Limits())
    assert not is_registering([True, True, True, False, False], Limits())
    assert not is_registering([True, True], Limits())


def test_nobody_is_alerted_while_registering_does_not_work():
    assert step_of(registers=False, is_agreed=True, has_alerts=True) is Step.NOT_YET
    assert step_of(registers=True, is_agreed=True, has_alerts=True) is Step.ALERTS
    assert step_of(registers=True, is_agreed=False, has_alerts=False) is Step.REGISTERS


def test_what_remains_is_yes_or_no():
    assert takes_part_regularly(weeks("pmpt")) is True
    assert takes_part_regularly(weeks("pmmm")) is False
    assert takes_part_regularly(weeks("tt")) is None
