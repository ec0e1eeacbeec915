"""From wishes and open spots to the round's problem: who may be in which group, and how well each fits.

The limits and the weights are those of matching; what a family has said it cannot do is a limit here, too: a program
that plans for everybody does not bend it. Ten thousand children and two thousand groups are twenty million pairs, and
most of what matching looks at repeats: each thing is weighed once for what it depends on (`_parts`) and looked up.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from allemed.matching.rules import (
    SPOT_DAYS,
    WEIGHTS,
    ChildWishes,
    Match,
    OpenSpot,
    Reason,
    Weights,
    walking_minutes,
    weigh_spot,
    why_not,
    wishes,
)
from allemed.rounds.rules.problem import Id

LOWEST, HIGHEST = -100.0, 140.0  # the span of what matching counts; beyond it a fit is 1 or 100
SAID_CANNOT = ("times_do_not_fit", "too_far", "not_girls_only")  # objections that are limits in a round


@dataclass(frozen=True, slots=True)
class Stated:
    """The fit of each allowed group by child, and what stood against most groups of the right age."""

    fits: dict[Id, dict[Id, int]]
    against: dict[Id, str]


def fit_of(points: float) -> int:
    """What matching counted, as 1–100."""
    return max(1, min(100, round(100 * (points - LOWEST) / (HIGHEST - LOWEST))))


def limits_of(child: ChildWishes, match: Match) -> list[Reason]:
    """What the family has said it cannot do and this spot would need."""
    said = match.reasons + match.objections
    return [reason for reason in match.objections if reason.code in SAID_CANNOT and not _is_bent(child, reason, said)]


def _is_bent(child: ChildWishes, reason: Reason, said: Iterable[Reason]) -> bool:
    """One of two days fits: that can be talked about. A longest walk that nobody stated is no limit."""
    if reason.code == "times_do_not_fit":
        return any(other.code == "times_fit" for other in said)
    return reason.code == "too_far" and child.max_walk_minutes is None


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that is weighed, and all that it depends on."""

    weigh: Callable[[ChildWishes, OpenSpot, int | None, Weights], list[Reason]]
    of_child: Callable[[ChildWishes], Hashable]
    of_spot: Callable[[OpenSpot], Hashable]


_EACH = object()  # in a key: it depends on the walk as well, so it is weighed each time


def _parts(known: frozenset[Id]) -> tuple[_Part, ...]:
    """`known`: groups that a sibling or friend of some child is in, or on its way to."""
    return (
        _Part(wishes.distance, lambda c: (c.home, c.max_walk_minutes, c.may_use_bus), lambda s: (s.point, s.has_transport_help)),
        _Part(wishes.times, lambda c: c.free, lambda s: s.sessions),
        _Part(wishes.gender, lambda c: (c.gender, c.wants_girls_only), lambda s: s.gender_group),
        _Part(wishes.kind, lambda c: (c.kinds, c.kind_families), lambda s: (s.kind, s.kind_family)),
        _Part(wishes.cost, lambda c: c.wants_fee_help, lambda s: s.cost),
        _Part(wishes.equipment, lambda c: c.needs_equipment, lambda s: (s.bring, s.borrow)),
        _Part(
            wishes.company, lambda c: (c.with_whom, c.company),
            lambda s: (min(s.free, 2), s.activity_id if s.activity_id in known else None),
        ),
        _Part(
            wishes.welcome, lambda c: (c.languages, any(part == "after_school" for _day, part in c.free)),
            lambda s: (s.languages, s.is_right_after_school, s.trial_times, s.is_for_beginners, s.has_transport_help and _EACH),
        ),
    )  # fmt: skip


_CROSSED = object()
_NAMES: dict[Any, str] = {wishes.distance: "too_far", wishes.times: "times_do_not_fit", wishes.gender: "not_girls_only"}


_walk = lru_cache(100_000)(walking_minutes)


class _Table:
    """The points of one part, by what it depends on; `_CROSSED` where the family has said it cannot."""

    def __init__(self, part: _Part, spots: list[OpenSpot]):
        keys: dict[Hashable, int] = {}
        self._part, self._spots, self.name = part, spots, _NAMES.get(part.weigh, "")
        found = [part.of_spot(spot) for spot in spots]
        self.spot_keys = [keys.setdefault(key, len(keys)) for key in found]
        self.each = {keys[key] for key in keys if isinstance(key, tuple) and _EACH in key}
        self._rows: dict[Hashable, dict[int, Any]] = defaultdict(dict)

    def row_of(self, child: ChildWishes, weights: Weights) -> dict[int, Any]:
        return self._rows[(weights, self._part.of_child(child))]

    def weigh(self, child: ChildWishes, place: int, weights: Weights) -> Any:
        spot = self._spots[place]
        said = self._part.weigh(child, spot, _walk(child.home, spot.point), weights)
        crossed = any(one.code in SAID_CANNOT and not one.is_unknown and not _is_bent(child, one, said) for one in said)
        return _CROSSED if crossed else sum(reason.points for reason in said)


def state(
    children: Mapping[Id, ChildWishes],
    spots: Iterable[OpenSpot],
    today: date,
    spot_days: int = SPOT_DAYS,
    weights_of: Callable[[Id], Weights] = lambda child: WEIGHTS,
    busy_with: Callable[[Id], frozenset[Id]] = lambda child: frozenset(),
) -> Stated:
    """Every allowed pair with its fit. `busy_with`: groups a child is in already, or that said no to it."""
    offered = [spot for spot in spots if spot.free > 0]
    known = frozenset(group for child in children.values() for one in child.company for group in one.there | one.coming)
    tables = [_Table(part, offered) for part in _parts(known)]
    of_year = {year: _places_for(year, offered) for year in {child.birth_year for child in children.values()}}
    stated = Stated({}, {})
    for child_id, child in children.items():
        rows = [(table, table.spot_keys, table.row_of(child, weights_of(child_id))) for table in tables]
        stated.fits[child_id], stated.against[child_id] = _state_child(
            child, offered, of_year[child.birth_year], rows, today, spot_days, weights_of(child_id), busy_with(child_id)
        )
    return stated


def _places_for(year: int, spots: list[OpenSpot]) -> list[int]:
    return [place for place, spot in enumerate(spots) if spot.birth_year_from <= year <= spot.birth_year_to]


def _state_child(
    child: ChildWishes,
    spots: list[OpenSpot],
    places: list[int],
    rows: list[tuple[_Table, list[int], dict[int, Any]]],
    today: date,
    spot_days: int,
    weights: Weights,
    taken: frozenset[Id],
) -> tuple[dict[Id, int], str]:
    """One child's groups with their fits, and the code of what stands against most of the others."""
    fits: dict[Id, int] = {}
    against: Counter[str] = Counter()
    for place in places:
        points = 0.0
        for table, keys, row in rows:
            counted = row.get(keys[place])
            if counted is None:
                counted = table.weigh(child, place, weights)
                if keys[place] not in table.each:
                    row[keys[place]] = counted
            if counted is _CROSSED:
                against[table.name] += 1
                break
            points += counted
        else:
            spot = spots[place]
            if limits := why_not(child, spot, today, spot_days):
                against[limits[0].code] += 1
            elif spot.activity_id not in taken:
                fits[spot.activity_id] = fit_of(points)
    return fits, "" if fits else (against.most_common(1)[0][0] if against else "no_group_of_this_age")


def fit_for(child: ChildWishes, spot: OpenSpot, weights: Weights = WEIGHTS) -> int:
    """The fit of one pair, weighed the long way; the same as `state` finds."""
    return fit_of(weigh_spot(child, spot, weights).score)
