"""The hard limits: no child is offered a spot beyond them, and each is named."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given

from allemed.matching.rules import (
    Session,
    clashes,
    rank_spots,
    why_not,
)
from tests.matching.wishes import (
    CHILD,
    FEW,
    SPOT,
    TODAY,
    TUESDAY,
    children,
    codes,
    limits,
    only,
    spot,
    spot_lists,
)


def test_a_child_too_young_for_the_group_is_not_offered_the_spot():
    assert limits(replace(CHILD, birth_year=2018), SPOT) == ["too_young"]


def test_a_child_too_old_for_the_group_is_not_offered_the_spot():
    assert limits(replace(CHILD, birth_year=2013), SPOT) == ["too_old"]


def test_the_first_and_the_last_birth_year_of_a_group_belong_to_it():
    assert limits(replace(CHILD, birth_year=2014), SPOT) == limits(replace(CHILD, birth_year=2017), SPOT) == []


def test_a_boy_is_not_offered_a_girls_group_nor_a_girl_a_boys_group():
    assert limits(replace(CHILD, gender="boy"), spot(gender_group="girls")) == ["other_gender_group"]
    assert limits(CHILD, spot(gender_group="boys")) == ["other_gender_group"]


@pytest.mark.parametrize("gender", [None, "other"])
def test_where_gender_was_not_stated_a_girls_group_is_asked_about_and_not_ruled_out(gender):
    match = only(replace(CHILD, gender=gender), spot(gender_group="girls"))
    assert "gender_not_stated" in codes(match.unknowns)


def test_a_full_group_is_not_offered():
    assert limits(CHILD, spot(free=0)) == ["full"]


def test_a_spot_at_the_time_of_another_placement_is_not_offered():
    busy = (Session(1, time(18, 0), time(19, 0)),)
    assert limits(replace(CHILD, busy=busy), SPOT) == ["clash"]


def test_one_activity_may_begin_the_minute_another_ends():
    assert limits(replace(CHILD, busy=(Session(1, time(18, 30), time(19, 0)),)), SPOT) == []


def test_the_same_hour_on_another_day_is_no_clash():
    assert limits(replace(CHILD, busy=(replace(TUESDAY, weekday=2),)), SPOT) == []


def test_a_spot_that_nobody_confirmed_for_more_than_thirty_days_is_not_offered():
    assert limits(CHILD, spot(confirmed_on=TODAY - timedelta(days=30))) == []
    assert limits(CHILD, spot(confirmed_on=TODAY - timedelta(days=31))) == ["not_confirmed"]


def test_a_closed_spot_is_not_offered():
    assert limits(CHILD, spot(is_open=False)) == ["closed"]


def test_every_limit_that_is_crossed_is_named():
    assert limits(replace(CHILD, birth_year=2018), spot(free=0, is_open=False)) == [
        "too_young",
        "full",
        "closed",
    ]


@FEW
@given(children, spot_lists)
def test_no_hard_limit_is_ever_crossed(child, spots):
    for match in rank_spots(child, spots, TODAY):
        one = match.spot
        assert one.birth_year_from <= child.birth_year <= one.birth_year_to
        assert (child.gender, one.gender_group) not in {("boy", "girls"), ("girl", "boys")}
        assert one.free > 0 and one.is_open
        assert not clashes(one.sessions, child.busy)
        assert (TODAY - one.confirmed_on).days <= 30


@FEW
@given(children, spot_lists)
def test_every_spot_is_either_offered_or_explained(child, spots):
    offered = {match.spot.spot_id for match in rank_spots(child, spots, TODAY)}
    assert all((one.spot_id in offered) == (not why_not(child, one, TODAY)) for one in spots)
