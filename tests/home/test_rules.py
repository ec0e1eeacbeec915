"""How a day is divided."""

from datetime import date, timedelta

import pytest

from allemed.followup.rules import TodayItem, TodayKind
from allemed.home.rules import NEVER_HURRY, Part, part_of

TODAY = date(2026, 11, 24)


def _part(kind, days, **more):
    return part_of(TodayItem(kind, TODAY + timedelta(days=days)), TODAY, **more)


def test_what_is_past_its_day_is_now_and_what_comes_is_this_week():
    assert [_part(TodayKind.CHECK_IN, days) for days in (-1, 0, 3)] == [Part.NOW, Part.TODAY, Part.WEEK]


def test_somebody_who_waits_comes_first_whatever_the_day():
    assert _part(TodayKind.FIRST_SESSION, 1, somebody_waits=True) == Part.NOW


@pytest.mark.parametrize("kind", sorted(NEVER_HURRY))
def test_spots_and_promises_never_hurry(kind):
    assert _part(kind, -100) == Part.TODAY


def test_what_is_far_away_is_not_on_the_page():
    assert _part(TodayKind.FIRST_SESSION, 30) is None
