"""Writing iCalendar files (RFC 5545) with the library `icalendar`: events on the clock on the wall, and when that clock
is moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

MAKER = "-//ALLEMED//ALLEMED//EN"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One appointment. `starts` and `ends` are naive: the wall clock of the calendar's zone; None: all of `day`.

    `weekly`: every week from then, until and with the day `until` (None: no end is known), but not on the days
    `left_out`. `sequence` grows with every change, so that a reader knows which of two files is the newer one.
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
    sequence: int | None = None
    is_cancelled: bool = False


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


def calendar_file(name: str, zone: str, events: Iterable[Event], *, changed_at: datetime, hours: int = 12) -> bytes:
    """A calendar with these events in the zone's own time; readers are asked to look again after `hours`."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", timedelta(hours=hours), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{hours}H")
    return _filled(calendar, zone, list(events), changed_at).to_ical()


def calendar_letter(event: Event, zone: str, organizer: tuple[str, str], *, sent_at: datetime) -> tuple[str, str]:
    """The file that comes with a mail about one appointment, and its method (RFC 5546): PUBLISH, or CANCEL.

    Not REQUEST: a mail program would offer to answer `organizer` (name, address) by mail, where nobody reads it. It has
    no name of a calendar either: some programs make a new calendar of a file that has one.
    """
    from icalendar import vCalAddress

    method, (name, address) = "CANCEL" if event.is_cancelled else "PUBLISH", organizer
    calendar = _filled(_calendar(method), zone, [event], sent_at)
    told = vCalAddress(f"mailto:{address}")
    told.params["cn"] = name
    calendar.walk("VEVENT")[0].add("organizer", told)
    return calendar.to_ical().decode(), method


def _calendar(method: str) -> Any:
    """The library is imported here: it takes a tenth of a second, and few requests need it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("method", method)
    return calendar


def _filled(calendar: Any, zone: str, told: list[Event], changed_at: datetime) -> Any:
    if any(one.starts for one in told):
        calendar.add_component(_clock(zone, min(one.day.year for one in told) - 1))
    for one in told:
        calendar.add_component(_event(one, ZoneInfo(zone), changed_at))
    return calendar


def _event(told: Event, zone: ZoneInfo, changed_at: datetime) -> Any:
    from icalendar import Event as CalendarEvent

    event = CalendarEvent()
    event.add("uid", told.uid)
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("summary", told.title)
    if told.starts is None or told.ends is None:
        event.add("dtstart", told.day)
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", datetime.combine(told.day, told.starts, zone))
        event.add("dtend", datetime.combine(told.day, told.ends, zone))
    if told.weekly:
        event.add("rrule", _every_week(told, zone))
        left_out = sorted(day for day in told.left_out if day.weekday() == told.day.weekday())
        if left_out and told.starts:
            event.add("exdate", [datetime.combine(day, told.starts, zone) for day in left_out])
    if told.place:
        event.add("location", told.place)
    if told.latitude is not None and told.longitude is not None:
        event.add("geo", (told.latitude, told.longitude))
    if told.url:
        event.add("url", told.url)
    if told.sequence is not None:
        event.add("sequence", told.sequence)
    if told.is_cancelled:
        event.add("status", "CANCELLED")
    return event


def _every_week(told: Event, zone: ZoneInfo) -> dict[str, Any]:
    """With an end: the last moment of its last day, in UTC as the standard asks beside a start with a zone."""
    rule: dict[str, Any] = {"freq": "weekly", "byday": _DAYS[told.day.weekday()]}
    if told.until:
        last = datetime(told.until.year, told.until.month, told.until.day, 23, 59, 59, tzinfo=zone)
        rule["until"] = last.astimezone(UTC)
    return rule


@lru_cache(16)
def _shifts(zone: str, year: int) -> tuple[Shift, ...]:
    return tuple(shifts_of(zone, year))


def _clock(zone: str, year: int) -> Any:
    """The zone's clock from `year` on. Written as yearly rules, which every reader knows.

    (The library would list every change until 2038, with the hour of spring's as it is after the change.)
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    clock = Timezone()
    clock.add("tzid", zone)
    for shift in _shifts(zone, year):
        part = TimezoneDaylight() if shift.is_summer else TimezoneStandard()
        part.add("dtstart", shift.at)
        part.add("tzoffsetfrom", shift.before)
        part.add("tzoffsetto", shift.after)
        part.add("tzname", shift.name)
        part.add("rrule", {"freq": "yearly", "bymonth": shift.month, "byday": f"{shift.week}{_DAYS[shift.weekday]}"})
        clock.add_component(part)
    if not clock.subcomponents:
        clock.add_component(_still_clock(zone, year))
    return clock


def _still_clock(zone: str, year: int) -> Any:
    from icalendar import TimezoneStandard

    offset = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    part = TimezoneStandard()
    part.add("dtstart", datetime(1970, 1, 1))
    part.add("tzoffsetfrom", offset)
    part.add("tzoffsetto", offset)
    return part
