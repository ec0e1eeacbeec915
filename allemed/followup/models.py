"""Check-ins: when somebody asks how it goes, and what was answered. The schedule is data."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.database import Codes, EncryptedText, Model, UtcMoment, UuidKey, choice, points_to
from allemed.followup.rules import CheckInKind, Face, kind_of
from allemed.placements.models import Placement


class ScheduleStep(Model):
    """One line of the municipality's own schedule; without rows the default schedule holds."""

    __tablename__ = "schedule_step"

    id: Mapped[UuidKey]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    anchor: Mapped[str] = mapped_column(String(20))
    offset_days: Mapped[int] = mapped_column(Integer)
    audience: Mapped[str] = mapped_column(String(20))
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)


class CheckIn(Model):
    """One question to one audience about one placement.

    `anchor_on` is the date it is counted from: the same question about the same date is never asked twice.
    An answer with a face that is not good, or with something missing, leaves it open for the coordinator.
    """

    __tablename__ = "check_in"
    __table_args__ = (UniqueConstraint("placement_id", "code", "anchor_on"),)

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    code: Mapped[str] = mapped_column(String(40))
    audience: Mapped[str] = mapped_column(String(20))
    anchor_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date, index=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)  # how often nobody was reached
    told_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # by the family or the association itself
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    closed_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    face: Mapped[Face | None] = mapped_column(choice(Face))
    is_something_missing: Mapped[bool | None] = mapped_column(Boolean)
    said: Mapped[list[str]] = mapped_column(
        Codes, default=list
    )  # ready answers, and "question:face" of picture questions
    note: Mapped[str | None] = mapped_column(EncryptedText)  # written under "the family can read this"
    version: Mapped[int] = mapped_column(Integer, default=1)
    placement: Mapped[Placement] = relationship()

    @property
    def kind(self) -> CheckInKind:
        return kind_of(self.code)


class TrustAnswer(Model):
    """Does this family trust us? One face; the newest replaces the one before. Read only as a whole, never by family."""

    __tablename__ = "trust_answer"

    id: Mapped[UuidKey]
    family_id: Mapped[uuid.UUID] = points_to("family.id", on_delete="CASCADE", index=False, unique=True)
    face: Mapped[Face] = mapped_column(choice(Face))
    said_on: Mapped[date] = mapped_column(Date)
