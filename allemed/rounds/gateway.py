"""The one place that talks to HiGHS (highspy): the plan with the highest score among those that place most and worst best.

The score's problem is a transport problem with pairs tied on. It is solved as a linear program over the columns that
matter: each child's best groups first, then all whose price says they could still help (column generation). The prices
also prove a bound for every column (Lagrange). What is left in fractions is solved again in whole numbers.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allemed.rounds.rules.placing import place_most, raise_worst
from allemed.rounds.rules.problem import TOGETHER, Id, Problem, score, value
from allemed.rounds.rules.simple import best_first
from allemed.rounds.rules.stages import Stage

FIRST_GROUPS, MORE_GROUPS = 12, 8  # columns of a child at the beginning, and more in each turn
SECONDS = 45.0
PROVABLE = 50_000  # columns up to which the last thousandth is searched for, too
FINE = 1e-6


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: the best plan so far and what is proven."""

    stage: Stage
    placed: int
    most: int | None = None
    worst: int | None = None
    score: int | None = None
    bound: int | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan with what is proven: no plan places more, none of those has a better worst fit, none of those scores more
    than `bound`."""

    plan: dict[Id, Id]
    most: int
    worst: int
    score: int
    bound: int


Watch = Callable[[Progress], bool]  # returns False when a person wants the best plan so far


def solve(problem: Problem, watch: Watch = lambda progress: True, seconds: float = SECONDS) -> Solved:
    """The best plan that can be found and proven in about `seconds`, or until `watch` says stop."""
    began = time.monotonic()
    plan = best_first(problem)
    watch(Progress(Stage.PLACING, len(plan)))
    plan = place_most(problem, start=plan)
    floor, plan = raise_worst(problem, plan)
    if not plan:
        return Solved({}, 0, 0, 0, 0)
    search = _Search(problem, floor, plan, watch, began + seconds)
    if search.tell():
        search.run()
    plan, found = search.plan, search.found
    return Solved(plan, len(plan), value(problem, plan)[1], found, max(found, search.bound))


class _Search:
    """The highest score with `len(plan)` children placed and no fit below `floor`."""

    def __init__(self, problem: Problem, floor: int, plan: dict[Id, Id], watch: Watch, until: float):
        import numpy

        self.np: Any = numpy
        self.problem, self.floor, self.plan, self.watch, self.until = problem, floor, plan, watch, until
        self.found, self.goes_on = score(problem, plan), True
        self._number_columns()
        self._tie_pairs()
        best = numpy.maximum.reduceat(self.fit, self.starts)
        self.bound = int(best.sum()) + TOGETHER * len({pair for pair, _one, _other in self.ties})

    # --- The columns: one for each child and group

    def _number_columns(self) -> None:
        np, floor = self.np, self.floor
        self.groups = list(self.problem.seats)
        number = {group: place for place, group in enumerate(self.groups)}
        kept = {c: [(g, f) for g, f in options.items() if f >= floor] for c, options in self.problem.fits.items()}
        self.children = [child for child, options in kept.items() if options]
        self.place = {child: place for place, child in enumerate(self.children)}
        sizes = np.array([len(kept[child]) for child in self.children])
        self.starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        self.child = np.repeat(np.arange(len(sizes)), sizes)
        self.group = np.array([number[group] for child in self.children for group, _fit in kept[child]])
        self.fit = np.array([fit for child in self.children for _group, fit in kept[child]], dtype=float)
        self.seats = np.array([self.problem.seats[group] for group in self.groups], dtype=float)
        self.columns_of = {
            child: {group: start + order for order, (group, _fit) in enumerate(kept[child])}
            for child, start in zip(self.children, self.starts.tolist(), strict=True)
        }

    def _tie_pairs(self) -> None:
        """(number of the pair, column of the one, column of the other) for each group that both may be in."""
        self.ties: list[tuple[int, int, int]] = []
        for pair, (one, other) in enumerate(self.problem.pairs):
            mine, theirs = self.columns_of.get(one, {}), self.columns_of.get(other, {})
            self.ties += [(pair, mine[group], theirs[group]) for group in mine if group in theirs]

    # --- The linear program

    def run(self) -> None:
        np = self.np
        self.inside = np.zeros(len(self.fit), dtype=bool)
        self.inside[self._best_of_each(self.fit, FIRST_GROUPS)] = True
        self.inside[[self.columns_of[child][group] for child, group in self.plan.items()]] = True
        self.inside[[column for _pair, one, other in self.ties for column in (one, other)]] = True
        highs = self._build()
        while self.goes_on and self._run(highs):
            prices = self._prices(highs)
            self._take_bound()
            if not self._add_columns(highs, prices):
                self._round(highs, prices)
                return

    def _best_of_each(self, worth: Any, number: int, among: Any = None) -> Any:
        """The columns that are worth most to each child, `number` of them."""
        np = self.np
        columns = np.arange(len(worth)) if among is None else np.flatnonzero(among)
        columns = columns[np.lexsort((-worth[columns], self.child[columns]))]
        owner = self.child[columns]
        first = np.searchsorted(owner, owner)
        return columns[np.arange(len(columns)) - first < number]

    def _build(self) -> Any:
        """Rows: one place a child, the seats, how many in all, and two for each group that a pair could share."""
        import highspy

        np, children = self.np, len(self.children)
        everybody = len(self.plan) == children
        highs = _quiet(highspy)
        for option, chosen in (("threads", 2), ("random_seed", 1)):
            highs.setOptionValue(option, chosen)
        model, ties = highspy.HighsLp(), len(self.ties)
        self.all_row, self.tie_row = children + len(self.seats), children + len(self.seats) + 1
        placed = float(len(self.plan))
        model.num_row_ = self.tie_row + 2 * ties
        model.row_lower_ = np.concatenate([
            np.full(children, 1.0 if everybody else 0.0), np.zeros(len(self.seats)), [0.0 if everybody else placed],
            np.full(2 * ties, -highspy.kHighsInf),
        ])  # fmt: skip
        model.row_upper_ = np.concatenate([np.ones(children), self.seats, [placed], np.zeros(2 * ties)])
        highs.passModel(model)
        self._everybody = everybody
        self.at: list[Any] = []  # which column of ours stands where in the model; ties first
        self._add_ties(highs)
        self._add(highs, np.flatnonzero(self.inside))
        self._listen(highs)
        return highs

    def _add_ties(self, highs: Any) -> None:
        np, ties = self.np, len(self.ties)
        self.tied: dict[int, list[int]] = {}
        for order, (_pair, one, other) in enumerate(self.ties):
            self.tied.setdefault(one, []).append(self.tie_row + 2 * order)
            self.tied.setdefault(other, []).append(self.tie_row + 2 * order + 1)
        if ties:
            rows = np.arange(self.tie_row, self.tie_row + 2 * ties, dtype=np.int32)
            highs.addCols(
                ties, np.full(ties, -float(TOGETHER)), np.zeros(ties), np.ones(ties), 2 * ties,
                np.arange(0, 2 * ties, 2, dtype=np.int32), rows, np.ones(2 * ties),
            )  # fmt: skip

    def _add(self, highs: Any, columns: Any) -> None:
        np, starts, rows, values = self.np, [], [], []
        for column in columns.tolist():
            starts.append(len(rows))
            rows += [int(self.child[column]), len(self.children) + int(self.group[column])]
            values += [1.0, 1.0]
            if not self._everybody:
                rows.append(self.all_row)
                values.append(1.0)
            for row in self.tied.get(column, ()):
                rows.append(row)
                values.append(-1.0)
        highs.addCols(
            len(columns), -self.fit[columns], np.zeros(len(columns)), np.ones(len(columns)), len(rows),
            np.array(starts, dtype=np.int32), np.array(rows, dtype=np.int32), np.array(values),
        )  # fmt: skip
        self.at += columns.tolist()

    def _run(self, highs: Any) -> bool:
        """Solve what stands there; False when it was stopped before its end."""
        import highspy

        left = self.until - time.monotonic()
        if left <= 0:
            return False
        highs.setOptionValue("time_limit", highs.getRunTime() + left)
        highs.run()
        return highs.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _listen(self, highs: Any) -> None:
        def heard(event: Any) -> None:
            if not self.tell():
                event.interrupt()

        highs.cbSimplexInterrupt += heard
        highs.cbMipInterrupt += heard

    def tell(self) -> bool:
        """Say how far it is; False when a person wants the best plan so far."""
        placed = len(self.plan)
        self.goes_on = self.goes_on and self.watch(
            Progress(Stage.FITTING, placed, placed, self.floor, self.found, self.bound)
        )
        return self.goes_on

    # --- What the prices prove

    def _prices(self, highs: Any) -> Any:
        """What each column is worth to its child after paying for the seat; with it the bound over all columns."""
        np = self.np
        dual = -np.array(highs.getSolution().row_dual)
        seat_price = np.maximum(0.0, dual[len(self.children) : self.all_row])
        worth = self.fit - seat_price[self.group]
        tie_price = np.maximum(0.0, dual[self.tie_row :]).reshape(-1, 2)
        if len(self.ties):
            columns = np.array([(one, other) for _pair, one, other in self.ties])
            np.add.at(worth, columns.ravel(), tie_price.ravel())
        best = np.sort(np.maximum.reduceat(worth, self.starts))[::-1]
        over = np.maximum(0.0, TOGETHER - tie_price.sum(axis=1)).sum()
        self._proven = float(seat_price @ self.seats + over + best[: len(self.plan)].sum())
        return worth

    def _take_bound(self) -> None:
        self.bound = min(self.bound, int(self._proven + 1e-4))
        self.tell()

    def _add_columns(self, highs: Any, worth: Any) -> bool:
        """Columns that would pay: worth more to the child than all it has. False when there is none."""
        np = self.np
        have = np.maximum.reduceat(np.where(self.inside, worth, -np.inf), self.starts)
        pays = ~self.inside & (worth > have[self.child] + 1e-5)
        if not pays.any():
            return False
        new = np.sort(self._best_of_each(worth, MORE_GROUPS, pays))
        self.inside[new] = True
        self._add(highs, new)
        return True

    # --- Whole numbers

    def _round(self, highs: Any, worth: Any) -> None:
        """Take the plan if it is whole; else keep what is, and solve the rest in whole numbers, then once more freely."""
        np = self.np
        chosen = np.array(highs.getSolution().col_value)
        ties, first = len(self.ties), chosen[len(self.ties) :]
        if np.abs(first - np.round(first)).max() <= FINE:
            self._take(first)
        else:
            self._solve_whole(highs, np.flatnonzero(first > 1 - FINE) + ties)
        if self.goes_on and self.found < self.bound and self._is_small(worth):
            self._add_what_may_be_better(highs, worth)
            self._solve_whole(highs, np.array([], dtype=np.int32))

    def _may_be_better(self, worth: Any) -> Any:
        """The columns that a better plan than ours could use: the others cost more than the gap (reduced costs)."""
        best = self.np.maximum.reduceat(worth, self.starts)
        return worth >= best[self.child] - (self._proven - self.found)

    def _is_small(self, worth: Any) -> bool:
        return time.monotonic() < self.until and (self.inside | self._may_be_better(worth)).sum() <= PROVABLE

    def _add_what_may_be_better(self, highs: Any, worth: Any) -> None:
        np = self.np
        may = ~self.inside & self._may_be_better(worth)
        self.inside |= may
        self._add(highs, np.flatnonzero(may))

    def _solve_whole(self, highs: Any, fixed: Any) -> None:
        import highspy

        np, count = self.np, len(self.ties) + len(self.at)
        every = np.arange(count, dtype=np.int32)
        lower = np.zeros(count)
        lower[fixed] = 1.0
        highs.changeColsBounds(count, every, lower, np.ones(count))
        highs.changeColsIntegrality(count, every, np.array([highspy.HighsVarType.kInteger] * count))
        self._run(highs)
        info = highs.getInfo()
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            self._take(np.array(highs.getSolution().col_value)[len(self.ties) :])
        if not len(fixed) and np.isfinite(info.mip_dual_bound):
            self.bound = max(self.found, min(self.bound, int(-info.mip_dual_bound + 1e-4)))

    def _take(self, chosen: Any) -> None:
        np = self.np
        columns = np.array(self.at)[np.flatnonzero(chosen > 0.5)]
        plan = {self.children[self.child[column]]: self.groups[self.group[column]] for column in columns.tolist()}
        if len(plan) == len(self.plan) and (worth := score(self.problem, plan)) >= self.found:
            self.plan, self.found = plan, worth
        self.tell()


def _quiet(highspy: Any) -> Any:
    """A solver that never writes to the screen; told so before it says hello."""

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Quiet()
