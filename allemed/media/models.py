"""Recordings and pictures. The bytes are read only when they are sent: every other query leaves them where they lie."""

import uuid
from datetime import datetime

from sqlalchemy import LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.database import Model, UtcMoment, UuidKey, choice, points_to
from allemed.media.rules import PictureKind, Shows, SoundKind
from allemed.public_changes import note_changes_of


class Recording(Model):
    """One text, spoken by somebody in one language. `piece`: a `Piece`, or `piece_of` a group."""

    __tablename__ = "recording"
    __table_args__ = (UniqueConstraint("piece", "language"),)

    id: Mapped[UuidKey]
    piece: Mapped[str] = mapped_column(String(60))
    activity_id: Mapped[uuid.UUID | None] = points_to("activity.id", on_delete="CASCADE", nullable=True)
    language: Mapped[str] = mapped_column(String(8))
    kind: Mapped[SoundKind] = mapped_column(choice(SoundKind))
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    added_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)


class Picture(Model):
    """The place or the coach of a group, always a JPEG that was drawn again by us."""

    __tablename__ = "picture"

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE", index=False, unique=True)
    shows: Mapped[Shows] = mapped_column(choice(Shows))
    width: Mapped[int] = mapped_column(SmallInteger)
    height: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    added_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    sizes: Mapped[list["PictureSize"]] = relationship(cascade="all, delete-orphan", order_by="PictureSize.width")


class PictureSize(Model):
    """A picture in one width and one format; the phone takes the smallest it can show."""

    __tablename__ = "picture_size"
    __table_args__ = (UniqueConstraint("picture_id", "width", "kind"),)

    id: Mapped[UuidKey]
    picture_id: Mapped[uuid.UUID] = points_to("picture.id", on_delete="CASCADE", index=False)
    width: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[PictureKind] = mapped_column(choice(PictureKind))
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


note_changes_of(Recording, Picture)
