"""Who stayed, by what was done. It compares, it proves nothing; small numbers are not shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

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
    return was_active_after(started_on, ended_on, STAYED_AFTER)


def last_start(today: date, span: timedelta = STAYED_AFTER) -> date:
    """Only who began so early is counted that the whole `span` is known; it moves once a month.

    So nobody sees one child more or less from one day to the next.
    """
    return today.replace(day=1) - span


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


STILL_AFTER = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Effort:
    """One child that began more than half a year ago: the minutes and money noted for it, and whether it is there still."""

    minutes: int
    money: Decimal
    is_active: bool


@dataclass(frozen=True, slots=True)
class CostOfStaying:
    """What was noted for all who began, divided by those who were still active after six months (V15)."""

    began: int
    active: int
    minutes_each: int
    money_each: Decimal


def cost_of_staying(efforts: Iterable[Effort]) -> CostOfStaying | None:
    """None while fewer than five are active, while one to four have stopped, or while nothing was noted at all."""
    rows = list(efforts)
    active = sum(row.is_active for row in rows)
    minutes, money = sum(row.minutes for row in rows), sum((row.money for row in rows), Decimal(0))
    if active < FEWEST or 0 < len(rows) - active < FEWEST or not (minutes or money):
        return None
    return CostOfStaying(len(rows), active, round(minutes / active), Decimal(round(money / active)))


def was_active_after(started_on: date, ended_on: date | None, span: timedelta) -> bool:
    """Had it not ended that long after the start?"""
    return ended_on is None or ended_on >= started_on + span
