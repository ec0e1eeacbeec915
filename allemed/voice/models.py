"""Who may ask children, and what a child was asked and answered."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import User
from allemed.database import Codes, Model, UtcMoment, UuidKey, points_to
from allemed.placements.models import Placement


class NeutralPerson(Model):
    """Somebody at a partner whom the municipality has named to ask children, such as a librarian or a health nurse."""

    __tablename__ = "neutral_person"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE", index=False, unique=True)
    named_at: Mapped[datetime] = mapped_column(UtcMoment)
    named_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    user: Mapped[User] = relationship(foreign_keys=[user_id])


class ChildVoice(Model):
    """Five picture questions to one child. Without the child's yes a coordinator reads the answers only among others'."""

    __tablename__ = "child_voice"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    check_in_id: Mapped[uuid.UUID | None] = points_to("check_in.id", on_delete="SET NULL", nullable=True)
    person_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    person_name: Mapped[str] = mapped_column(String(80))  # so that the family sees who asked, also later
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    ends_on: Mapped[date] = mapped_column(Date)  # the last day on which the person sees the task
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    answers: Mapped[list[str]] = mapped_column(Codes, default=list)  # "question:face"
    may_coordinator_see: Mapped[bool | None] = mapped_column(Boolean)
    placement: Mapped[Placement] = relationship()
