"""The order of the possible spots, each with its reasons.

Two rules hold over everything: a better value never lowers a spot, and what is unknown counts as the worst value
that would still do, so it comes after what is known to be good.
"""

from collections.abc import Iterable
from datetime import date

from allemed.catalogue.rules.distance import walking_minutes
from allemed.matching.rules.limits import why_not
from allemed.matching.rules.plain import SPOT_DAYS, ChildWishes, Match, OpenSpot, Reason
from allemed.matching.rules.weights import WEIGHTS, Weights
from allemed.matching.rules.wishes import IN_READING_ORDER


def rank_spots(
    child: ChildWishes,
    spots: Iterable[OpenSpot],
    today: date,
    spot_days: int = SPOT_DAYS,
    weights: Weights = WEIGHTS,
) -> list[Match]:
    """The spots that may be offered, the best first, each with what speaks for and against it.

    The same spots in any order give the same list. Spots that cross a hard limit are left out: `why_not` says why.
    """
    possible = (spot for spot in spots if not why_not(child, spot, today, spot_days))
    return sorted((weigh_spot(child, spot, weights) for spot in possible), key=_order)


def weigh_spot(child: ChildWishes, spot: OpenSpot, weights: Weights = WEIGHTS) -> Match:
    """What speaks for and against one spot, hard limits aside."""
    minutes = walking_minutes(child.home, spot.point)
    said: list[Reason] = []
    for weigh in IN_READING_ORDER:
        said += weigh(child, spot, minutes, weights)
    return Match(
        spot=spot,
        score=round(sum(reason.points for reason in said), 6),
        reasons=tuple(reason for reason in said if reason.points >= 0 and not reason.is_unknown),
        objections=tuple(reason for reason in said if reason.points < 0 and not reason.is_unknown),
        unknowns=tuple(reason for reason in said if reason.is_unknown),
        minutes=minutes,
    )


def _order(match: Match) -> tuple:
    """Best score first; then fewer unknowns, the shorter walk, and the id, so that the order never wavers."""
    distance = match.minutes if match.minutes is not None else float("inf")
    return -match.score, len(match.unknowns), distance, str(match.spot.spot_id)
