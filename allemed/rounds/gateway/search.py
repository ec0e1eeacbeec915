"""The search for the highest score: columns in, prices out, a bound for all of them, and whole numbers at the end."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allemed.rounds.gateway.columns import Columns
from allemed.rounds.gateway.model import Model
from allemed.rounds.rules.placing import place_most
from allemed.rounds.rules.problem import TOGETHER, Id, Problem, gap, score
from allemed.rounds.rules.stages import Stage

FIRST_GROUPS, MORE_GROUPS = 12, 8  # columns of a child at the beginning, and more in each turn
PROVABLE = 50_000  # columns up to which the last thousandth is searched for, too
FINE, CLOSE = 1e-6, 0.005


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: the best plan so far and what is proven."""

    stage: Stage
    placed: int
    most: int | None = None
    worst: int | None = None
    score: int | None = None
    bound: int | None = None


Watch = Callable[[Progress], bool]  # returns False when a person wants the best plan so far


class Search:
    """The highest score with `len(plan)` children placed and no fit below `floor`."""

    def __init__(self, problem: Problem, floor: int, plan: dict[Id, Id], watch: Watch, until: float):
        self.problem, self.floor, self.plan, self.watch, self.until = problem, floor, plan, watch, until
        self.columns = Columns(problem, floor)
        self.np: Any = self.columns.np
        self.found, self.bound, self.goes_on = score(problem, plan), self.columns.crude_bound(), True

    def tell(self) -> bool:
        """Say how far it is; False when a person wants the best plan so far."""
        placed = len(self.plan)
        self.goes_on = self.goes_on and self.watch(
            Progress(Stage.FITTING, placed, placed, self.floor, self.found, self.bound)
        )
        return self.goes_on

    def run(self) -> None:
        """Until it is proven, or time is over, or a person says stop."""
        columns, np = self.columns, self.np
        self.inside = np.zeros(len(columns.fit), dtype=bool)
        self.inside[columns.best_of_each(columns.fit, FIRST_GROUPS)] = True
        self.inside[[columns.of[child][group] for child, group in self.plan.items()]] = True
        self.inside[[column for tie in columns.ties for column in tie]] = True
        model = Model(columns, len(self.plan), self.tell, self.until)
        model.add(np.flatnonzero(self.inside))
        while self.goes_on and model.run():
            worth = self._worth(model)
            if gap(self.found, self.bound) > CLOSE:
                self._take_most_of(model)
            new = self._columns_that_pay(worth)
            if not len(new):
                self._make_whole(model, worth)
                return
            self.inside[new] = True
            model.add(new)

    def _worth(self, model: Model) -> Any:
        """What each column is worth to its child after paying for the seat; on the way, the bound over all columns."""
        np, columns = self.np, self.columns
        seat_price, tie_price = model.prices()
        worth = columns.fit - seat_price[columns.group]
        if columns.ties:
            np.add.at(worth, np.array(columns.ties).ravel(), tie_price.ravel())
        best = np.sort(columns.best_worth(worth))[::-1]
        over = np.maximum(0.0, TOGETHER - tie_price.sum(axis=1)).sum()
        self._proven = float(seat_price @ columns.seats + over + best[: len(self.plan)].sum())
        self.bound = min(self.bound, int(self._proven + 1e-4))
        self.tell()
        return worth

    def _columns_that_pay(self, worth: Any) -> Any:
        """Columns outside that are worth more to their child than all it has; none: nothing is missing."""
        np, columns = self.np, self.columns
        have = columns.best_worth(np.where(self.inside, worth, -np.inf))
        pays = ~self.inside & (worth > have[columns.child] + 1e-5)
        return np.sort(columns.best_of_each(worth, MORE_GROUPS, pays)) if pays.any() else np.array([], dtype=int)

    def _take_most_of(self, model: Model) -> None:
        """A plan from what is whole already, the others seated along paths: something good to stop with."""
        whole = self.np.array(model.at)[model.chosen() > 1 - FINE]
        self._take(place_most(self.problem, self.floor, self.columns.plan_of(whole)))

    # --- Whole numbers

    def _make_whole(self, model: Model, worth: Any) -> None:
        """Take the plan if it is whole; else keep what is and solve the rest in whole numbers. Then once more freely."""
        np, chosen = self.np, model.chosen()
        if np.abs(chosen - np.round(chosen)).max() <= FINE:
            self._take_chosen(model, chosen)
        else:
            self._take_chosen(model, model.run_whole(np.flatnonzero(chosen > 1 - FINE))[0])
        may_help = worth >= self.columns.best_worth(worth)[self.columns.child] - (self._proven - self.found)
        is_small = (self.inside | may_help).sum() <= PROVABLE  # the other columns cost more than the gap
        if self.goes_on and self.found < self.bound and is_small and time.monotonic() < self.until:
            model.add(np.flatnonzero(may_help & ~self.inside))
            chosen, proven = model.run_whole(np.array([], dtype=int))
            self._take_chosen(model, chosen)
            if np.isfinite(proven):
                self.bound = max(self.found, min(self.bound, int(proven + 1e-4)))

    def _take_chosen(self, model: Model, chosen: Any) -> None:
        if chosen is not None:
            self._take(self.columns.plan_of(self.np.array(model.at)[chosen > 0.5]))

    def _take(self, plan: dict[Id, Id]) -> None:
        if len(plan) == len(self.plan) and (worth := score(self.problem, plan)) >= self.found:
            self.plan, self.found = plan, worth
        self.tell()
