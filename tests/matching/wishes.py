"""A child and a spot to try the rules of matching on, and Hypothesis strategies for many of both."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from allemed.intake.rules import PartOfDay
from allemed.matching.rules import (
    ChildWishes,
    OpenSpot,
    Point,
    Session,
    rank_spots,
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
