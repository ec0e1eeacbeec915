"""When a commitment is due: a rule kept as text, and dates computed from it.

The next date always follows from the rule and the date before it. When something was delivered plays no part, so a
late delivery never moves what comes after it.

Text form: an anchor, days, how often; parts joined by "; ". "D+30 yearly" is thirty days after the grant decision,
each year; "D+14; S+0 each_season" once after the decision and then at every season's start.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from itertools import count

SEASON_MONTHS = 6  # our default: two seasons a year
GAP_DAYS = 30  # our default: nobody confirms again what was new within the month


class Anchor(StrEnum):
    """What the days are counted from."""

    DECISION = "D"
    SEASON = "S"
    YEAR_END = "Y"
    ANNUAL_MEETING = "A"
    ROLLING = "rolling"  # every so many days from the decision on
    EVENT = "event"  # something that happens, such as a second missed session


class Repeat(StrEnum):
    NONE = "none"
    YEARLY = "yearly"
    EVERY_2_YEARS = "every_2_years"
    EACH_SEASON = "each_season"


_RUNNING = (Anchor.ROLLING, Anchor.EVENT)  # these come again without a repeat


@dataclass(frozen=True, slots=True)
class DueRule:
    """One part of a due rule."""

    anchor: Anchor
    offset_days: int = 0
    repeat: Repeat = Repeat.NONE


@dataclass(frozen=True, slots=True)
class Anchors:
    """The known dates of a grant. What is None is not known yet and gives no due date."""

    decided_on: date
    season_starts_on: date | None = None  # one start; the others lie `season_months` apart
    annual_meeting_on: date | None = None
    events: tuple[date, ...] = ()
    season_months: int = SEASON_MONTHS


_PART = re.compile(
    r"(D|S|Y|A|rolling|event)(?:([+-])(\d{1,4}))?(?: (none|yearly|every_2_years|each_season))?", re.ASCII
)


def parse_due(text: str) -> tuple[DueRule, ...]:
    """Read the text form. Raises ValueError on what is none, and on a rolling rule without days."""
    return tuple(_parse_part(part.strip()) for part in text.split(";"))


def _parse_part(text: str) -> DueRule:
    found = _PART.fullmatch(text)
    if found is None:
        raise ValueError("not a due rule")
    anchor, sign, days, repeat = found.groups()
    offset = int(days or 0) * (-1 if sign == "-" else 1)
    if anchor == Anchor.ROLLING and offset < 1:
        raise ValueError("a rolling rule needs days")
    return DueRule(Anchor(anchor), offset, Repeat(repeat or Repeat.NONE))


def first_due(rules: Iterable[DueRule], anchors: Anchors) -> date | None:
    """The first due date, never before the decision; None where the dates it needs are not known."""
    return _earliest(tuple(rules), anchors, date.min)


def next_due(rules: Iterable[DueRule], anchors: Anchors, previous: date) -> date | None:
    """The due date that comes after `previous`, which is itself a due date, not a day of delivery; None: no more."""
    return _earliest(tuple(rules), anchors, previous)


def _earliest(rules: tuple[DueRule, ...], anchors: Anchors, after: date) -> date | None:
    """The earliest date after `after`. The first part opens; further parts of the calendar begin a month after it."""
    opening = _first_after(rules[0], anchors, date.min, anchors.decided_on) if rules else None
    found = []
    for place, rule in enumerate(rules):
        earliest = anchors.decided_on
        if place and opening is not None and rule.anchor not in _RUNNING:
            earliest = opening + timedelta(days=GAP_DAYS)
        due = _first_after(rule, anchors, after, earliest)
        if due is not None:
            found.append(due)
    return min(found, default=None)


def _first_after(rule: DueRule, anchors: Anchors, after: date, earliest: date) -> date | None:
    """The rule's first date after `after`; its dates before `earliest` do not count."""
    for due in (due for due in _dates(rule, anchors) if due >= earliest):
        if due > after:
            return due
        if rule.repeat == Repeat.NONE and rule.anchor not in _RUNNING:
            return None  # it comes once, and that once has been
    return None


def _dates(rule: DueRule, anchors: Anchors) -> Iterator[date]:
    """All dates of a rule, each computed from the anchor itself so that nothing drifts."""
    offset = timedelta(days=rule.offset_days)
    if rule.anchor == Anchor.EVENT:
        yield from (event + offset for event in sorted(anchors.events))
        return
    if rule.anchor == Anchor.ROLLING:
        yield from _rolling(anchors.decided_on, offset)
        return
    start, months = _series(rule, anchors)
    if start is None:
        return
    for number in count():
        base = add_months(start, number * months)
        if base is None or base.year >= MAXYEAR - 10:
            return
        yield base + offset


def _series(rule: DueRule, anchors: Anchors) -> tuple[date | None, int]:
    """Where the series begins and how many months lie between two of its dates."""
    months = {Repeat.EVERY_2_YEARS: 24, Repeat.EACH_SEASON: anchors.season_months}.get(rule.repeat, 12)
    if rule.anchor == Anchor.SEASON:
        return anchors.season_starts_on, anchors.season_months if rule.repeat == Repeat.NONE else months
    if rule.anchor == Anchor.ANNUAL_MEETING:
        return anchors.annual_meeting_on, months
    if rule.anchor == Anchor.YEAR_END:
        return date(anchors.decided_on.year, 12, 31), months
    return anchors.decided_on, months


def _rolling(start: date, every: timedelta) -> Iterator[date]:
    due = start + every
    while due.year < MAXYEAR - 10:
        yield due
        due += every


def add_months(day: date, months: int) -> date | None:
    """The same day so many months later, the last of the month where it has no such day; None after year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
