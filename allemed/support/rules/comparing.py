"""Who stayed, by what was done. It compares, it proves nothing; small numbers are not shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from allemed.support.rules.codes import InterventionKind

FEWEST = 5  # our default: smaller counts could be somebody
STAYED_AFTER = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Stay:
    """One child that began: what was done for it, and whether it was still active after three months."""

    done: Collection[InterventionKind]
    stayed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many began with and without it, and the share of each that stayed (percent). None: too few to show."""

    kind: InterventionKind
    with_it: int | None = None
    without_it: int | None = None
    stayed_with: int | None = None
    stayed_without: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.with_it is not None


def has_stayed(started_on: date, ended_on: date | None) -> bool:
    """Was it still active three months after the start? Going on to another activity later is no stop before."""
    return ended_on is None or ended_on >= started_on + STAYED_AFTER


def last_start(today: date) -> date:
    """Only who began so early is counted that three whole months are known; it moves once a month.

    So nobody sees one child more or less from one day to the next.
    """
    return today.replace(day=1) - STAYED_AFTER


def compare(stays: Iterable[Stay]) -> list[Comparison]:
    """One line for each kind. A line is shown only if none of its four counts is between one and four."""
    rows = list(stays)
    return [_compare(kind, rows) for kind in InterventionKind]


def _compare(kind: InterventionKind, rows: list[Stay]) -> Comparison:
    done = [row.stayed for row in rows if kind in row.done]
    not_done = [row.stayed for row in rows if kind not in row.done]
    counts = (sum(done), len(done) - sum(done), sum(not_done), len(not_done) - sum(not_done))
    if min(len(done), len(not_done)) < FEWEST or any(0 < count < FEWEST for count in counts):
        return Comparison(kind)
    return Comparison(
        kind,
        with_it=len(done),
        without_it=len(not_done),
        stayed_with=round(100 * counts[0] / len(done)),
        stayed_without=round(100 * counts[2] / len(not_done)),
    )
