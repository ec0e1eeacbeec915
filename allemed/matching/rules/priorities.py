"""What matters to one family, in four steps each, as changes of the table of weights."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache

from allemed.matching.rules.weights import WEIGHTS, Weights

STEPS = (0, 1, 2, 3)  # it does not matter, as usual, it matters, it matters most
_TIMES = (0.0, 1.0, 2.0, 3.0)  # our default: what a step makes of the weight


@dataclass(frozen=True, slots=True)
class Matters:
    """What the family said: near, right after school, with a friend or sibling, free of charge."""

    near: int = 1
    after_school: int = 1
    friend: int = 1
    free: int = 1


AS_USUAL = Matters()
MATTERS = tuple(field.name for field in fields(Matters))
_WEIGHTS = {
    "near": ("near", "far_by_bus", "too_far", "transport_help"),
    "after_school": ("right_after_school",),
    "friend": ("room_for_friend", "no_room_for_friend", "companion_there"),
    "free": ("free_of_charge", "costs", "costs_with_fee_help"),
}


@lru_cache(256)
def weights_for(matters: Matters, base: Weights = WEIGHTS) -> Weights:
    """The table of weights for one family."""
    changed = {
        weight: getattr(base, weight) * _TIMES[getattr(matters, name)]
        for name, weights in _WEIGHTS.items()
        for weight in weights
    }
    return replace(base, **changed)
