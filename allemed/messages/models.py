"""Messages between one family and its coordinator."""

import uuid
from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from allemed.database import EncryptedText, Model, UtcMoment, UuidKey, choice, points_to
from allemed.messages.rules import Phrase, Side


class Message(Model):
    """A ready phrase, or a few words as they were written. Goes with the family, or when it has been kept long enough."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_unread", "side", "read_at"),)

    id: Mapped[UuidKey]
    family_id: Mapped[uuid.UUID] = points_to("family.id", on_delete="CASCADE")
    side: Mapped[Side] = mapped_column(choice(Side))  # who wrote it
    author_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    phrase: Mapped[Phrase | None] = mapped_column(choice(Phrase))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(String(8))  # of the words
    sent_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # by the other side
