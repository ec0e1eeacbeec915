"""The linear program in HiGHS: rows, columns that come in one by one, prices, and whole numbers.

Rows: one place a child, the seats of each group, how many children in all, and two for each group a pair could share.
"""

import time
from collections.abc import Callable
from typing import Any

from allemed.rounds.gateway.columns import Columns
from allemed.rounds.rules.problem import TOGETHER


class Model:
    """A model that begins with the ties; `add` brings columns in. `goes_on` is asked while HiGHS works."""

    def __init__(self, columns: Columns, placed: int, goes_on: Callable[[], bool], until: float):
        import highspy

        self._highspy: Any = highspy
        self._columns, self._until, self.np = columns, until, columns.np
        self.everybody = placed == len(columns.children)
        self.at: list[int] = []  # which column stands where; the ties stand before them
        self._all_row = len(columns.children) + len(columns.seats)
        self._tie_row = self._all_row + 1
        self._highs = _quiet(highspy)
        for option, chosen in (("threads", 2), ("random_seed", 1)):
            self._highs.setOptionValue(option, chosen)
        self._highs.passModel(self._rows(float(placed)))
        self._add_ties()

        def heard(event: Any) -> None:
            if not goes_on():
                event.interrupt()

        self._highs.cbSimplexInterrupt += heard
        self._highs.cbMipInterrupt += heard

    def _rows(self, placed: float) -> Any:
        np, children, ties = self.np, len(self._columns.children), len(self._columns.ties)
        seats, rows = self._columns.seats, self._highspy.HighsLp()
        rows.num_row_ = self._tie_row + 2 * ties
        rows.row_lower_ = np.concatenate([
            np.full(children, 1.0 if self.everybody else 0.0), np.zeros(len(seats)),
            [0.0 if self.everybody else placed], np.full(2 * ties, -self._highspy.kHighsInf),
        ])  # fmt: skip
        rows.row_upper_ = np.concatenate([np.ones(children), seats, [placed], np.zeros(2 * ties)])
        return rows

    def _add_ties(self) -> None:
        np, ties = self.np, len(self._columns.ties)
        self._tied: dict[int, list[int]] = {}
        for order, pair in enumerate(self._columns.ties):
            for side, column in enumerate(pair):
                self._tied.setdefault(column, []).append(self._tie_row + 2 * order + side)
        if ties:
            rows = np.arange(self._tie_row, self._tie_row + 2 * ties, dtype=np.int32)
            self._highs.addCols(
                ties, np.full(ties, -float(TOGETHER)), np.zeros(ties), np.ones(ties), 2 * ties,
                np.arange(0, 2 * ties, 2, dtype=np.int32), rows, np.ones(2 * ties),
            )  # fmt: skip

    def add(self, columns: Any) -> None:
        """Bring these columns in."""
        np, all_of = self.np, self._columns
        starts: list[int] = []
        rows: list[int] = []
        values: list[float] = []
        for column in columns.tolist():
            starts.append(len(rows))
            ones = [int(all_of.child[column]), len(all_of.children) + int(all_of.group[column])]
            ones += [] if self.everybody else [self._all_row]
            tied = self._tied.get(column, [])
            rows += ones + tied
            values += [1.0] * len(ones) + [-1.0] * len(tied)
        count = len(columns)
        self._highs.addCols(
            count, -all_of.fit[columns], np.zeros(count), np.ones(count), len(rows),
            np.array(starts, dtype=np.int32), np.array(rows, dtype=np.int32), np.array(values),
        )  # fmt: skip
        self.at += columns.tolist()

    def run(self) -> bool:
        """Solve what stands there; False when it was stopped before its end."""
        left = self._until - time.monotonic()
        if left <= 0:
            return False
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        return self._highs.getModelStatus() == self._highspy.HighsModelStatus.kOptimal

    def chosen(self) -> Any:
        """How much of each column that is in the solution takes, in the order of `at`."""
        return self.np.array(self._highs.getSolution().col_value)[len(self._columns.ties) :]

    def prices(self) -> tuple[Any, Any]:
        """What a seat of each group costs, and what each side of each tie gets."""
        dual = -self.np.array(self._highs.getSolution().row_dual)
        seat_price = self.np.maximum(0.0, dual[len(self._columns.children) : self._all_row])
        return seat_price, self.np.maximum(0.0, dual[self._tie_row :]).reshape(-1, 2)

    def run_whole(self, fixed: Any) -> tuple[Any | None, float]:
        """Solve in whole numbers, with those places of `at` fixed: the solution if there is one, and its bound."""
        np, ties = self.np, len(self._columns.ties)
        count = ties + len(self.at)
        every, lower = np.arange(count, dtype=np.int32), np.zeros(count)
        lower[fixed + ties] = 1.0
        self._highs.changeColsBounds(count, every, lower, np.ones(count))
        self._highs.changeColsIntegrality(count, every, np.array([self._highspy.HighsVarType.kInteger] * count))
        self.run()
        info = self._highs.getInfo()
        found = info.primal_solution_status == self._highspy.SolutionStatus.kSolutionStatusFeasible
        return self.chosen() if found else None, -info.mip_dual_bound


def _quiet(highspy: Any) -> Any:
    """A solver that never writes to the screen; told so before it says hello."""

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Quiet()
