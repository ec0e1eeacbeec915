"""The round as a problem: what is best, checked by counting and by trying everything."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allemed.demo.round_towns import TODAY, invent
from allemed.matching.rules import Company, weigh_spot, why_not
from allemed.rounds.gateway import Progress, solve
from allemed.rounds.rules.moving import Move, Seated, weigh_move
from allemed.rounds.rules.open_wishes import ages_of, band_of, days_of
from allemed.rounds.rules.placing import place_most
from allemed.rounds.rules.problem import Problem, count_together, find_faults, score, value
from allemed.rounds.rules.simple import best_first, first_come
from allemed.rounds.rules.stating import fit_for, fit_of, limits_of, state


@st.composite
def problems(draw):
    groups = [f"g{number}" for number in range(draw(st.integers(1, 3)))]
    children = [f"c{number}" for number in range(draw(st.integers(1, 5)))]
    fits = {child: draw(st.dictionaries(st.sampled_from(groups), st.integers(1, 100))) for child in children}
    pairs = tuple(zip(children[::2], children[1::2], strict=False)) if draw(st.booleans()) else ()
    return Problem({group: draw(st.integers(1, 2)) for group in groups}, fits, pairs)


def best_by_trying(problem: Problem) -> tuple:
    """The value of the best of all plans there are."""
    ways = product(*([None, *options] for options in problem.fits.values()))
    plans = ({c: g for c, g in zip(problem.fits, way, strict=True) if g} for way in ways)
    return max(value(problem, plan) for plan in plans if not find_faults(problem, plan))


@settings(max_examples=60, deadline=None)
@given(problems())
def test_no_plan_is_better_than_the_one_found(problem):
    solved = solve(problem)
    assert find_faults(problem, solved.plan) == []
    assert value(problem, solved.plan) == best_by_trying(problem)
    assert solved.bound == solved.score


def test_a_town_is_planned_to_the_proven_best_and_better_than_by_hand():
    wishes, spots, pairs = invent(300, 60, seed=3)
    problem = Problem({spot.activity_id: spot.free for spot in spots}, state(wishes, spots, TODAY).fits, pairs)
    solved = solve(problem)
    assert find_faults(problem, solved.plan) == []
    assert len(solved.plan) == solved.most == _most_by_depth(problem)
    assert solved.score == score(problem, solved.plan) <= solved.bound <= solved.score * 1.001
    for other in (first_come(problem), best_first(problem)):
        assert value(problem, other) < value(problem, solved.plan)
    assert count_together(problem, solved.plan) > count_together(problem, place_most(problem))


def _most_by_depth(problem: Problem) -> int:
    """The largest number that can be placed, found by another way: seat by seat, depth first (Kuhn)."""
    holder: dict[tuple, str] = {}

    def seat(child, asked) -> bool:
        for group in problem.fits[child]:
            for number in range(problem.seats[group]):
                place = (group, number)
                if place not in asked:
                    asked.add(place)
                    if place not in holder or seat(holder[place], asked):
                        holder[place] = child
                        return True
        return False

    return sum(seat(child, set()) for child in problem.fits)


def test_what_repeats_is_weighed_once_and_the_same_as_one_by_one():
    wishes, spots, _pairs = invent(40, 40, seed=1)
    known = Company("Sara", True, coming=frozenset({"g3"}))
    wishes["c1"] = replace(wishes["c1"], company=(known,))
    fits = state(wishes, spots, TODAY).fits
    for child, one in wishes.items():
        for spot in spots:
            match = weigh_spot(one, spot)
            allowed = not why_not(one, spot, TODAY) and not limits_of(one, match)
            assert (fits[child].get(spot.activity_id)) == (fit_for(one, spot) if allowed else None)


def test_a_fit_is_between_one_and_a_hundred():
    assert [fit_of(points) for points in (-500, -100, 20, 140, 500)] == [1, 1, 50, 100, 100]


def test_who_stops_the_planning_gets_the_best_plan_so_far():
    wishes, spots, pairs = invent(200, 40, seed=2)
    problem = Problem({spot.activity_id: spot.free for spot in spots}, state(wishes, spots, TODAY).fits, pairs)
    seen: list[Progress] = []

    def stop_at_once(progress: Progress) -> bool:
        seen.append(progress)
        return False

    solved = solve(problem, stop_at_once)
    assert find_faults(problem, solved.plan) == []
    assert len(solved.plan) == solved.most
    assert solved.bound >= solved.score
    assert seen


FREE = {"full": 0, "open": 1}


@pytest.mark.parametrize(
    "other, move",
    [
        (Seated("b", "full", {"full": 70, "open": 60}), Move(80 - 10, 1, "b", "open")),
        (Seated("b", "full", {"full": 70}), Move(80 - 70, 0, "b", None)),
        (Seated("b", "full", {"full": 70}, is_sent=True), Move(80, 1, is_possible=False)),
    ],
)
def test_a_move_into_a_full_group_says_who_loses_the_seat_and_what_it_costs(other, move):
    assert weigh_move(Seated("a", None, {"full": 80, "open": 40}), "full", [other], FREE) == move


def test_the_seat_the_child_leaves_is_free_for_who_loses_its_own():
    mover = Seated("a", "small", {"small": 50, "full": 80})
    other = Seated("b", "full", {"full": 70, "small": 60})
    assert weigh_move(mover, "full", [other], {"full": 0, "small": 0}) == Move(30 - 10, 0, "b", "small")


def test_a_wish_is_told_with_two_years_and_days_only():
    assert band_of(2017) == band_of(2016) == (2016, 2017)
    assert ages_of(2016, 2017, 2026) == (9, 10)
    assert days_of([(1, "evening"), (1, "after_school"), (3, "evening")]) == (1, 3)
