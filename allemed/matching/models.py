"""What a family said matters to it when a spot is looked for, and who it wants its child to be together with."""

import uuid
from datetime import datetime

from sqlalchemy import SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from allemed.database import Model, UtcMoment, UuidKey, points_to


class Priorities(Model):
    """What matters to one family, each in four steps; saved only when the coordinator does so with the family."""

    __tablename__ = "priorities"

    id: Mapped[UuidKey]
    child_id: Mapped[uuid.UUID] = points_to("child.id", on_delete="CASCADE", unique=True)
    near: Mapped[int] = mapped_column(SmallInteger)
    after_school: Mapped[int] = mapped_column(SmallInteger)
    friend: Mapped[int] = mapped_column(SmallInteger)
    free: Mapped[int] = mapped_column(SmallInteger)
    saved_at: Mapped[datetime] = mapped_column(UtcMoment)
    saved_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)


class Companion(Model):
    """Two children who wish to be together: siblings, or friends whose two families have both said yes.

    `child_id` is the smaller of the two ids, so a pair stands here once.
    """

    __tablename__ = "companion"
    __table_args__ = (UniqueConstraint("child_id", "other_id"),)

    id: Mapped[UuidKey]
    child_id: Mapped[uuid.UUID] = points_to("child.id", on_delete="CASCADE")
    other_id: Mapped[uuid.UUID] = points_to("child.id", on_delete="CASCADE")
    noted_at: Mapped[datetime] = mapped_column(UtcMoment)
    noted_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
