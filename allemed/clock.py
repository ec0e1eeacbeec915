"""The one clock. Everything else takes the time as an argument or asks here; tests freeze it here."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_frozen: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen or datetime.now(UTC)


def today(zone: str) -> date:
    """The date on the wall in `zone` (IANA name)."""
    return now().astimezone(ZoneInfo(zone)).date()


def local(moment: datetime, zone: str) -> datetime:
    """`moment` as the clock on the wall in `zone` shows it."""
    return moment.astimezone(ZoneInfo(zone))


def from_local(naive: datetime, zone: str) -> datetime:
    """The UTC moment of a wall-clock time; a time skipped by daylight saving moves one hour on."""
    return naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def start_of(day: date, zone: str) -> datetime:
    """The UTC moment at which `day` begins on the wall in `zone`."""
    return from_local(datetime.combine(day, time.min), zone)


def freeze(moment: datetime | None) -> None:
    """Stop the clock at `moment` (aware), or let it run again with None. For tests only."""
    global _frozen
    _frozen = moment
