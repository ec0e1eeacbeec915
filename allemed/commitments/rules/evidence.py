"""What the system itself can see kept, judged from plain facts.

A verdict says kept, not kept, or nothing to judge yet (None), and why, in codes. It is shown to people, who decide.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

TRIAL_TIMES = 3
SPOT_DAYS = 30
ANSWER_DAYS = 5
ANSWER_SHARE = 0.8  # our default: how many of the answers have to come in time

WorkingDaysBetween = Callable[[date, date], int]


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kept` is None where there is nothing to judge yet."""

    kept: bool | None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """C03: the contact person for inclusion. `confirm_from`: when it last had to be confirmed, a season's start."""

    has_contact: bool
    has_substitute: bool
    confirmed_on: date | None = None
    confirm_from: date | None = None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """C06 and C11: an activity. `free`: open spots posted; `confirmed_on`: when they were last said to be true."""

    name: str
    is_open: bool
    trial_times: int = 0
    free: int = 0
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """C13: a question of the coordinator and its answer."""

    asked_on: date
    answered_on: date | None = None


def judge_contact(facts: ContactFacts) -> Verdict:
    """C03: a contact person is named and has confirmed, and there is a substitute."""
    why = []
    if not facts.has_contact:
        why.append(Reason("contact_missing"))
    elif facts.confirmed_on is None:
        why.append(Reason("contact_not_confirmed"))
    elif facts.confirm_from is not None and facts.confirmed_on < facts.confirm_from:
        why.append(Reason("contact_to_confirm_again", {"confirmed_on": facts.confirmed_on}))
    if not facts.has_substitute:
        why.append(Reason("substitute_missing"))
    return Verdict(False, tuple(why)) if why else Verdict(True, (Reason("contact_confirmed"),))


def judge_support(leisure_card: bool, leisure_fund: bool, companion_card: bool) -> Verdict:
    """C07: the association says of itself that it accepts card, fund and companion card."""
    said = {"leisure_card": leisure_card, "leisure_fund": leisure_fund, "companion_card": companion_card}
    missing = tuple(Reason(f"{name}_missing") for name, accepted in said.items() if not accepted)
    return Verdict(not missing, missing or (Reason("support_accepted"),))


def judge_trial(groups: Iterable[GroupFacts]) -> Verdict:
    """C06: every open group lets a child try at least three times before membership and payment."""
    open_groups = [group for group in groups if group.is_open]
    if not open_groups:
        return Verdict(None, (Reason("no_open_groups"),))
    short = [group for group in open_groups if group.trial_times < TRIAL_TIMES]
    why = tuple(Reason("trial_too_short", {"group": group.name, "times": group.trial_times}) for group in short)
    return Verdict(not short, why or (Reason("trial_everywhere", {"count": len(open_groups)}),))


def judge_fresh_spots(groups: Iterable[GroupFacts], today: date, spot_days: int = SPOT_DAYS) -> Verdict:
    """C11: every open spot was confirmed within the last thirty days."""
    posted = [group for group in groups if group.is_open and group.free > 0]
    if not posted:
        return Verdict(None, (Reason("no_open_spots"),))
    stale = []
    for group in posted:
        days = (today - group.confirmed_on).days if group.confirmed_on else None
        if days is None or days > spot_days:
            stale.append(Reason("spot_not_confirmed", {"group": group.name, "days": days}))
    return Verdict(not stale, tuple(stale) or (Reason("spots_confirmed", {"count": len(posted)}),))


def judge_answers(inquiries: Iterable[Inquiry], today: date, working_days_between: WorkingDaysBetween) -> Verdict:
    """C13: answers come within five working days. What is unanswered counts once its five days are over.

    `working_days_between(start, end)` counts the working days after `start` up to and with `end`.
    """
    waited = []
    for one in inquiries:
        days = working_days_between(one.asked_on, one.answered_on or today)
        if one.answered_on is not None or days > ANSWER_DAYS:
            waited.append(days)
    if not waited:
        return Verdict(None, (Reason("nothing_asked"),))
    in_time = sum(days <= ANSWER_DAYS for days in waited)
    share = in_time / len(waited)
    figures = {"median": median(waited), "in_time": in_time, "count": len(waited)}
    return Verdict(share >= ANSWER_SHARE, (Reason("answers", figures),))
