"""What stands against a step, and which word is the right one."""

from datetime import date

import pytest

from allemed.closing.rules import Obstacle, Step, find_obstacle, is_new_enough, is_same_word


@pytest.mark.parametrize(
    ("step", "rests", "has_ended", "has_export", "obstacle"),
    [
        (Step.TAKE_OUT, False, False, False, None),
        (Step.TAKE_OUT, True, False, False, None),
        (Step.SWITCH_OFF, False, False, False, None),
        (Step.SWITCH_OFF, True, False, False, Obstacle.RESTS),
        (Step.SWITCH_ON, False, False, False, Obstacle.WORKS),
        (Step.SWITCH_ON, True, False, False, None),
        (Step.SWITCH_ON, True, True, False, None),
        (Step.EMPTY, False, False, True, Obstacle.WORKS),
        (Step.EMPTY, True, False, False, Obstacle.NO_EXPORT),
        (Step.EMPTY, True, False, True, None),
        (Step.EMPTY, True, True, True, Obstacle.ENDED),
    ],
)
def test_what_stands_against_a_step(step, rests, has_ended, has_export, obstacle):
    assert find_obstacle(step, rests=rests, has_ended=has_ended, has_export=has_export) is obstacle


@pytest.mark.parametrize(("day", "fits"), [(24, True), (23, True), (22, False), (25, False), (None, False)])
def test_a_file_fetched_today_or_yesterday_is_new_enough(day, fits):
    fetched = date(2026, 11, day) if day else None
    assert is_new_enough(fetched, date(2026, 11, 24)) is fits


@pytest.mark.parametrize(
    ("written", "fits"),
    [("ALLEMED Hå", True), ("allemed  hå ", True), ("ALLEMED", False), ("", False), ("  ", False)],
)
def test_the_name_is_the_word_however_it_is_written(written, fits):
    assert is_same_word(written, "ALLEMED Hå") is fits
    assert not is_same_word("", "")
