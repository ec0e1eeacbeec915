"""Who was there at which session, what remains of it, and how far an association has come with registering."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.database import Model, UtcMoment, UuidKey, points_to
from allemed.placements.models import Placement


class AttendanceMark(Model):
    """One tap of an association: a child was at a session, or was not. Untapped, the row is gone."""

    __tablename__ = "attendance_mark"
    __table_args__ = (UniqueConstraint("placement_id", "session_on"),)

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    session_on: Mapped[date] = mapped_column(Date, index=True)
    is_present: Mapped[bool] = mapped_column(Boolean)
    tapped_at: Mapped[datetime] = mapped_column(UtcMoment)
    tapped_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    placement: Mapped[Placement] = relationship()


class AttendanceSummary(Model):
    """What remains when the taps are old enough to go: does the child take part regularly?"""

    __tablename__ = "attendance_summary"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE", index=False, unique=True)
    is_regular: Mapped[bool] = mapped_column(Boolean)
    as_of: Mapped[date] = mapped_column(Date)


class AttendanceRoutine(Model):
    """The steps of an association after registering works: a routine is agreed on, then somebody is alerted (B7)."""

    __tablename__ = "attendance_routine"

    id: Mapped[UuidKey]
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE", index=False, unique=True)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    agreed_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    alerts_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    alerts_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
