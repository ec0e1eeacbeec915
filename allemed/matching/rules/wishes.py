"""One small function per thing a family looks at; each returns what it has to say, in codes.

All take the child's wishes, the spot, the minutes on foot (None: unknown) and the table of weights.
"""

from allemed.matching.rules.plain import ChildWishes, OpenSpot, Reason, part_of_day
from allemed.matching.rules.weights import Weights


def kind(child: ChildWishes, spot: OpenSpot, _minutes: int | None, weights: Weights) -> list[Reason]:
    """The child pointed at it: the first picture counts most."""
    if not child.kinds:
        return [Reason("wish_unknown", is_unknown=True)]
    if spot.kind in child.kinds:
        place = child.kinds.index(spot.kind)
        points = weights.pointed_at[min(place, len(weights.pointed_at) - 1)]
        return [Reason("pointed_at", {"kind": spot.kind, "place": place + 1}, points)]
    if spot.kind_family in child.kind_families:
        return [Reason("same_family", {"kind": spot.kind, "family": spot.kind_family}, weights.same_family)]
    return [Reason("not_pointed_at", {"kind": spot.kind}, -1)]


def times(child: ChildWishes, spot: OpenSpot, _minutes: int | None, weights: Weights) -> list[Reason]:
    """Every weekly session should lie in a time the family can."""
    if not spot.sessions or not child.free:
        return [Reason("times_unknown", {"who": "family" if spot.sessions else "spot"}, is_unknown=True)]
    fitting = [session for session in spot.sessions if (session.weekday, part_of_day(session)) in child.free]
    days = tuple(sorted({session.weekday for session in fitting}))
    others = tuple(sorted({session.weekday for session in spot.sessions if session not in fitting}))
    if not others:
        return [Reason("times_fit", {"weekdays": days}, weights.times_fit)]
    if not days:
        return [Reason("times_do_not_fit", {"weekdays": others}, weights.times_do_not_fit)]
    return [
        Reason("times_fit", {"weekdays": days}, weights.some_times_fit),
        Reason("times_do_not_fit", {"weekdays": others}, -1),
    ]


def distance(child: ChildWishes, spot: OpenSpot, minutes: int | None, weights: Weights) -> list[Reason]:
    """Nearer is better; too far on foot is softened by a bus or a lift."""
    if minutes is None:
        return [Reason("distance_unknown", is_unknown=True)]
    limit = _walk_limit(child, weights)
    if minutes <= limit:
        return [Reason("on_foot", {"minutes": minutes}, weights.near * (1 - minutes / max(limit, 1)))]
    said = {"minutes": minutes, "limit": limit}
    if spot.has_transport_help:
        return [Reason("far_with_transport_help", said, weights.far_by_bus)]
    if child.may_use_bus:
        return [Reason("far_by_bus", said, weights.far_by_bus)]
    return [Reason("too_far", said, weights.too_far)]


def _walk_limit(child: ChildWishes, weights: Weights) -> int:
    return child.max_walk_minutes if child.max_walk_minutes is not None else weights.long_walk_minutes


def cost(child: ChildWishes, spot: OpenSpot, _minutes: int | None, weights: Weights) -> list[Reason]:
    """Free is best, cheap is better than dear; an unknown price counts as a high one."""
    dearest = weights.costs_with_fee_help if child.wants_fee_help else weights.costs
    if spot.cost is None:
        return [Reason("cost_unknown", {}, dearest, is_unknown=True)]
    if spot.cost == 0:
        return [Reason("free_of_charge", {}, weights.free_of_charge)]
    share = float(min(spot.cost, weights.high_cost) / weights.high_cost)
    code = "costs_with_fee_help" if child.wants_fee_help else "costs"
    return [Reason(code, {"amount": spot.cost}, dearest * share)]


def equipment(child: ChildWishes, spot: OpenSpot, _minutes: int | None, weights: Weights) -> list[Reason]:
    """What the child lacks and has to bring: can it be borrowed there?"""
    lacking = child.needs_equipment & spot.bring
    lent = tuple(sorted(child.needs_equipment & spot.borrow))
    missing = tuple(sorted(lacking - spot.borrow))
    said = []
    if lent:
        said.append(Reason("can_be_borrowed", {"items": lent}, weights.can_be_borrowed))
    if missing:
        said.append(Reason("has_to_be_found", {"items": missing}, weights.has_to_be_found))
    return said


def gender(child: ChildWishes, spot: OpenSpot, _minutes: int | None, weights: Weights) -> list[Reason]:
    """A wish for girls only is weighed; a group for one sex is asked about where nothing was stated."""
    said = []
    if child.wants_girls_only and spot.gender_group == "girls":
        said.append(Reason("girls_only", {}, weights.girls_only))
    if child.wants_girls_only and spot.gender_group != "girls":
        said.append(Reason("not_girls_only", {}, weights.not_girls_only))
    if spot.gender_group != "all" and child.gender not in ("girl", "boy"):
        said.append(Reason("gender_not_stated", {"group": spot.gender_group}, weights.gender_not_stated, True))
    return said


def company(child: ChildWishes, spot: OpenSpot, _minutes: int | None, weights: Weights) -> list[Reason]:
    """A sibling or friend who is there already; else somebody who wants to come with a friend needs two spots."""
    if known := _known_there(child, spot, weights):
        return known
    if child.with_whom != "with_friend":
        return []
    if spot.free >= 2:
        return [Reason("room_for_friend", {"free": spot.free}, weights.room_for_friend)]
    return [Reason("no_room_for_friend", {}, weights.no_room_for_friend)]


def _known_there(child: ChildWishes, spot: OpenSpot, weights: Weights) -> list[Reason]:
    said = []
    for one in child.company:
        if spot.activity_id in one.there | one.coming:
            code = "companion_there" if spot.activity_id in one.there else "companion_coming"
            said.append(Reason(code, {"name": one.name, "is_sibling": one.is_sibling}, weights.companion_there))
    return said


def welcome(child: ChildWishes, spot: OpenSpot, minutes: int | None, weights: Weights) -> list[Reason]:
    """What makes the first time easier."""
    shared = tuple(sorted(child.languages & spot.languages))
    said = []
    if shared:
        said.append(Reason("language", {"languages": shared}, weights.language))
    if spot.is_right_after_school and any(part == "after_school" for _, part in child.free):
        said.append(Reason("right_after_school", {}, weights.right_after_school))
    if spot.trial_times > 0:
        said.append(Reason("trial", {"times": spot.trial_times}, weights.trial))
    if spot.is_for_beginners:
        said.append(Reason("for_beginners", {}, weights.for_beginners))
    if spot.has_transport_help and (minutes is None or minutes <= _walk_limit(child, weights)):
        said.append(Reason("transport_help", {}, weights.transport_help))
    if spot.is_held:
        said.append(Reason("held_for_us", {}, weights.held_for_us))
    return said


IN_READING_ORDER = (times, distance, cost, equipment, gender, company, welcome, kind)
