"""Which open spots fit a child: hard limits that are never crossed, then an order with its reasons."""

from allemed.catalogue.rules.distance import walking_minutes
from allemed.matching.rules.limits import clashes, why_not
from allemed.matching.rules.plain import (
    SPOT_DAYS,
    ChildWishes,
    Company,
    Match,
    OpenSpot,
    Point,
    Reason,
    Session,
    part_of_day,
)
from allemed.matching.rules.priorities import AS_USUAL, MATTERS, STEPS, Matters, weights_for
from allemed.matching.rules.ranking import rank_spots, weigh_spot
from allemed.matching.rules.weights import WEIGHTS, Weights

__all__ = [
    "AS_USUAL",
    "MATTERS",
    "SPOT_DAYS",
    "STEPS",
    "WEIGHTS",
    "ChildWishes",
    "Company",
    "Match",
    "Matters",
    "OpenSpot",
    "Point",
    "Reason",
    "Session",
    "Weights",
    "clashes",
    "part_of_day",
    "rank_spots",
    "walking_minutes",
    "weigh_spot",
    "weights_for",
    "why_not",
]
