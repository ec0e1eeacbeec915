"""From which day a weekly event is told, and how long a secret address lives."""

from datetime import date, datetime, timedelta

CALENDAR_LIFE = timedelta(days=365)  # our default: a secret address is made anew once a year


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
