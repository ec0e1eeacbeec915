"""Reading the outbox and the subscriptions."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from allemed import crypto
from allemed.access.rules import Role
from allemed.accounts.models import Device, User
from allemed.database import db
from allemed.delivery.models import MutedTopic, OutboxMessage, PushSubscription, UnwantedAddress
from allemed.delivery.rules import A_DAY, MOST_LETTERS_A_DAY, Topic, clean_address


def list_subscriptions(user: User) -> list[PushSubscription]:
    """The living subscriptions of a person: not ended, and their device not signed out. Oldest first."""
    query = (
        select(PushSubscription)
        .outerjoin(Device, PushSubscription.device_id == Device.id)
        .where(
            PushSubscription.user_id == user.id,
            PushSubscription.ended_at.is_(None),
            Device.ended_at.is_(None),
        )
        .order_by(PushSubscription.created_at)
    )
    return list(db.session.scalars(query))


def list_muted(user: User) -> set[Topic]:
    """What `user` does not want to be told by push."""
    return set(db.session.scalars(select(MutedTopic.topic).where(MutedTopic.user_id == user.id)))


def find_waiting(message: OutboxMessage) -> OutboxMessage | None:
    """The message to the same person by the same way that waits for the same moment and was not tried yet."""
    query = select(OutboxMessage).where(
        OutboxMessage.user_id == message.user_id,
        OutboxMessage.way == message.way,
        OutboxMessage.subscription_id.is_not_distinct_from(message.subscription_id),
        OutboxMessage.send_after == message.send_after,
        OutboxMessage.attempts == 0,
        *_waits(),
    )
    return db.session.scalars(query.limit(1)).first()


def list_sent_to(user_ids: Iterable[UUID], most: int) -> list[OutboxMessage]:
    """The newest messages to these persons, sign-in links left out; whether each arrived stands on it."""
    query = select(OutboxMessage).where(OutboxMessage.user_id.in_(list(user_ids)), OutboxMessage.topic != Topic.SIGN_IN)
    return list(db.session.scalars(query.order_by(OutboxMessage.created_at.desc()).limit(most)))


def find_subscription(fingerprint: str) -> PushSubscription | None:
    return db.session.scalar(select(PushSubscription).where(PushSubscription.fingerprint == fingerprint))


def due_message_ids(now: datetime, limit: int, *, only_coordinators: bool = False) -> list[UUID]:
    """Messages that wait, whose time has come and that nobody holds; the longest waiting first."""
    query = select(OutboxMessage.id).where(*is_due(now))
    if only_coordinators:
        query = query.join(User, User.id == OutboxMessage.user_id).where(User.role == Role.COORDINATOR)
    return list(db.session.scalars(query.order_by(OutboxMessage.send_after).limit(limit)))


def is_due(now: datetime) -> tuple:
    """The conditions of a message that a worker may take."""
    return (*is_here(now), OutboxMessage.send_after <= now)


def is_here(now: datetime) -> tuple:
    """The conditions of a message that waits and that no worker holds."""
    return (*_waits(), or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now))


def _waits() -> tuple:
    return OutboxMessage.sent_at.is_(None), OutboxMessage.given_up_at.is_(None)


# Addresses that want no mails


def fingerprint_of(address: str) -> str:
    """What an address that wants no mails is known by."""
    try:
        address = clean_address(address)
    except ValueError:
        address = address.strip().casefold()
    return crypto.ring().fingerprint(f"mail:{address}")


def find_unwanted(fingerprint: str) -> UnwantedAddress | None:
    return db.session.get(UnwantedAddress, fingerprint)


def list_unwanted(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that want no mails."""
    keys = {fingerprint_of(one): one for one in addresses}
    query = select(UnwantedAddress.fingerprint).where(UnwantedAddress.fingerprint.in_(list(keys)))
    return {keys[found] for found in db.session.scalars(query)}


def may_write_to(address: str) -> bool:
    """Has nobody at this address said that they want no mails?"""
    return find_unwanted(fingerprint_of(address)) is None


# Letters: mails to people without a sign-in


def list_sent_letters(paths: Iterable[str]) -> set[str]:
    """Of these pages, those that a letter went out about."""
    query = select(OutboxMessage.path).where(OutboxMessage.user_id.is_(None), OutboxMessage.sent_at.is_not(None))
    return set(db.session.scalars(query.where(OutboxMessage.path.in_(list(paths)))))


def count_letters_left(now: datetime) -> int:
    """How many more may be written by now, of those that one day allows."""
    written = select(func.count()).where(OutboxMessage.user_id.is_(None), OutboxMessage.created_at > now - A_DAY)
    return max(0, MOST_LETTERS_A_DAY - (db.session.scalar(written) or 0))
