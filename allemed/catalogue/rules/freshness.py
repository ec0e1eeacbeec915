"""How long families can trust that a spot is open, and when its association is asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

ASK_BEFORE = timedelta(days=5)  # our default: so long before families stop seeing it
ASK_AT_MOST_EVERY = timedelta(days=7)
QUESTION_LIFE = timedelta(days=14)  # our default: so long a reminder's link answers
INVENTORY_EVERY = timedelta(days=365)


def fresh_since(now: datetime, days: int) -> datetime:
    """A spot confirmed at this moment or later is still shown to families."""
    return now - timedelta(days=days)


def is_fresh(confirmed_at: datetime, now: datetime, days: int) -> bool:
    """A spot is shown to families for `days` days after somebody confirmed it."""
    return confirmed_at >= fresh_since(now, days)


@dataclass(frozen=True, slots=True)
class Asked:
    """An open spot as the reminder sees it: when it was confirmed, and when somebody was last asked about it."""

    confirmed_at: datetime
    asked_at: datetime | None = None


def needs_question(spot: Asked, now: datetime, days: int) -> bool:
    """Once before it goes stale, and once when it has; an answer or a confirmation begins anew."""
    stale_at = spot.confirmed_at + timedelta(days=days)
    if now < stale_at - ASK_BEFORE:
        return False
    asked = spot.asked_at if spot.asked_at and spot.asked_at >= spot.confirmed_at else None
    return asked is None or (now >= stale_at > asked)


def may_ask(asked: Iterable[datetime | None], now: datetime) -> bool:
    """One association hears of us once a week at most, whatever it is about."""
    return all(moment is None or moment <= now - ASK_AT_MOST_EVERY for moment in asked)


def is_inventory_due(confirmed_at: datetime | None, now: datetime) -> bool:
    """Once a year an association says of all its groups whether they are still so (practice F4)."""
    return confirmed_at is None or confirmed_at <= now - INVENTORY_EVERY


def is_pilot_to_follow_up(until: date | None, has_outcome: bool, today: date) -> bool:
    """A pilot is over, and nobody has said what becomes of it (practice F7)."""
    return until is not None and until < today and not has_outcome
