"""One sentence per rule of matching, and the properties that hold for every child and every list of spots."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from allemed.intake.rules import PartOfDay
from allemed.matching.rules import (
    Point,
    Session,
    part_of_day,
    walking_minutes,
)
from tests.matching.wishes import (
    CHILD,
    FEW,
    FREE_TUESDAYS,
    SCHOOL,
    SPOT,
    TUESDAY,
    away,
    children,
    codes,
    one_spot,
    only,
    order,
    spot,
)


def test_what_the_child_pointed_at_first_comes_first():
    spots = spot("chess", kind="chess", kind_family="board"), spot("dance", kind="dance"), spot("football")
    assert order(CHILD, *spots) == ["football", "dance", "chess"]


def test_something_of_the_same_family_comes_before_something_else():
    other = spot("choir", kind="choir", kind_family="music")
    assert order(CHILD, other, spot("handball", kind="handball")) == ["handball", "choir"]


def test_a_time_that_fits_comes_before_one_that_does_not():
    child = replace(CHILD, free=FREE_TUESDAYS)
    wednesday = spot("wednesday", sessions=(replace(TUESDAY, weekday=2),))
    assert order(child, wednesday, spot("tuesday")) == ["tuesday", "wednesday"]
    assert codes(only(child, wednesday).objections) == ["times_do_not_fit"]


def test_two_trainings_that_fit_come_before_one_that_fits_and_one_that_does_not():
    child = replace(CHILD, free=FREE_TUESDAYS)
    half = spot("half", sessions=(TUESDAY, replace(TUESDAY, weekday=2)))
    assert order(child, half, spot("whole")) == ["whole", "half"]
    assert "times_fit" in codes(only(child, half).reasons)
    assert codes(only(child, half).objections) == ["times_do_not_fit"]


def test_a_nearer_spot_comes_first():
    assert order(CHILD, spot("far", point=away(2000)), spot("near", point=away(300))) == ["near", "far"]


def test_a_walk_longer_than_the_family_said_speaks_against():
    child = replace(CHILD, max_walk_minutes=10)
    assert codes(only(child, spot(point=away(3000))).objections) == ["too_far"]


def test_a_bus_softens_a_long_way():
    child, far = replace(CHILD, max_walk_minutes=10), spot(point=away(3000))
    with_bus = replace(child, may_use_bus=True)
    assert codes(only(with_bus, far).objections) == ["far_by_bus"]
    assert only(with_bus, far).score > only(child, far).score


def test_free_comes_before_cheap_and_cheap_before_dear():
    spots = [spot(str(cost), cost=Decimal(cost)) for cost in (1500, 0, 200)]
    assert order(CHILD, *spots) == ["0", "200", "1500"]


def test_a_cost_weighs_more_for_a_family_that_wants_help_with_the_fee():
    dear = spot(cost=Decimal(1500))
    assert only(replace(CHILD, wants_fee_help=True), dear).score < only(CHILD, dear).score


def test_what_the_child_lacks_can_be_borrowed_or_has_to_be_found():
    child = replace(CHILD, needs_equipment=frozenset({"shoes"}))
    lent = spot("lent", bring=frozenset({"shoes"}), borrow=frozenset({"shoes"}))
    missing = spot("missing", bring=frozenset({"shoes"}))
    assert order(child, missing, lent) == ["lent", "missing"]
    assert "can_be_borrowed" in codes(only(child, lent).reasons)
    assert codes(only(child, missing).objections) == ["has_to_be_found"]


def test_a_wish_for_girls_only_puts_girls_groups_first():
    child = replace(CHILD, wants_girls_only=True)
    assert order(child, spot("mixed"), spot("girls", gender_group="girls")) == ["girls", "mixed"]


def test_a_child_who_comes_with_a_friend_needs_two_spots():
    child = replace(CHILD, with_whom="with_friend")
    assert order(child, spot("one", free=1), spot("two", free=2)) == ["two", "one"]


def test_a_coach_who_speaks_the_childs_language_counts():
    child = replace(CHILD, languages=frozenset({"ar"}))
    assert order(child, spot("other"), spot("shared", languages=frozenset({"ar", "nb"}))) == [
        "shared",
        "other",
    ]


def test_the_reasons_are_those_a_person_would_say():
    child = replace(CHILD, free=FREE_TUESDAYS, needs_equipment=frozenset({"shoes"}))
    match = only(child, spot(point=away(650), cost=Decimal(0), borrow=frozenset({"shoes"})))
    assert codes(match.reasons) == ["times_fit", "on_foot", "free_of_charge", "can_be_borrowed", "pointed_at"]
    assert match.reasons[0].params == {"weekdays": (1,)}
    assert match.reasons[1].params == {"minutes": 12}


def test_an_unknown_distance_is_said_and_never_counted_as_next_door():
    match = only(CHILD, spot(point=None))
    assert "distance_unknown" in codes(match.unknowns) and match.minutes is None
    assert order(CHILD, spot("unknown"), spot("known", point=away(2000))) == ["known", "unknown"]


def test_an_unknown_cost_is_said_and_never_counted_as_free():
    assert "cost_unknown" in codes(only(CHILD, spot(cost=None)).unknowns)
    assert order(CHILD, spot("unknown"), spot("known", cost=Decimal(1900))) == ["known", "unknown"]


def test_unknown_times_are_said_and_come_after_times_that_fit():
    child = replace(CHILD, free=FREE_TUESDAYS)
    assert order(child, spot("unknown", sessions=()), spot("known")) == ["known", "unknown"]
    assert "times_unknown" in codes(only(CHILD, SPOT).unknowns)


@FEW
@given(children, one_spot, st.integers(0, 2500))
def test_a_spot_within_reach_never_comes_after_the_same_one_of_unknown_place(child, one, metres):
    child = replace(child, home=SCHOOL, max_walk_minutes=None)
    known, unknown = replace(one, spot_id="known", point=away(metres)), replace(one, spot_id="a", point=None)
    assert order(child, known, unknown) in ([], ["known", "a"])


@FEW
@given(children, one_spot, st.integers(0, 4000))
def test_a_known_cost_never_comes_after_an_unknown_one(child, one, cost):
    known, unknown = replace(one, spot_id="known", cost=Decimal(cost)), replace(one, spot_id="a", cost=None)
    assert order(child, known, unknown) in ([], ["known", "a"])


def test_a_kilometre_is_eighteen_minutes_on_foot():
    assert walking_minutes(SCHOOL, away(1000)) == 18


def test_a_position_that_is_missing_gives_no_minutes():
    assert walking_minutes(None, SCHOOL) is None and walking_minutes(SCHOOL, None) is None


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_the_way_there_is_as_long_as_the_way_back(lat, lon, other_lat, other_lon):
    one, other = Point(lat, lon), Point(other_lat, other_lon)
    assert abs(walking_minutes(one, other) - walking_minutes(other, one)) <= 1
    assert walking_minutes(one, one) == 1


def test_the_parts_of_the_week_are_those_that_families_choose():
    assert part_of_day(Session(0, time(14, 0), time(15, 0))) == PartOfDay.AFTER_SCHOOL
    assert part_of_day(Session(0, time(17, 0), time(18, 0))) == PartOfDay.EVENING
    assert part_of_day(Session(6, time(10, 0), time(11, 0))) == PartOfDay.WEEKEND
    assert part_of_day(Session(0, time(9, 0), time(10, 0))) is None
