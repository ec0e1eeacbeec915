"""The one place that talks to HiGHS (highspy): the best plan, with what is proven about it.

Places and the worst fit are settled by augmenting paths (`rules.placing`). The score's problem is a transport problem
with pairs tied on. It is solved as a linear program over the columns that matter: each child's best groups first, then
all whose price says they could still help (column generation). The prices also prove a bound for every column
(Lagrange). What is left in fractions is solved again in whole numbers.
"""

import time
from dataclasses import dataclass

from allemed.rounds.gateway.search import Progress, Search, Watch
from allemed.rounds.rules.placing import place_most, raise_worst
from allemed.rounds.rules.problem import Id, Problem, value
from allemed.rounds.rules.simple import best_first
from allemed.rounds.rules.stages import Stage

__all__ = ["Progress", "Solved", "Watch", "solve"]

SECONDS = 45.0


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan with what is proven: no plan places more, none of those has a better worst fit, none of those scores more
    than `bound`."""

    plan: dict[Id, Id]
    most: int
    worst: int
    score: int
    bound: int


def solve(problem: Problem, watch: Watch = lambda progress: True, seconds: float = SECONDS) -> Solved:
    """The best plan that can be found and proven in about `seconds`, or until `watch` says stop."""
    began = time.monotonic()
    plan = best_first(problem)
    watch(Progress(Stage.PLACING, len(plan)))
    floor, plan = raise_worst(problem, place_most(problem, start=plan))
    if not plan:
        return Solved({}, 0, 0, 0, 0)
    search = Search(problem, floor, plan, watch, began + seconds)
    if search.tell():
        search.run()
    best = search.plan
    return Solved(best, len(best), value(problem, best)[1], search.found, max(search.found, search.bound))
