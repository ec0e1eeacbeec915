"""How long families can trust that a spot is open."""

from datetime import datetime, timedelta


def fresh_since(now: datetime, days: int) -> datetime:
    """A spot confirmed at this moment or later is still shown to families."""
    return now - timedelta(days=days)


def is_fresh(confirmed_at: datetime, now: datetime, days: int) -> bool:
    """A spot is shown to families for `days` days after somebody confirmed it."""
    return confirmed_at >= fresh_since(now, days)
