"""What people do without a solver, to compare with: first come, first served, and the best fits first."""

from collections.abc import Iterable, Mapping

from allemed.rounds.rules.problem import Id, Problem


def first_come(problem: Problem) -> dict[Id, Id]:
    """Each child in turn takes the best seat that is left."""
    return _take(problem, ((child, group) for child, options in problem.fits.items() for group in _ranked(options)))


def best_first(problem: Problem) -> dict[Id, Id]:
    """The best fit of all is given first, then the next (greedy)."""
    wishes = ((fit, child, group) for child, options in problem.fits.items() for group, fit in options.items())
    return _take(problem, ((c, g) for _fit, c, g in sorted(wishes, key=lambda wish: -wish[0])))


def _ranked(options: Mapping[Id, int]) -> list[Id]:
    return sorted(options, key=options.__getitem__, reverse=True)


def _take(problem: Problem, wishes: Iterable[tuple[Id, Id]]) -> dict[Id, Id]:
    left, plan = dict(problem.seats), {}
    for child, group in wishes:
        if child not in plan and left[group] > 0:
            plan[child] = group
            left[group] -= 1
    return plan
