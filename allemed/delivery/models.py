"""The outbox, and where web push goes."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import Device, User
from allemed.database import EncryptedText, Model, UtcMoment, UuidKey, choice, points_to
from allemed.delivery.rules import Topic, Way


class OutboxMessage(Model):
    """One message to one person by one way, written in the transaction of what it tells of.

    Without `user_id` it is a letter: a whole mail to an address, in `secret` until it is sent.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_waiting", "sent_at", "given_up_at", "send_after"),)

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="CASCADE", nullable=True)
    way: Mapped[Way] = mapped_column(choice(Way))
    topic: Mapped[Topic] = mapped_column(choice(Topic))
    subscription_id: Mapped[uuid.UUID | None] = points_to("push_subscription.id", on_delete="CASCADE", nullable=True)
    path: Mapped[str] = mapped_column(String(200))  # page to open: ids only
    secret: Mapped[str | None] = mapped_column(EncryptedText)  # a sign-in token or a letter on its way, wiped when sent
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    send_after: Mapped[datetime] = mapped_column(UtcMoment)
    leased_until: Mapped[datetime | None] = mapped_column(UtcMoment)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # the receiving service has it
    arrived_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # the service says that the phone has it
    given_up_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    problem: Mapped[str] = mapped_column(String(120), default="")
    user: Mapped[User | None] = relationship()
    subscription: Mapped["PushSubscription | None"] = relationship()


class PushSubscription(Model):
    """A browser that agreed to be told. The endpoint lies encrypted; its fingerprint finds it again."""

    __tablename__ = "push_subscription"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    device_id: Mapped[uuid.UUID | None] = points_to("device.id", on_delete="CASCADE", nullable=True)
    endpoint: Mapped[str] = mapped_column(EncryptedText)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    p256dh: Mapped[str] = mapped_column(EncryptedText)
    auth: Mapped[str] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(String(8), default="nb")
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    last_ok_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    user: Mapped[User] = relationship()
    device: Mapped[Device | None] = relationship()

    @property
    def is_living(self) -> bool:
        """Not ended, and its device is not signed out. A sign-in that only ran out of time may still be told."""
        return self.ended_at is None and (self.device is None or self.device.ended_at is None)


class MutedTopic(Model):
    """A topic that a person does not want pushes about. No row: they are told."""

    __tablename__ = "muted_topic"
    __table_args__ = (UniqueConstraint("user_id", "topic"),)

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE", index=False)
    topic: Mapped[Topic] = mapped_column(choice(Topic))


class UnwantedAddress(Model):
    """An address that wants no mails. Only its keyed hash is kept, so that the wish lasts and the address need not."""

    __tablename__ = "unwanted_address"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcMoment)
