"""From one year's grant to the next of the same scheme: what begins anew, what goes on, and what is still owed.

domain.md 8.3 counts dates from the grant's decision and lets some promises come again each year, each second year or
each season; practice F8 lets an old promise keep its old text. How two years meet is our default:

- A promise is asked once a year, not once a grant: the new grant's promise takes over, the earlier one ends as it stood.
- Two due dates nearer to each other than half the time between two askings are the same asking.
- What was kept for a longer time (each second year, or once and for all) is not asked again before it runs out.
- What tells of a year that is over (counted from its end or from the annual meeting) is still owed under the earlier grant.
  A statement is not: the new one says the same. Nor is what ALLEMED sees by itself.
- A yes holds for the edition it was given to: the same text, firmness, evidence and due rule is not accepted twice.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from allemed.commitments.rules.due import SEASON_MONTHS, Anchor, DueRule, Repeat

_MONTHS = {Repeat.EACH_SEASON: SEASON_MONTHS, Repeat.YEARLY: 12, Repeat.EVERY_2_YEARS: 24}
_A_YEAR = 12  # grants come once a year, so nothing further apart is the same asking
_MONTH = timedelta(days=30)


class Handing(StrEnum):
    """What becomes of an earlier grant's promise when the next grant asks for the same."""

    BEGINS = "begins"  # asked by the new grant's dates; the earlier one has ended
    GOES_ON = "goes_on"  # its period still runs: date and evidence go on under the new grant
    OWED = "owed"  # as BEGINS, but what the earlier one lacks stays to be delivered


def hand_on(
    rules: Sequence[DueRule], due_on: date | None, first: date | None, *, is_kept: bool, is_seen: bool
) -> Handing:
    """`due_on`: what the earlier promise comes to next. `first`: the new one's first date, if it has one.

    `is_kept`: the earlier one was shown to be kept at least once. `is_seen`: the system judges it by itself.
    """
    if is_once(rules):
        return Handing.GOES_ON if is_kept else Handing.BEGINS
    if is_seen or due_on is None or first is None:
        return Handing.BEGINS
    if tells_of_a_year(rules) and due_on < first - half_between(rules):
        return Handing.OWED
    return Handing.GOES_ON if is_kept and due_on > first + half_between(rules) else Handing.BEGINS


def is_owed(rules: Sequence[DueRule], due_on: date | None, decided_on: date, *, is_seen: bool) -> bool:
    """Does a promise that the next grant no longer asks for tell of a year that is over, and was due before that grant?"""
    return tells_of_a_year(rules) and due_on is not None and due_on < decided_on and not is_seen


def tells_of_a_year(rules: Sequence[DueRule]) -> bool:
    """Is it about a year that is over, as a report is?"""
    return any(rule.anchor in (Anchor.YEAR_END, Anchor.ANNUAL_MEETING) for rule in rules)


def is_once(rules: Sequence[DueRule]) -> bool:
    """Is it shown once and for all?"""
    return all(rule.repeat == Repeat.NONE and rule.anchor != Anchor.ROLLING for rule in rules)


def half_between(rules: Sequence[DueRule]) -> timedelta:
    """Half the time between two askings, at most half a year."""
    return min((_A_YEAR, *(_MONTHS.get(rule.repeat, _A_YEAR) for rule in rules))) * _MONTH / 2
