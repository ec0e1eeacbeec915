"""Needs of associations, solution notes with the thanks for them, and who has read which training card."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.database import Model, UtcMoment, UuidKey, choice, points_to
from allemed.needs.rules import NeedKind, NeedStatus, NoteState


class Need(Model):
    """What an association needs, or asks, and what the coordinator answered. No family is named in it."""

    __tablename__ = "need"

    id: Mapped[UuidKey]
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    kind: Mapped[NeedKind] = mapped_column(choice(NeedKind))
    words: Mapped[str] = mapped_column(String(200))
    status: Mapped[NeedStatus] = mapped_column(choice(NeedStatus), index=True)
    owner_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    answer: Mapped[str] = mapped_column(String(300), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # the first answer
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    created_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    status_since: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    association: Mapped[Association] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])


class SolutionNote(Model):
    """What was difficult and what helped. Whose it was is never shown to others."""

    __tablename__ = "solution_note"

    id: Mapped[UuidKey]
    association_id: Mapped[uuid.UUID | None] = points_to("association.id", on_delete="SET NULL", nullable=True)
    written_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    kind: Mapped[NeedKind] = mapped_column(choice(NeedKind))
    difficult: Mapped[str] = mapped_column(String(200))
    did: Mapped[str] = mapped_column(String(300))
    state: Mapped[NoteState] = mapped_column(choice(NoteState), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    published_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)


class NoteThanks(Model):
    """ "This helped us too", once for each association."""

    __tablename__ = "note_thanks"
    __table_args__ = (UniqueConstraint("note_id", "association_id"),)

    id: Mapped[UuidKey]
    note_id: Mapped[uuid.UUID] = points_to("solution_note.id", on_delete="CASCADE")
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")


class TrainingRead(Model):
    """Somebody has read a training card: by name and date, if they want to say so."""

    __tablename__ = "training_read"
    __table_args__ = (UniqueConstraint("card", "association_id", "name"),)

    id: Mapped[UuidKey]
    card: Mapped[str] = mapped_column(String(40))
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    name: Mapped[str] = mapped_column(String(80))
    read_on: Mapped[date] = mapped_column(Date)
