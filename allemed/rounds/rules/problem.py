"""The round as a problem: seats, fits, pairs; what a plan is worth, and what is wrong with one.

A plan is better in this order: more children with a place; a better fit for the child that fits least; a higher score.
The score is the sum of the fits, and TOGETHER for each pair in one group.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Id = Any  # of a child or a group: anything that can be a key
Plan = Mapping[Id, Id]  # child -> group; who is not in it has no place

TOGETHER = 20  # our default: two who wish it meet in one group rather than each 10 points better apart


@dataclass(frozen=True, slots=True)
class Problem:
    """Groups with their seats, children with the groups they may be in and how well each fits (1–100), and pairs."""

    seats: Mapping[Id, int]
    fits: Mapping[Id, Mapping[Id, int]]
    pairs: tuple[tuple[Id, Id], ...] = ()


def score(problem: Problem, plan: Plan) -> int:
    """The sum of the fits and of the pairs that are together."""
    return sum(problem.fits[child][group] for child, group in plan.items()) + TOGETHER * count_together(problem, plan)


def count_together(problem: Problem, plan: Plan) -> int:
    return sum(one in plan and plan[one] == plan.get(other) for one, other in problem.pairs)


def worst(problem: Problem, plan: Plan) -> int | None:
    """The fit of the child that fits least; None for an empty plan."""
    return min((problem.fits[child][group] for child, group in plan.items()), default=None)


def value(problem: Problem, plan: Plan) -> tuple[int, int, int]:
    """What plans are compared by: the larger, the better."""
    return len(plan), worst(problem, plan) or 0, score(problem, plan)


def find_faults(problem: Problem, plan: Plan) -> list[str]:
    """What a plan must never do: a group beyond a hard limit, or more children than seats."""
    faults = [f"{child} may not be in {group}" for child, group in plan.items() if group not in problem.fits[child]]
    taken = Counter(plan.values())
    return faults + [f"{group} is over-full" for group, number in taken.items() if number > problem.seats.get(group, 0)]


def gap(found: float, bound: float) -> float:
    """How far a score lies below the proven bound, as a share of it; 0 is the proven best."""
    return max(0.0, (bound - found) / bound) if bound > 0 else 0.0
