"""What can be told, by which way, and when to try again."""

import base64
import binascii
import ipaddress
import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urlsplit


class Topic(StrEnum):
    """Each has one constant text per language; no text carries a name, a place or an activity."""

    PROPOSAL = "proposal"  # family: something is proposed
    REQUEST = "request"  # association: a child would like to come
    ANSWER = "answer"  # coordinator, family: the association has answered
    FIRST_SESSION = "first_session"
    ABSENCE = "absence"  # coordinator, association: a child cannot come, or comes after all
    CANCELLED = "cancelled"  # family, association, coordinator: one session is not held, or is after all
    MESSAGE = "message"  # coordinator, family: the other side has written
    CHECK_IN = "check_in"
    SPOT_STALE = "spot_stale"
    COMMITMENT = "commitment"
    INTEREST = "interest"  # coordinator: somebody asks for contact
    SIGN_IN = "sign_in"
    REMINDER = "reminder"  # family: something borrowed goes back, a question about going together; association: a draft
    TERM = "term"  # partner: what became of the families it sent on
    NEWS = "news"


SECRET_BY_PUSH = frozenset({Topic.SPOT_STALE})  # its path ends where the secret begins


class Way(StrEnum):
    PUSH = "push"
    MAIL = "mail"
    SMS = "sms"  # for families that no other way reaches


# What can wait comes once a day, in one message, however much it is; all else at once (our default).
CAN_WAIT = frozenset({Topic.CHECK_IN, Topic.COMMITMENT, Topic.REMINDER, Topic.TERM, Topic.NEWS})
BUNDLE_HOUR = 17  # o'clock on the wall: after work, before training
# A mail about these carries a link that stops them; a link that was asked for has nothing to stop.
CAN_BE_STOPPED = frozenset(Topic) - {Topic.SIGN_IN}
# An SMS costs money and attention: only what needs the family's answer or its coming.
BY_SMS = frozenset(
    {Topic.PROPOSAL, Topic.FIRST_SESSION, Topic.ABSENCE, Topic.CANCELLED, Topic.MESSAGE, Topic.CHECK_IN, Topic.REMINDER}
)


MAX_ATTEMPTS = 8
LEASE = timedelta(minutes=2)
BATCH = 10  # with SECONDS_TO_ANSWER each, a batch ends well inside its lease
SECONDS_TO_ANSWER = 5
SILENT_FOR = timedelta(days=90)
KEEP_SENT = timedelta(days=30)
KEEP_LETTERS = timedelta(days=366)  # that one came back is known until the gathering; nothing else stands in it by then
MOST_LETTERS_A_DAY = (
    3000  # our default: nobody can make a mail server of us; who was invited is told of a change all the same
)
A_DAY = timedelta(days=1)
MOST_SUBSCRIPTIONS = 10  # of one person
REFUSALS_IN_A_ROW = 3
PAUSE = timedelta(hours=1)


class Result(StrEnum):
    SENT = "sent"
    LATER = "later"  # try again
    GONE = "gone"  # the subscription is dead
    NEVER = "never"  # this message can't be sent
    REFUSED = "refused"  # the receiving service does not accept us


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A whole mail to somebody without a sign-in. `stop`: the address that ends mails to them with one press.

    `calendar`: an iCalendar file that comes along, with its `method`.
    """

    to: str
    subject: str
    text: str
    stop: str
    calendar: str = ""
    method: str = ""


def clean_address(text: str) -> str:
    """An e-mail address as it is sent to and compared: small letters, the domain as the net knows it.

    ValueError for what is no single address in ASCII.
    """
    name, _at, domain = text.strip().casefold().rpartition("@")
    try:
        address = f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise ValueError("no domain") from error
    if not _ONE_ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        raise ValueError("no single address")
    return address


LONGEST_ADDRESS = 254  # RFC 5321 4.5.3.1.3
_ONE_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,180}[a-z0-9])?\.[a-z][a-z0-9-]{1,62}"
)


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt; `problem` is for the log and holds no address, `retry_after` is in seconds."""

    result: Result
    problem: str = ""
    retry_after: int | None = None


QUIET_FROM, QUIET_UNTIL = 21, 7  # o'clock on the wall: no phone rings at night (our default)


def end_of_night(moment: datetime) -> datetime | None:
    """When the quiet hours that the local `moment` falls into are over; None by day."""
    if QUIET_UNTIL <= moment.hour < QUIET_FROM:
        return None
    day = moment.date() + timedelta(days=1 if moment.hour >= QUIET_FROM else 0)
    return datetime.combine(day, time(QUIET_UNTIL), moment.tzinfo)


def bundle_at(moment: datetime) -> datetime:
    """When what can wait is sent: the next bundle after the local `moment`."""
    today = datetime.combine(moment.date(), time(BUNDLE_HOUR), moment.tzinfo)
    return (
        today
        if moment < today
        else datetime.combine(moment.date() + timedelta(days=1), time(BUNDLE_HOUR), moment.tzinfo)
    )


def retry_at(now: datetime, attempts: int, *, retry_after: int | None = None) -> datetime | None:
    """When to try again after `attempts` failures: 1, 4, 16 … minutes, at most 6 hours; None: give up.

    `retry_after` (seconds) is what the receiving service asked for; it is obeyed.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    wait = min(60 * 4 ** (attempts - 1), 6 * 3600)
    return now + timedelta(seconds=max(wait, retry_after or 0))


def seconds_asked(header: str | None, now: datetime) -> int | None:
    """What a Retry-After header (RFC 9110 10.2.3: seconds or a date) asks for, at most a day."""
    if not header:
        return None
    try:
        wait = int(header) if header.strip().isdigit() else (parsedate_to_datetime(header) - now).total_seconds()
    except (ValueError, TypeError):
        return None
    return max(0, min(int(wait), 86_400))


NO_MORE = frozenset({404, 410})  # what a push service answers for a browser that is no more (RFC 8030 7.3)


def outcome_of_http(service: str, status: int, retry_after: int | None, gone: Set[int] = frozenset()) -> Outcome:
    """What the status means that `service` answered with (RFC 8030 5 for push); `retry_after`: seconds it asks for."""
    problem = f"{service} answered {status}"
    if 200 <= status < 300:
        return Outcome(Result.SENT)
    if status in gone:
        return Outcome(Result.GONE, problem)
    if status in (401, 403):
        return Outcome(Result.REFUSED, problem)
    if status == 429 or status >= 500:
        return Outcome(Result.LATER, problem, retry_after)
    return Outcome(Result.NEVER, problem)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def may_push_to(endpoint: str, hosts: str) -> bool:
    """Is this the https address of an allowed push service (`hosts`, comma separated, subdomains included)?

    An address of a machine (127.0.0.1) is allowed only if it stands in the list itself, which tests do.
    """
    allowed = [host.strip().lower() for host in hosts.split(",") if host.strip()]
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint or "\\" in endpoint:
        return False
    if len(endpoint) > 1000 or "@" in parts.netloc:
        return False
    if _is_address(host):
        return host in allowed and parts.scheme in ("http", "https")
    known = any(host == one or host.endswith("." + one) for one in allowed if not _is_address(one))
    return known and parts.scheme == "https" and port in (None, 443)


def are_push_keys(p256dh: str, auth: str) -> bool:
    """The shapes of RFC 8291: an uncompressed point of P-256, and 16 bytes."""
    try:
        point, secret = (
            base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True) for text in (p256dh, auth)
        )
    except (binascii.Error, ValueError, TypeError):
        return False
    return len(point) == 65 and point[0] == 4 and len(secret) == 16
