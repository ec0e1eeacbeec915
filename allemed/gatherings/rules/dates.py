"""When owners of what was agreed are reminded (domain.md 8.4.4), and when the next month's meeting is."""

from calendar import monthrange
from datetime import date, timedelta

REMIND_BEFORE = timedelta(weeks=6)


def reminds_on(next_dugnad: date) -> date:
    """Six weeks before the next dugnad."""
    return next_dugnad - REMIND_BEFORE


def is_to_remind(next_dugnad: date | None, reminded_on: date | None, today: date) -> bool:
    """Is an open action to be reminded of today? Once for each dugnad, and never after it."""
    if next_dugnad is None or not reminds_on(next_dugnad) <= today <= next_dugnad:
        return False
    return reminded_on is None or reminded_on < reminds_on(next_dugnad)


def a_month_later(day: date) -> date:
    """The same weekday of the same week of the next month: the third Tuesday after a third Tuesday, or the last one."""
    week = (day.day - 1) // 7
    year, month = divmod(day.year * 12 + day.month, 12)
    first = date(year, month + 1, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * week)
    last = monthrange(first.year, first.month)[1]
    return found if found.month == first.month and found.day <= last else found - timedelta(days=7)
