"""Calendar events on the clock on the wall, and when that clock is moved."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CALENDAR_LIFE = timedelta(days=365)  # our default: a secret address is made anew once a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One appointment. `starts` and `ends` are naive: the wall clock of the calendar's zone; None: all of `day`.

    `weekly`: every week from then, until and with the day `until` (None: no end is known), but not on the days
    `left_out`.
    """

    uid: str
    title: str
    day: date
    starts: time | None = None
    ends: time | None = None
    weekly: bool = False
    until: date | None = None
    left_out: frozenset[date] = frozenset()
    place: str = ""
    url: str = ""
    latitude: float | None = None
    longitude: float | None = None


def first_on(weekday: int, start: date) -> date:
    """The first such weekday (0 is Monday) on or after `start`."""
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def weekly_start(today: date, begins_on: date | None) -> date:
    """The day from which a weekly event is told: this week's Monday, so that a calendar keeps still within a week."""
    monday = today - timedelta(days=today.weekday())
    return max(monday, begins_on) if begins_on else monday


def is_calendar_alive(created_at: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """A secret address works until its owner ends it, a year at most."""
    return ended_at is None and now - created_at < CALENDAR_LIFE


@dataclass(frozen=True, slots=True)
class Shift:
    """The clock is moved every year on the `week`-th (-1: last) `weekday` of `month`; `at` is what it showed before."""

    at: datetime
    month: int
    week: int
    weekday: int
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def shifts_of(zone: str, year: int) -> list[Shift]:
    """The changes of a zone's clock in a year, in their order; none where it stands still."""
    here, found = ZoneInfo(zone), []
    hour = datetime(year, 1, 1, tzinfo=ZoneInfo("UTC"))
    local = hour.astimezone(here)
    while hour.year == year:
        hour += timedelta(hours=1)
        before, local = local, hour.astimezone(here)
        if before.utcoffset() != local.utcoffset():
            found.append(_shift(before, local))
    return found


def _shift(before: datetime, after: datetime) -> Shift:
    was, becomes = before.utcoffset() or timedelta(), after.utcoffset() or timedelta()
    at = before.replace(tzinfo=None) + timedelta(hours=1)  # the clock as it would have gone on
    is_last = (at + timedelta(days=7)).month != at.month
    return Shift(
        at=at,
        month=at.month,
        week=-1 if is_last else (at.day - 1) // 7 + 1,
        weekday=at.weekday(),
        before=was,
        after=becomes,
        name=after.tzname() or "",
        is_summer=bool(after.dst()),
    )
