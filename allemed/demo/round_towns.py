"""Invented instances of any size, for the bench: as a town's are, scarce where everybody wants to be."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from random import Random

from allemed.matching.rules import ChildWishes, OpenSpot, Point, Session

TODAY = date(2026, 11, 23)
KINDS = {
    "football": "ball", "handball": "ball", "basketball": "ball", "swimming": "water", "dance": "move", "gymnastics": "move",
    "martial_arts": "move", "choir": "stage", "band": "stage", "theatre": "stage", "scouts": "nature", "climbing": "nature",
    "art": "craft", "chess": "mind", "coding": "mind",
}  # fmt: skip
_POPULAR = (9, 5, 3, 6, 5, 3, 3, 2, 2, 2, 3, 3, 2, 1, 2)
_TIMES = (
    (time(15, 30), time(16, 30)),
    (time(16, 0), time(17, 30)),
    (time(17, 30), time(19, 0)),
    (time(18, 0), time(19, 30)),
)
_PARTS = ("after_school", "evening")


def invent(
    children: int, groups: int, seed: int
) -> tuple[dict[str, ChildWishes], list[OpenSpot], tuple[tuple[str, str], ...]]:
    """Children `c0` …, groups `g0` … with about as many seats as children, and pairs: siblings and friends."""
    random = Random(seed)  # noqa: S311
    half = 0.006 * max(1.0, (groups / 40) ** 0.5)  # a larger town has more ground, too
    schools = [_point(random, half) for _ in range(max(2, groups // 20))]
    halls = [_point(random, half) for _ in range(max(3, groups // 4))]
    spots = [_spot(random, f"g{number}", halls, children / groups) for number in range(groups)]
    wishes = {f"c{number}": _child(random, schools) for number in range(children)}
    pairs = tuple((f"c{number}", f"c{number + 1}") for number in range(0, children - 1, 2) if random.random() < 0.12)
    for one, other in pairs:
        wishes[other] = _friend_of(random, wishes[one], wishes[other])
    return wishes, spots, pairs


def _point(random: Random, half: float) -> Point:
    return Point(round(59 + random.uniform(-half, half) * 2, 5), round(6 + random.uniform(-half, half) * 4, 5))


def _spot(random: Random, name: str, halls: list[Point], share: float) -> OpenSpot:
    kind = random.choices(list(KINDS), _POPULAR)[0]
    year, times = random.randint(2010, 2019), random.choice(_TIMES)
    days = sorted(random.sample(range(5), random.choice((1, 1, 2))))
    return OpenSpot(
        spot_id=name, activity_id=name, kind=kind, kind_family=KINDS[kind], birth_year_from=year, birth_year_to=year + random.randint(1, 3),
        confirmed_on=TODAY, free=max(1, round(random.uniform(0.3, 1.7) * share)), sessions=tuple(Session(day, *times) for day in days),
        gender_group=random.choice(("all",) * 8 + ("girls", "boys")), point=random.choice(halls),
        cost=random.choice((None, Decimal(0), Decimal(400), Decimal(900), Decimal(1800))), trial_times=random.choice((0, 2)),
        bring=frozenset(random.sample(("indoor_shoes", "swimsuit", "football_boots"), random.choice((0, 1)))),
        borrow=frozenset(random.sample(("indoor_shoes", "swimsuit", "football_boots"), random.choice((0, 0, 1)))),
        languages=frozenset(random.sample(("nb", "ar", "uk", "so"), 2)), is_right_after_school=times[0] < time(16),
        has_transport_help=random.random() < 0.1, is_for_beginners=random.random() < 0.5,
    )  # fmt: skip


def _child(random: Random, schools: list[Point]) -> ChildWishes:
    kinds = tuple(dict.fromkeys(random.choices(list(KINDS), _POPULAR, k=3)))
    free = random.sample([(day, part) for day in range(5) for part in _PARTS], random.randint(3, 7))
    return ChildWishes(
        birth_year=random.randint(2011, 2020), gender=random.choice(("girl", "boy", "girl", "boy", None)), kinds=kinds,
        kind_families=frozenset(KINDS[kind] for kind in kinds), free=frozenset(free), max_walk_minutes=random.choice((15, 20, 30, 45, None)),
        may_use_bus=random.choice((True, False, None)), home=random.choice(schools), wants_fee_help=random.random() < 0.4,
        needs_equipment=frozenset(random.sample(("indoor_shoes", "swimsuit", "football_boots"), random.choice((0, 0, 1)))),
        languages=frozenset({random.choice(("ar", "uk", "so", "ti", "pl"))}),
    )  # fmt: skip


def _friend_of(random: Random, one: ChildWishes, other: ChildWishes) -> ChildWishes:
    """Of about the same age, at the same school."""
    return replace(other, birth_year=one.birth_year + random.choice((0, 0, 1)), home=one.home)
