"""One sentence per rule of matching, and the properties that hold for every child and every list of spots."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allemed.intake.rules import PartOfDay
from allemed.matching.rules import (
    ChildWishes,
    OpenSpot,
    Point,
    Session,
    clashes,
    part_of_day,
    rank_spots,
    walking_minutes,
    why_not,
)

FEW = settings(max_examples=40, deadline=None)
TODAY = date(2026, 9, 1)
SCHOOL = Point(60.0, 10.0)
METRES_PER_DEGREE = 111_195
TUESDAY = Session(1, time(17, 30), time(18, 30))
FREE_TUESDAYS = frozenset({(1, PartOfDay.EVENING)})
CHILD = ChildWishes(
    birth_year=2016,
    gender="girl",
    kinds=("football", "dance"),
    kind_families=frozenset({"ball", "movement"}),
    home=SCHOOL,
)
SPOT = OpenSpot(
    spot_id="a",
    activity_id="a",
    kind="football",
    kind_family="ball",
    birth_year_from=2014,
    birth_year_to=2017,
    confirmed_on=TODAY,
    free=2,
    sessions=(TUESDAY,),
)


def away(metres):
    return Point(SCHOOL.latitude + metres / METRES_PER_DEGREE, SCHOOL.longitude)


def spot(spot_id="a", **changes):
    return replace(SPOT, spot_id=spot_id, **changes)


def order(child, *spots):
    return [match.spot.spot_id for match in rank_spots(child, spots, TODAY)]


def only(child, one):
    (match,) = rank_spots(child, [one], TODAY)
    return match


def codes(reasons):
    return [reason.code for reason in reasons]


def limits(child, one):
    return codes(why_not(child, one, TODAY))


sessions = st.builds(
    lambda day, hour, minutes: Session(day, time(hour, 0), time(hour + minutes // 60, minutes % 60)),
    st.integers(0, 6),
    st.integers(8, 19),
    st.integers(30, 120),
)
points = st.one_of(st.none(), st.integers(0, 12_000).map(away))
costs = st.one_of(st.none(), st.integers(0, 4000).map(Decimal))
children = st.builds(
    ChildWishes,
    birth_year=st.integers(2008, 2020),
    gender=st.sampled_from([None, "girl", "boy", "other"]),
    kinds=st.lists(st.sampled_from(["football", "dance", "chess"]), max_size=3, unique=True).map(tuple),
    kind_families=st.frozensets(st.sampled_from(["ball", "movement"])),
    free=st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(PartOfDay))),
    max_walk_minutes=st.one_of(st.none(), st.integers(0, 60)),
    may_use_bus=st.sampled_from([None, True, False]),
    home=st.sampled_from([None, SCHOOL]),
    wants_fee_help=st.booleans(),
    needs_equipment=st.frozensets(st.sampled_from(["shoes", "racket"])),
    with_whom=st.sampled_from([None, "with_friend", "alone_is_fine"]),
    wants_girls_only=st.booleans(),
    languages=st.frozensets(st.sampled_from(["ar", "uk"])),
    busy=st.lists(sessions, max_size=2).map(tuple),
)
one_spot = st.builds(
    OpenSpot,
    spot_id=st.just("x"),
    activity_id=st.just("x"),
    kind=st.sampled_from(["football", "dance", "chess", "choir"]),
    kind_family=st.sampled_from(["ball", "movement", "music"]),
    birth_year_from=st.integers(2006, 2014),
    birth_year_to=st.integers(2014, 2021),
    confirmed_on=st.integers(0, 40).map(lambda days: TODAY - timedelta(days=days)),
    free=st.integers(0, 3),
    sessions=st.lists(sessions, max_size=2).map(tuple),
    gender_group=st.sampled_from(["all", "girls", "boys"]),
    point=points,
    cost=costs,
    trial_times=st.integers(0, 4),
    borrow=st.frozensets(st.sampled_from(["shoes", "racket"])),
    bring=st.frozensets(st.sampled_from(["shoes", "racket", "water"])),
    languages=st.frozensets(st.sampled_from(["ar", "nb"])),
    is_right_after_school=st.booleans(),
    has_transport_help=st.booleans(),
    is_for_beginners=st.booleans(),
    is_open=st.booleans(),
)
spot_lists = st.lists(one_spot, max_size=6).map(
    lambda found: [replace(one, spot_id=f"s{number}") for number, one in enumerate(found)]
)


# Hard limits


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


# What speaks for a spot


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


# What is unknown


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


# Properties of the order


def rank_of(child, changed, others):
    return [match.spot.spot_id for match in rank_spots(child, [changed, *others], TODAY)].index("x")


def never_lowers(child, before, after, others):
    if not why_not(child, before, TODAY):
        assert rank_of(child, after, others) <= rank_of(child, before, others)


@FEW
@given(children, one_spot, spot_lists, st.integers(0, 12_000), st.integers(0, 12_000))
def test_coming_nearer_never_lowers_a_spot(child, one, others, some, more):
    near, far = sorted((some, more))
    never_lowers(child, replace(one, point=away(far)), replace(one, point=away(near)), others)


@FEW
@given(children, one_spot, spot_lists, st.integers(0, 4000), st.integers(0, 4000))
def test_becoming_cheaper_never_lowers_a_spot(child, one, others, some, more):
    cheap, dear = sorted((Decimal(some), Decimal(more)))
    never_lowers(child, replace(one, cost=dear), replace(one, cost=cheap), others)


@FEW
@given(children, one_spot, spot_lists)
def test_lending_equipment_never_lowers_a_spot(child, one, others):
    never_lowers(child, replace(one, borrow=frozenset()), replace(one, borrow=frozenset({"shoes", "racket"})), others)


@FEW
@given(children, one_spot, spot_lists)
def test_a_trial_a_welcome_and_a_shared_language_never_lower_a_spot(child, one, others):
    plain = replace(one, trial_times=0, is_for_beginners=False, languages=frozenset())
    kind = replace(one, trial_times=3, is_for_beginners=True, languages=frozenset({"ar"}))
    never_lowers(child, plain, kind, others)


@FEW
@given(children, spot_lists, st.randoms())
def test_the_order_does_not_depend_on_the_order_it_was_given_in(child, spots, chance):
    shuffled = list(spots)
    chance.shuffle(shuffled)
    assert rank_spots(child, shuffled, TODAY) == rank_spots(child, spots, TODAY)


@FEW
@given(children, spot_lists)
def test_the_score_is_what_the_reasons_add_up_to(child, spots):
    for match in rank_spots(child, spots, TODAY):
        said = (*match.reasons, *match.objections, *match.unknowns)
        assert match.score == pytest.approx(sum(reason.points for reason in said), rel=0, abs=1e-6)  # six places


# Walking, and the parts of the week


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
