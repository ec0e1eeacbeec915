"""As many children as possible, then the best fit for the one that fits least: both by augmenting paths, both exact.

A child without a place asks its groups; if all are full it asks who sits there to move on, and so on (Berge 1957).
"""

from collections import deque

from allemed.rounds.rules.problem import Id, Plan, Problem


def place_most(problem: Problem, floor: int = 0, start: Plan | None = None) -> dict[Id, Id]:
    """A plan with as many children as possible, no fit below `floor`. A good `start` makes it faster."""
    seating = _Seating(problem, floor)
    for child, group in (start or {}).items():
        if problem.fits[child][group] >= floor:
            seating.seat(child, group)
    for child in problem.fits:
        if child not in seating.plan:
            seating.find_place(child)
    return seating.plan


def raise_worst(problem: Problem, plan: Plan) -> tuple[int, dict[Id, Id]]:
    """The highest fit that every placed child can have without one child fewer placed, and a plan with it."""
    levels = sorted({fit for options in problem.fits.values() for fit in options.values()})
    best, found, low, high = levels[0] if levels else 0, dict(plan), 1, len(levels) - 1
    while low <= high:
        middle = (low + high) // 2
        tried = place_most(problem, levels[middle], found)
        if len(tried) == len(plan):
            best, found, low = levels[middle], tried, middle + 1
        else:
            high = middle - 1
    return best, found


class _Seating:
    """Who sits where, and the groups that lead to no free seat any more."""

    def __init__(self, problem: Problem, floor: int):
        self.problem, self.floor = problem, floor
        self.plan: dict[Id, Id] = {}
        self.members: dict[Id, set[Id]] = {group: set() for group in problem.seats}
        self.closed: set[Id] = set()

    def seat(self, child: Id, group: Id) -> None:
        if child in self.plan:
            self.members[self.plan[child]].discard(child)
        self.plan[child] = group
        self.members[group].add(child)

    def find_place(self, child: Id) -> bool:
        """Give this child a place, with others moving on where that is needed; nobody loses one.

        Groups that were asked in vain stay closed: no later move opens a way out of them.
        """
        asked_by: dict[Id, Id] = {}
        queue = deque([child])
        while queue:
            asking = queue.popleft()
            for group, fit in self.problem.fits[asking].items():
                if fit < self.floor or group in asked_by or group in self.closed:
                    continue
                asked_by[group] = asking
                if len(self.members[group]) < self.problem.seats[group]:
                    self._move_along(group, asked_by)
                    return True
                queue.extend(self.members[group])
        self.closed.update(asked_by)
        return False

    def _move_along(self, group: Id, asked_by: dict[Id, Id]) -> None:
        """Everybody on the way moves one on."""
        while True:
            child = asked_by[group]
            left = self.plan.get(child)
            self.seat(child, group)
            if left is None:
                return
            group = left
