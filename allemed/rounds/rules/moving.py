"""Moving one child of a plan by hand: what it costs, and who loses a seat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allemed.rounds.rules.problem import Id


@dataclass(frozen=True, slots=True)
class Seated:
    """A child of the plan: where it sits (None: nowhere), whether it has been sent, and its fits, the best first."""

    child: Id
    group: Id | None
    fits: Mapping[Id, int]
    is_sent: bool = False

    @property
    def fit(self) -> int:
        return self.fits.get(self.group, 0) if self.group is not None else 0


@dataclass(frozen=True, slots=True)
class Move:
    """What moving a child makes of the plan. `loser`: whose seat it takes, and where that child goes then.

    `points` is the change of the sum of fits, `places` of the number of children with a place. `is_possible` is False
    where every seat belongs to a child that has been sent.
    """

    points: int
    places: int
    loser: Id | None = None
    loser_to: Id | None = None
    is_possible: bool = True


def weigh_move(mover: Seated, to: Id | None, others: Iterable[Seated], free: Mapping[Id, int]) -> Move:
    """Take `mover` to `to`. `others` sit in `to`; `free` are the seats that nobody has in the plan.

    In a full group the child loses its seat that loses least: first one that finds another place, then by fit.
    """
    points = (mover.fits.get(to, 0) if to is not None else 0) - mover.fit
    places = (to is not None) - (mover.group is not None)
    if to is None or to == mover.group or free.get(to, 0) > 0:
        return Move(points, places)
    left = dict(free)
    if mover.group is not None:
        left[mover.group] = left.get(mover.group, 0) + 1
    ways = [_way_out(one, to, left) for one in others if not one.is_sent and one.child != mover.child]
    if not ways:
        return Move(points, places, is_possible=False)
    loss, lost_place, loser, loser_to = min(ways, key=lambda way: (way[1], way[0], str(way[2])))
    return Move(points - loss, places - lost_place, loser, loser_to)


def _way_out(one: Seated, away_from: Id, left: Mapping[Id, int]) -> tuple[int, int, Id, Id | None]:
    """What it loses, whether it loses its place, who it is, and where it goes."""
    open_groups = [(fit, group) for group, fit in one.fits.items() if group != away_from and left.get(group, 0) > 0]
    if not open_groups:
        return one.fit, 1, one.child, None
    fit, group = max(open_groups, key=lambda pair: (pair[0], str(pair[1])))
    return one.fit - fit, 0, one.child, group
