"""Writing to the outbox in the transaction of what a message tells of, and noting what became of it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, or_, update

from allemed import clock, crypto
from allemed.accounts.actions import make_link, sends_links
from allemed.accounts.models import User
from allemed.accounts.rules import LINK_LIFE, LinkPurpose
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import count_changed, db
from allemed.delivery.models import MutedTopic, OutboxMessage, PushSubscription
from allemed.delivery.queries import (
    due_message_ids,
    find_subscription,
    find_waiting,
    is_due,
    list_muted,
    list_subscriptions,
    may_write_to,
)
from allemed.delivery.rules import (
    BY_SMS,
    CAN_WAIT,
    KEEP_LETTERS,
    KEEP_SENT,
    LEASE,
    MOST_SUBSCRIPTIONS,
    SECRET_BY_PUSH,
    SILENT_FOR,
    Outcome,
    Result,
    Topic,
    Way,
    are_push_keys,
    bundle_at,
    may_push_to,
    retry_at,
)
from allemed.errors import DomainError
from allemed.locales import _l


class BadSubscription(DomainError):
    """Not a subscription, or not at a push service we know."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_l("This browser's messages cannot be used here."))


def tell(user: User, topic: Topic, path: str, *, now: datetime, secret: str | None = None) -> list[OutboxMessage]:
    """Tell `user` by every way that reaches them: push to each browser that asked for it, mail if there is an address,
    an SMS to a family that said SMS is best and has neither, and to a contact person with a question of one tap.

    `path` is a page of ours with ids only. `secret`: a sign-in token travels by mail alone, the key to a question
    that needs no sign-in (`SECRET_BY_PUSH`) also in a push, which only that browser can read. What can wait
    comes once a day in one message; what somebody has stopped is not sent. No way at all: nothing is written, and the
    coordinator reaches the person by phone. The caller commits.
    """
    if not user.is_active or (topic is not Topic.SIGN_IN and topic in list_muted(user)):
        return []
    waits = topic in CAN_WAIT
    send_after = bundle_at(clock.local(now, settings().zone)).astimezone(UTC) if waits else now
    about = {"user_id": user.id, "topic": topic, "path": path, "created_at": now, "send_after": send_after}
    messages = []
    if topic is not Topic.SIGN_IN:
        subscriptions = list_subscriptions(user)
        by_push = secret if topic in SECRET_BY_PUSH else None
        messages += [
            OutboxMessage(way=Way.PUSH, subscription_id=one.id, secret=by_push, **about) for one in subscriptions
        ]
    if user.email and (topic is Topic.SIGN_IN or may_write_to(user.email)):
        messages.append(OutboxMessage(way=Way.MAIL, secret=secret, **about))
    if user.phone and settings().sms_gateway and not any(one.way == Way.PUSH for one in messages):
        if topic in SECRET_BY_PUSH:
            messages.append(OutboxMessage(way=Way.SMS, secret=secret, **about))
        elif topic in BY_SMS and not messages:
            _link, token = make_link(user, LinkPurpose.SMS, by=None, now=now)
            messages.append(OutboxMessage(way=Way.SMS, secret=token, **about))
    if waits:
        messages = [one for one in messages if not _joins_bundle(one)]
    db.session.add_all(messages)
    db.session.flush()
    return messages


def _joins_bundle(message: OutboxMessage) -> bool:
    """Does a message wait for the same hour already? Then it tells of this too, and leads to the start page."""
    first = find_waiting(message)
    if first is None:
        return False
    if (first.topic, first.path) != (message.topic, message.path):
        first.topic, first.path = Topic.NEWS, "/"
    if message.secret:
        first.secret = message.secret  # a newer link ends the one before
    return True


def tell_all(users: Iterable[User], topic: Topic, path: str, *, now: datetime, by: User | None = None) -> None:
    """Tell each of `users`, but not the one who did it (`by`)."""
    for user in users:
        if by is None or user.id != by.id:
            tell(user, topic, path, now=now)


@sends_links
def tell_of_link(user: User, token: str, path: str = "/", *, now: datetime) -> None:
    """Mail the sign-in link with this token; `path` is where it leads afterwards."""
    tell(user, Topic.SIGN_IN, path, now=now, secret=token)


def lease_batch(now: datetime, limit: int, *, only_coordinators: bool = False) -> list[UUID]:
    """Take up to `limit` due messages for one worker, or those to coordinators. The caller commits before it sends.

    Each is taken by a conditional update, so of two workers one gets it; a worker that dies loses it when the lease
    ends, and that attempt counts.
    """
    taken = []
    for message_id in due_message_ids(now, limit, only_coordinators=only_coordinators):
        take = update(OutboxMessage).where(OutboxMessage.id == message_id, *is_due(now))
        values = {"leased_until": now + LEASE, "attempts": OutboxMessage.attempts + 1}
        if count_changed(take.values(values)) == 1:
            taken.append(message_id)
    return taken


def mark_sent(message: OutboxMessage, now: datetime) -> None:
    """The receiving service has it: it is not sent again, and its secret is wiped."""
    message.sent_at, message.leased_until, message.secret, message.problem = now, None, None, ""
    if message.subscription:
        message.subscription.last_ok_at = now


def mark_arrived(message_id: UUID, arrived: bool, now: datetime) -> None:
    """What a gateway reports later: the phone has it, or never will. An unknown id is nobody's message."""
    message = db.session.get(OutboxMessage, message_id)
    if message is None or message.way != Way.SMS or message.sent_at is None:
        return
    if arrived:
        message.arrived_at = message.arrived_at or now
    elif message.arrived_at is None:
        message.given_up_at, message.problem = now, "the phone was not reached"


def stop_topic(user: User, topic: Topic, *, now: datetime) -> None:
    """From now on nothing about `topic`, by no way; again does no harm."""
    if topic not in list_muted(user):
        db.session.add(MutedTopic(user_id=user.id, topic=topic))
        record("stop_topic", by=user, now=now, subject=user, family_id=user.family_id, fields=[topic])
        db.session.flush()


def mark_failed(message: OutboxMessage, outcome: Outcome, now: datetime) -> None:
    """Try again later, or give up and wipe the secret. A dead subscription ends."""
    message.problem, message.leased_until = outcome.problem[:120], None
    again = None
    if outcome.result in (Result.LATER, Result.REFUSED):
        again = retry_at(now, message.attempts, retry_after=outcome.retry_after)
    if outcome.result == Result.GONE and message.subscription:
        message.subscription.ended_at = now
    if again is None or (message.topic == Topic.SIGN_IN and again >= message.created_at + LINK_LIFE[LinkPurpose.MAIL]):
        message.given_up_at, message.secret = now, None
    else:
        message.send_after = again


def postpone(message: OutboxMessage, until: datetime) -> None:
    """Put a taken message back unsent: its service rests. That was no attempt."""
    message.leased_until, message.send_after, message.attempts = None, until, message.attempts - 1


def add_subscription(
    user: User,
    *,
    endpoint: str,
    p256dh: str,
    auth: str,
    device_id: UUID | None,
    language: str,
    hosts: str,
    now: datetime,
) -> PushSubscription:
    """Remember that a browser wants to be told. The same browser again is the same row, whoever uses it now.

    BadSubscription if it is none, or its service is not among `hosts`. Beyond ten of a person the oldest ends.
    """
    if not (may_push_to(endpoint, hosts) and are_push_keys(p256dh, auth)):
        raise BadSubscription
    fingerprint = crypto.ring().fingerprint(endpoint)
    subscription = find_subscription(fingerprint)
    if subscription is None:
        subscription = PushSubscription(fingerprint=fingerprint, endpoint=endpoint, created_at=now)
        db.session.add(subscription)
    subscription.user_id, subscription.device_id, subscription.language = user.id, device_id, language
    subscription.p256dh, subscription.auth, subscription.ended_at = p256dh, auth, None
    subscription.last_ok_at = now
    db.session.flush()
    for oldest in list_subscriptions(user)[:-MOST_SUBSCRIPTIONS]:
        oldest.ended_at = now
    record("add_subscription", by=user, now=now, subject=subscription, family_id=user.family_id)
    return subscription


def end_subscriptions(user: User, *, endpoint: str | None, device_id: UUID, now: datetime) -> int:
    """End a person's subscription with this endpoint, or those of a device; returns how many that were."""
    which = PushSubscription.device_id == device_id
    if endpoint:
        which = PushSubscription.fingerprint == crypto.ring().fingerprint(endpoint)
    mine = (PushSubscription.user_id == user.id, PushSubscription.ended_at.is_(None))
    ended = count_changed(update(PushSubscription).where(*mine, which).values(ended_at=now))
    record("end_subscriptions", by=user, now=now, subject=user, family_id=user.family_id)
    return ended


def choose_topics(user: User, wanted: Iterable[Topic], offered: Iterable[Topic], *, now: datetime) -> None:
    """From now on tell only what is `wanted` of the topics `offered` to this person, by every way."""
    chosen = set(wanted)
    db.session.execute(delete(MutedTopic).where(MutedTopic.user_id == user.id))
    db.session.add_all(MutedTopic(user_id=user.id, topic=topic) for topic in set(offered) - chosen)
    record("choose_topics", by=user, now=now, subject=user, family_id=user.family_id)


def forget_old_messages(now: datetime) -> None:
    """Drop what was sent or given up a month ago, letters after a year, and end subscriptions that were silent for 90 days (nightly)."""
    old = now - KEEP_SENT
    for before, to_user in (
        (old, OutboxMessage.user_id.is_not(None)),
        (now - KEEP_LETTERS, OutboxMessage.user_id.is_(None)),
    ):
        done = or_(OutboxMessage.sent_at < before, OutboxMessage.given_up_at < before)
        db.session.execute(delete(OutboxMessage).where(to_user, done))
    silent = or_(
        PushSubscription.last_ok_at < now - SILENT_FOR,
        PushSubscription.last_ok_at.is_(None) & (PushSubscription.created_at < now - SILENT_FOR),
    )
    db.session.execute(update(PushSubscription).where(PushSubscription.ended_at.is_(None), silent).values(ended_at=now))
    db.session.execute(delete(PushSubscription).where(PushSubscription.ended_at < old))
