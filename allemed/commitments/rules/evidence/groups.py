"""What an association's groups show: trials (C06), one price (C08), costs and tasks (C10), fresh spots (C11),
spots held for referred children (C12), and equipment to borrow (C17).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from allemed.commitments.rules.evidence.verdict import Event, Reason, Verdict

TRIAL_TIMES = 3
SPOT_DAYS = 30
HELD_SPOTS = 2
EVERYTHING = "everything"  # the code of "everything you need can be borrowed"


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """An activity. `free`: open spots posted; `confirmed_on`: when they were last said to be true.

    `has_price` and `has_tasks`: is it said what it costs and what parents do ("nothing" is said too)? `held_free` and
    `held_taken`: spots held for referred children, and those of them that such children have now. `has_members`: does a
    child become a member there? Not where one just comes, in a holiday's days, or where it is for parents.
    """

    name: str
    is_open: bool
    trial_times: int = 0
    free: int = 0
    confirmed_on: date | None = None
    has_price: bool = False
    has_tasks: bool = False
    bring: Collection[str] = ()
    borrow: Collection[str] = ()
    held_free: int = 0
    held_taken: int = 0
    has_members: bool = True


_Look = Callable[[GroupFacts], Reason | None]  # what is wrong with one group; None: nothing


def _judge_each(groups: Iterable[GroupFacts], look: _Look, good: str, told: Callable[[GroupFacts], Event]) -> Verdict:
    """Kept where nothing is wrong with any open group. `good`: what is said then."""
    open_groups = [group for group in groups if group.is_open]
    if not open_groups:
        return Verdict(None, (Reason("no_open_groups"),))
    wrong = tuple(reason for reason in map(look, open_groups) if reason)
    events = tuple(told(group) for group in open_groups)
    return Verdict(not wrong, wrong or (Reason(good, {"count": len(open_groups)}),), events)


def judge_trial(groups: Iterable[GroupFacts]) -> Verdict:
    """C06: every open group that takes members lets a child try at least three times before membership and payment."""

    def look(group: GroupFacts) -> Reason | None:
        times = group.trial_times
        return Reason("trial_too_short", {"group": group.name, "times": times}) if times < TRIAL_TIMES else None

    def told(group: GroupFacts) -> Event:
        return Event("trial", group.name, None, group.trial_times >= TRIAL_TIMES, {"times": group.trial_times})

    return _judge_each([group for group in groups if group.has_members], look, "trial_everywhere", told)


def judge_shown(groups: Iterable[GroupFacts]) -> Verdict:
    """C10: of every open group families read what it costs and what parents are asked to do."""

    def lacks(group: GroupFacts) -> str:
        wanting = [name for name, said in (("price", group.has_price), ("tasks", group.has_tasks)) if not said]
        return "_and_".join(wanting)

    def look(group: GroupFacts) -> Reason | None:
        return Reason(f"{lacks(group)}_not_shown", {"group": group.name}) if lacks(group) else None

    def told(group: GroupFacts) -> Event:
        return Event(f"{lacks(group)}_not_shown" if lacks(group) else "all_shown", group.name, None, not lacks(group))

    return _judge_each(groups, look, "all_shown", told)


def judge_fresh_spots(groups: Iterable[GroupFacts], today: date, spot_days: int = SPOT_DAYS) -> Verdict:
    """C11: every open spot was confirmed within the last thirty days."""
    posted = [group for group in groups if group.is_open and group.free > 0]
    if not posted:
        return Verdict(None, (Reason("no_open_spots"),))

    def look(group: GroupFacts) -> Reason | None:
        days = (today - group.confirmed_on).days if group.confirmed_on else None
        stale = days is None or days > spot_days
        return Reason("spot_not_confirmed", {"group": group.name, "days": days}) if stale else None

    def told(group: GroupFacts) -> Event:
        code = "spot_confirmed" if group.confirmed_on else "spot_never_confirmed"
        return Event(code, group.name, group.confirmed_on, look(group) is None)

    return _judge_each(posted, look, "spots_confirmed", told)


def judge_held(groups: Iterable[GroupFacts]) -> Verdict:
    """C12: at least two spots are held for referred children; one that such a child has taken counts."""
    open_groups = [group for group in groups if group.is_open]
    if not open_groups:
        return Verdict(None, (Reason("no_open_groups"),))
    held = [group for group in open_groups if group.held_free + group.held_taken]
    count = sum(group.held_free + group.held_taken for group in held)
    events = tuple(
        Event("held", group.name, None, True, {"free": group.held_free, "taken": group.held_taken}) for group in held
    )
    kept = count >= HELD_SPOTS
    return Verdict(kept, (Reason("spots_held" if kept else "spots_not_held", {"count": count}),), events)


def judge_equipment(groups: Iterable[GroupFacts], lendable: Collection[str], lent: Collection[str]) -> Verdict:
    """C17: what an open group asks a child to bring can be borrowed, from the group or from a lender.

    `lendable`: codes of things anybody lends at all (nobody borrows a water bottle); `lent`: what lenders have here.
    """

    def lacks(group: GroupFacts) -> list[str]:
        if EVERYTHING in group.borrow:
            return []
        return [code for code in group.bring if code in lendable and code not in group.borrow and code not in lent]

    def look(group: GroupFacts) -> Reason | None:
        return Reason("nobody_lends", {"group": group.name, "things": lacks(group)}) if lacks(group) else None

    def told(group: GroupFacts) -> Event:
        asked = [code for code in group.bring if code in lendable]
        missing = lacks(group)
        if missing:
            return Event("nobody_lends", group.name, None, False, {"things": missing})
        return Event("lent" if asked or group.borrow else "nothing_needed", group.name, None, True)

    return _judge_each(groups, look, "equipment_lent", told)
