"""A group's season on plain dates: from when to when, on which days nothing happens, and what a contact writes of it.

Days that are left out stand as text, ISO 8601: one day ("2026-12-24") or a span with both its ends
("2026-12-21/2027-01-03").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ENDING_SOON = 30  # our default: a season that ends within so many days may be posted again
_52_WEEKS = timedelta(weeks=52)
MOST_DAYS = 400  # of a season, and of one span that is left out
_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})\.?(?:[./]?(\d{4}))?"
_SPAN = re.compile(rf"\s*(?:{_DAY})(?:\s*(?:/|–|-|til|till|to)\s*(?:{_DAY}))?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """From and with the first day to and with the last."""

    first: date
    last: date

    def days(self) -> list[date]:
        return [self.first + timedelta(days=offset) for offset in range((self.last - self.first).days + 1)]

    def __str__(self) -> str:
        return self.first.isoformat() if self.first == self.last else f"{self.first}/{self.last}"


def spans_of(left_out: Iterable[str]) -> list[Span]:
    """What the column says, as spans."""
    ends = [text.partition("/") for text in left_out]
    return [Span(date.fromisoformat(first), date.fromisoformat(last or first)) for first, _slash, last in ends]


def days_of(left_out: Iterable[str]) -> frozenset[date]:
    """Every day that is left out."""
    return frozenset(day for span in spans_of(left_out) for day in span.days())


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as there can be, in their order."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.first, one.last)):
        if found and span.first <= found[-1].last + timedelta(days=1):
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return found


def read_spans(text: str, start: date) -> list[Span] | None:
    """ "24.12, 21.12–3.1, 2027-02-22": days without a year are the first such ones from `start` on.

    None if a part is no day, or a span of more than `MOST_DAYS`.
    """
    found = []
    for part in (part for part in re.split(r"[,;\n]", text) if part.strip()):
        match = _SPAN.fullmatch(part)
        first = _day_of(match.groups()[:6], start) if match else None
        if match is None or first is None:
            return None
        has_last = any(match.groups()[6:])
        last = _day_of(match.groups()[6:], first) if has_last else first
        if last is None or not first <= last <= first + timedelta(days=MOST_DAYS):
            return None
        found.append(Span(first, last))
    return merged(found)


def _day_of(found: tuple[str | None, ...], start: date) -> date | None:
    year, month, day, short_day, short_month, long_year = found
    try:
        if year:
            return date(int(year), int(month or 0), int(day or 0))
        if long_year:
            return date(int(long_year), int(short_month or 0), int(short_day or 0))
        this_year = date(start.year, int(short_month or 0), int(short_day or 0))
        return this_year if this_year >= start else this_year.replace(year=start.year + 1)
    except ValueError:
        return None


def next_season(today: date) -> Span:
    """The half year that is posted next: autumn from the middle of August, spring from early January (our default)."""
    if today.month in (11, 12):
        return Span(date(today.year + 1, 1, 5), date(today.year + 1, 6, 15))
    if today.month < 5:
        return Span(max(today, date(today.year, 1, 5)), date(today.year, 6, 15))
    return Span(max(today, date(today.year, 8, 17)), date(today.year, 12, 15))


def next_year(span: Span, today: date) -> Span:
    """The same days of the week a year later, or as many years as it takes to begin after `today`."""
    years = max(1, -(-(today - span.first).days // _52_WEEKS.days)) if span.first <= today else 0
    return Span(span.first + years * _52_WEEKS, span.last + years * _52_WEEKS)


def is_over(ends_on: date | None, today: date) -> bool:
    """The season's last day has passed; a group without one goes on."""
    return ends_on is not None and ends_on < today


def may_post_again(ends_on: date | None, *, is_offered: bool, today: date) -> bool:
    """Is it a group of last season: over or nearly so; or, where nobody named a last day, out of the families' list."""
    if ends_on is None:
        return not is_offered
    return ends_on <= today + timedelta(days=ENDING_SOON)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a group meets: its weekdays within its season, without what is left out or cancelled."""

    weekdays: frozenset[int]
    starts_on: date | None = None
    ends_on: date | None = None
    without: frozenset[date] = frozenset()

    def meets_on(self, day: date) -> bool:
        in_season = (self.starts_on or day) <= day <= (self.ends_on or day)
        return in_season and day.weekday() in self.weekdays and day not in self.without

    def next_days(self, start: date, *, weeks: int) -> list[date]:
        """The days on which it meets from `start` on."""
        return [day for day in Span(start, start + timedelta(days=7 * weeks - 1)).days() if self.meets_on(day)]
