"""What two coordinators do with the whole instance. There is no field for a reason."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import User
from allemed.closing.rules import Step
from allemed.database import Model, UtcMoment, UuidKey, choice, points_to


class ClosingStep(Model):
    """One asks, another one confirms. Of what is taken out: when the file was made, how large it is, when it was fetched."""

    __tablename__ = "closing_step"

    id: Mapped[UuidKey]
    step: Mapped[Step] = mapped_column(choice(Step))
    asked_by_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    confirmed_by_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="CASCADE", nullable=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    taken_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # a worker prepares the file since then
    ready_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    size: Mapped[int | None] = mapped_column(BigInteger)  # bytes
    failed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    fetched_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # the last time
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    confirmed_by: Mapped[User | None] = relationship(foreign_keys=[confirmed_by_id])
