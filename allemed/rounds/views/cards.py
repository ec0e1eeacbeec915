"""A line of a round as people read it: the suggested group, why, and what the child lost against its best one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from allemed.catalogue.models import Activity
from allemed.catalogue.rules import kind_of
from allemed.locales import ngettext_s
from allemed.matching.forms import say
from allemed.matching.queries import get_activities, list_matters, list_spots
from allemed.matching.rules import AS_USUAL, Match, weigh_spot, weights_for
from allemed.rounds import queries
from allemed.rounds.forms import say_reason
from allemed.rounds.models import Round, RoundGroup, RoundLine

MOST_GOOD = 3  # reasons for it that stand on a line


def cards_of(plan: Round, lines: Iterable[RoundLine]) -> list[dict[str, Any]]:
    """One card a line, with the reasons as they are now."""
    some = list(lines)
    best = {line.id: UUID(line.options[0][0]) for line in some if line.options}
    shown = set(best.values()) | {line.activity_id for line in some if line.activity_id}
    activities, groups = get_activities(shown), queries.list_groups(plan.id, shown)
    spots = {spot.activity_id: spot for spot in list_spots()} if some else {}
    wishes = queries.wishes_now(line.child for line in some)
    matters = list_matters()
    return [
        _card(line, best.get(line.id), activities, groups, spots, wishes, matters.get(line.child_id, AS_USUAL))
        for line in some
    ]


def _card(line: RoundLine, best_id, activities: dict[UUID, Activity], groups, spots, wishes, matters) -> dict[str, Any]:
    spot = spots.get(line.activity_id)
    weights = weights_for(matters)
    match = weigh_spot(wishes[line.child_id], spot, weights) if spot else None
    best = activities.get(best_id) if best_id else None
    is_best = best is not None and best.id == line.activity_id
    return {
        "line": line,
        "child": line.child,
        "activity": line.activity,
        "kind": kind_of(line.activity.kind) if line.activity else None,
        "good": said_for(match)[:MOST_GOOD] if match else [],
        "bad": [say(reason) for reason in match.objections] if match else [],
        "unknown": [say(reason) for reason in match.unknowns] if match else [],
        "best": None if is_best else best,
        "best_fit": line.options[0][1] if line.options else None,
        "why_lost": say_full(groups[best.id]) if best and not is_best and best.id in groups else "",
        "why_none": say_reason(line.reason),
    }


def said_for(match: Match) -> list[str]:
    """What speaks for it, what counts most first."""
    return [say(reason) for reason in sorted(match.reasons, key=lambda reason: -reason.points)]


def say_full(group: RoundGroup) -> str:
    """How many it was the best group for, and how many seats it had. Nobody is named."""
    return ngettext_s(
        "best for %(wanted)s children, %(num)s place", "best for %(wanted)s children, %(num)s places", group.seats,
        wanted=group.wanted,
    )  # fmt: skip
