"""What an association does each time something happens: it applies for a fee (C09), answers (C13), meets a child on
the first day (C14), asks after two missed sessions (C18); and prices in applications (C08).

Each case keeps its group and its day; the placement is for the coordinator's eyes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Protocol
from uuid import UUID

from allemed.commitments.rules.evidence.groups import GroupFacts
from allemed.commitments.rules.evidence.verdict import Event, Reason, Verdict

ANSWER_DAYS = 5
ANSWER_SHARE = 0.8  # our default: how many of the answers have to come in time
FUND_DAYS = 5
ASK_DAYS = 7

WorkingDaysBetween = Callable[[date, date], int]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """C13: a question of the coordinator and its answer."""

    asked_on: date
    answered_on: date | None = None
    group: str = ""
    placement_id: UUID | None = None


class _Case(Protocol):
    """Something that began on a day and is to be done within some days."""

    @property
    def began_on(self) -> date: ...
    @property
    def done_on(self) -> date | None: ...
    @property
    def group(self) -> str: ...
    @property
    def placement_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class FundCase:
    """C09 and C08: a fee the association was asked to apply for; `done_on`: when it was sent.

    `is_above_price`: the application says more than what the group costs everybody else.
    """

    began_on: date
    done_on: date | None = None
    group: str = ""
    is_above_price: bool = False
    placement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MissedTwice:
    """C18: a child did not come twice in a row, the second time on `began_on`; the association asked on `done_on`."""

    began_on: date
    done_on: date | None = None
    group: str = ""
    placement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FirstDay:
    """C14: the card a family gets for a first session: is it said who meets the child, that a child of the group goes
    along (a buddy), and how the place looks (a picture or words)?
    """

    on: date
    group: str = ""
    has_meeter: bool = False
    has_buddy: bool = False
    has_place: bool = False
    placement_id: UUID | None = None


def judge_answers(inquiries: Iterable[Inquiry], today: date, working_days_between: WorkingDaysBetween) -> Verdict:
    """C13: answers come within five working days. What is unanswered counts once its five days are over.

    `working_days_between(start, end)` counts the working days after `start` up to and with `end`.
    """
    waited, events = [], []
    for one in sorted(inquiries, key=lambda one: one.asked_on):
        days = working_days_between(one.asked_on, one.answered_on or today)
        counts = one.answered_on is not None or days > ANSWER_DAYS
        if counts:
            waited.append(days)
        code = "answered" if one.answered_on else "unanswered"
        good = days <= ANSWER_DAYS if counts else None
        params = {"days": days, "answered_on": one.answered_on}
        events.append(Event(code, one.group, one.asked_on, good, params, one.placement_id))
    if not waited:
        return Verdict(None, (Reason("nothing_asked"),), tuple(events))
    in_time = sum(days <= ANSWER_DAYS for days in waited)
    figures = {"median": median(waited), "in_time": in_time, "count": len(waited)}
    return Verdict(in_time / len(waited) >= ANSWER_SHARE, (Reason("answers", figures),), tuple(events))


def judge_fund(cases: Iterable[FundCase], today: date) -> Verdict:
    """C09: each fee the association was asked to apply for was sent within five days."""
    return _judge_cases(list(cases), today, FUND_DAYS, "fund")


def judge_missed(cases: Iterable[MissedTwice], today: date) -> Verdict:
    """C18: after a second missed session somebody asked within seven days."""
    return _judge_cases(list(cases), today, ASK_DAYS, "missed")


def _judge_cases(cases: Sequence[_Case], today: date, most_days: int, name: str) -> Verdict:
    """While a case is open nothing is kept; past its days that is said. What was done late is done, and counted as late."""
    known = sorted(cases, key=lambda one: one.began_on)
    events = tuple(_event(one, today, most_days, name) for one in known)
    waiting = [one for one in known if one.done_on is None]
    if waiting:
        late = any(_days(one, today) > most_days for one in waiting)
        why = tuple(
            Reason(f"{name}_open", {"group": one.group, "on": one.began_on, "by": one.began_on + timedelta(most_days)})
            for one in waiting
        )
        return Verdict(False if late else None, why, events, tuple(one.began_on for one in waiting))
    if not known:
        return Verdict(None, (Reason(f"no_{name}"),))
    in_time = sum(_days(one, today) <= most_days for one in known)
    return Verdict(True, (Reason(f"{name}_cases", {"in_time": in_time, "count": len(known)}),), events)


def _days(one: _Case, today: date) -> int:
    return ((one.done_on or today) - one.began_on).days


def _event(one: _Case, today: date, most_days: int, name: str) -> Event:
    is_late = _days(one, today) > most_days
    good = not is_late if one.done_on is not None or is_late else None
    code = f"{name}_done" if one.done_on is not None else f"{name}_open"
    return Event(code, one.group, one.began_on, good, {"done_on": one.done_on}, one.placement_id)


def judge_price(groups: Iterable[GroupFacts], cases: Iterable[FundCase]) -> Verdict:
    """C08: each open group shows one price, and no application for support says more. On doubt a report clears it."""
    open_groups = [group for group in groups if group.is_open]
    if not open_groups:
        return Verdict(None, (Reason("no_open_groups"),))
    above = [one for one in cases if one.is_above_price]
    why = [Reason("price_not_shown", {"group": group.name}) for group in open_groups if not group.has_price]
    why += [Reason("price_above", {"group": one.group, "on": one.began_on}) for one in above]
    events = [
        Event("one_price" if group.has_price else "price_not_shown", group.name, None, group.has_price)
        for group in open_groups
    ]
    events += [Event("price_above", one.group, one.began_on, False, {}, one.placement_id) for one in above]
    return Verdict(not why, tuple(why) or (Reason("one_price", {"count": len(open_groups)}),), tuple(events))


def judge_welcome(has_routine: bool, first_days: Iterable[FirstDay]) -> Verdict:
    """C14: the routine was sent and accepted, and each card for a first day is filled."""
    days = sorted(first_days, key=lambda one: one.on)
    events = tuple(
        Event(
            "card_lacks" if _lacks(one) else "card_filled", one.group, one.on, not _lacks(one), {"lacks": _lacks(one)},
            one.placement_id,
        )
        for one in days
    )  # fmt: skip
    why = [] if has_routine else [Reason("routine_missing")]
    lacking = dict.fromkeys((one.group, _lacks(one)) for one in days if _lacks(one))  # each is said once
    why += [Reason("card_lacks", {"group": group, "lacks": lacks}) for group, lacks in lacking]
    if why:
        return Verdict(False, tuple(why), events)
    if not days:
        return Verdict(None, (Reason("no_first_day"),))
    return Verdict(True, (Reason("cards_filled", {"count": len(days)}),), events)


def first_days_counted(today: date) -> tuple[date, date]:
    """Cards count from a month back, so that an old one doesn't stay, until the day before the session (our default)."""
    return today - timedelta(days=30), today + timedelta(days=2)


def _lacks(one: FirstDay) -> tuple[str, ...]:
    said = (("meets", one.has_meeter), ("buddy", one.has_buddy), ("place", one.has_place))
    return tuple(name for name, is_there in said if not is_there)
