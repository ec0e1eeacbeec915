"""The columns of the problem: one for each child and group it may be in, as arrays; and what ties pairs together."""

from typing import Any

from allemed.rounds.rules.problem import TOGETHER, Id, Problem


class Columns:
    """`child[i]`, `group[i]` and `fit[i]` of each column whose fit is `floor` or more; `starts`: a child's first one."""

    def __init__(self, problem: Problem, floor: int):
        import numpy

        self.np: Any = numpy
        self.groups = list(problem.seats)
        number = {group: place for place, group in enumerate(self.groups)}
        kept = {c: [(g, f) for g, f in options.items() if f >= floor] for c, options in problem.fits.items()}
        self.children = [child for child, options in kept.items() if options]
        sizes = numpy.array([len(kept[child]) for child in self.children])
        self.starts = numpy.concatenate(([0], numpy.cumsum(sizes)[:-1]))
        self.child = numpy.repeat(numpy.arange(len(sizes)), sizes)
        self.group = numpy.array([number[group] for child in self.children for group, _fit in kept[child]])
        self.fit = numpy.array([fit for child in self.children for _group, fit in kept[child]], dtype=float)
        self.seats = numpy.array([problem.seats[group] for group in self.groups], dtype=float)
        self.of = {
            child: {group: start + order for order, (group, _fit) in enumerate(kept[child])}
            for child, start in zip(self.children, self.starts.tolist(), strict=True)
        }
        self.ties = self._tie_pairs(problem.pairs)

    def _tie_pairs(self, pairs: tuple[tuple[Id, Id], ...]) -> list[tuple[int, int]]:
        """(column of the one, column of the other) for each group that both of a pair may be in."""
        ties = []
        for one, other in pairs:
            mine, theirs = self.of.get(one, {}), self.of.get(other, {})
            ties += [(mine[group], theirs[group]) for group in mine if group in theirs]
        return ties

    def best_of_each(self, worth: Any, number: int, among: Any = None) -> Any:
        """The columns that are worth most to each child, `number` of them."""
        np = self.np
        columns = np.arange(len(worth)) if among is None else np.flatnonzero(among)
        columns = columns[np.lexsort((-worth[columns], self.child[columns]))]
        owner = self.child[columns]
        return columns[np.arange(len(columns)) - np.searchsorted(owner, owner) < number]

    def best_worth(self, worth: Any) -> Any:
        """What the best column of each child is worth to it."""
        return self.np.maximum.reduceat(worth, self.starts)

    def crude_bound(self) -> int:
        """Everybody in its best group, all pairs together."""
        return int(self.best_worth(self.fit).sum()) + TOGETHER * len(self.ties)

    def plan_of(self, columns: Any) -> dict[Id, Id]:
        return {self.children[self.child[column]]: self.groups[self.group[column]] for column in columns.tolist()}
