"""What can be told, by which way, and when to try again."""

from datetime import datetime, timedelta
from enum import StrEnum


class Topic(StrEnum):
    """Each has one constant text per language; no text carries a name, a place or an activity."""

    PROPOSAL = "proposal"  # family: something is proposed
    REQUEST = "request"  # association: a child would like to come
    ANSWER = "answer"  # coordinator, family: the association has answered
    FIRST_SESSION = "first_session"
    CHECK_IN = "check_in"
    SPOT_STALE = "spot_stale"
    COMMITMENT = "commitment"
    INTEREST = "interest"  # coordinator: somebody asks for contact
    SIGN_IN = "sign_in"
    NEWS = "news"


class Way(StrEnum):
    PUSH = "push"
    MAIL = "mail"


MAX_ATTEMPTS = 8
LEASE = timedelta(minutes=2)


def retry_at(now: datetime, attempts: int, *, retry_after: int | None = None) -> datetime | None:
    """When to try again after `attempts` failures: 1, 4, 16 … minutes, at most 6 hours; None: give up.

    `retry_after` (seconds) is what the receiving service asked for; it is obeyed.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    wait = min(60 * 4 ** (attempts - 1), 6 * 3600)
    return now + timedelta(seconds=max(wait, retry_after or 0))
