"""The hard limits: what is never offered to a child, however well the rest fits."""

from collections.abc import Iterable
from datetime import date

from allemed.matching.rules.plain import SPOT_DAYS, ChildWishes, OpenSpot, Reason, Session

_OPPOSITE = {"girls": "boy", "boys": "girl"}


def clashes(sessions: Iterable[Session], busy: Iterable[Session]) -> list[Session]:
    """Those of `sessions` that overlap one of `busy`; one may begin the minute another ends."""
    taken = list(busy)
    return [
        session
        for session in sessions
        if any(
            session.weekday == other.weekday and session.starts < other.ends and other.starts < session.ends
            for other in taken
        )
    ]


def why_not(child: ChildWishes, spot: OpenSpot, today: date, spot_days: int = SPOT_DAYS) -> list[Reason]:
    """The hard limits that this spot would cross for this child; empty when it may be offered."""
    found = []
    if child.birth_year > spot.birth_year_to:
        found.append(Reason("too_young", {"birth_year": spot.birth_year_to}))
    if child.birth_year < spot.birth_year_from:
        found.append(Reason("too_old", {"birth_year": spot.birth_year_from}))
    if child.gender and _OPPOSITE.get(spot.gender_group) == child.gender:
        found.append(Reason("other_gender_group", {"group": spot.gender_group}))
    if spot.free < 1:
        found.append(Reason("full"))
    for session in clashes(spot.sessions, child.busy):
        found.append(Reason("clash", {"weekday": session.weekday, "starts": session.starts, "ends": session.ends}))
    days = (today - spot.confirmed_on).days
    if days > spot_days:
        found.append(Reason("not_confirmed", {"days": days}))
    if not spot.is_open:
        found.append(Reason("closed"))
    return found
