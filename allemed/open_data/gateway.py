"""Writing iCalendar files (RFC 5545) with the library `icalendar`."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from allemed.open_data.rules.calendar import Event, Shift, shifts_of

MAKER = "-//ALLEMED//ALLEMED//EN"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_file(name: str, zone: str, events: Iterable[Event], *, changed_at: datetime, hours: int = 12) -> bytes:
    """A calendar with these events in the zone's own time; readers are asked to look again after `hours`.

    The library is imported here: it takes a tenth of a second, and few requests need it.
    """
    from icalendar import Calendar

    told = list(events)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", timedelta(hours=hours), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{hours}H")
    if any(one.starts for one in told):
        calendar.add_component(_clock(zone, min(one.day.year for one in told) - 1))
    for one in told:
        calendar.add_component(_event(one, ZoneInfo(zone), changed_at))
    return calendar.to_ical()


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
