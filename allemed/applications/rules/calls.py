"""When a call is open. Its days are days on the wall of the municipality, whole ones, also when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

REMIND_DAYS = 3  # before it closes, those with an unfinished draft are reminded, once; our default


class CallState(StrEnum):
    PLANNED = "planned"  # a draft of the coordinator's: no association sees it
    OPEN = "open"
    CLOSED = "closed"


def opens_at(opens_on: date, zone: str) -> datetime:
    """The UTC moment at which the first day begins."""
    return datetime.combine(opens_on, time.min, ZoneInfo(zone)).astimezone(UTC)


def closes_at(closes_on: date, zone: str, closed_early_at: datetime | None = None) -> datetime:
    """The first UTC moment that is too late: the end of the last day, or earlier, when somebody closed the call."""
    end_of_day = opens_at(closes_on + timedelta(days=1), zone)
    return min(end_of_day, closed_early_at) if closed_early_at else end_of_day


def last_day(closes_on: date, closed_early_at: datetime | None, zone: str) -> date:
    """The last day on which an application was in time."""
    return min(closes_on, closed_early_at.astimezone(ZoneInfo(zone)).date()) if closed_early_at else closes_on


def call_state(
    opens_on: date, closes_on: date, closed_early_at: datetime | None, now: datetime, zone: str
) -> CallState:
    """How a call stands at a moment."""
    if now < opens_at(opens_on, zone):
        return CallState.PLANNED
    return CallState.OPEN if now < closes_at(closes_on, zone, closed_early_at) else CallState.CLOSED


def may_change_dates(state: CallState, *, is_decided: bool) -> bool:
    """Until the first decision is noted a call can be lengthened, also one that is over."""
    return state is not CallState.CLOSED or not is_decided


def reminds_on(closes_on: date) -> date:
    """From this day on those with a draft are reminded."""
    return closes_on - timedelta(days=REMIND_DAYS)


def a_year_later(day: date) -> date:
    """The same day of the next year; of 29 February the day before."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
