"""Calls, applications, and decisions on them. A correction is a decision more: what was decided before stays."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Boolean, Date, Integer, Numeric, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.applications.rules import DECIDED, ApplicationState, CallState, call_state, last_day, state_for_club
from allemed.associations.models import Association
from allemed.commitments.models import GrantScheme
from allemed.database import Codes, Model, UtcMoment, UuidKey, choice, points_to


class GrantCall(Model):
    """Associations may apply for a grant of one scheme's version and one year, between two days."""

    __tablename__ = "grant_call"
    __table_args__ = (UniqueConstraint("scheme_id", "year"),)

    id: Mapped[UuidKey]
    scheme_id: Mapped[uuid.UUID] = points_to("grant_scheme.id")
    year: Mapped[int] = mapped_column(SmallInteger)
    opens_on: Mapped[date] = mapped_column(Date)
    closes_on: Mapped[date] = mapped_column(Date)
    about: Mapped[str] = mapped_column(String(600))
    ask: Mapped[str] = mapped_column(String(120))  # whom one may ask
    complaint: Mapped[str] = mapped_column(String(600), default="")  # the municipality's words on how to complain
    total: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    most: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))  # that one association may ask for
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # earlier than the day says
    closed_because: Mapped[str] = mapped_column(String(200), default="")
    opening_told_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    closing_told_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    scheme: Mapped[GrantScheme] = relationship()

    def state_at(self, now: datetime, zone: str) -> CallState:
        return call_state(self.opens_on, self.closes_on, self.closed_at, now, zone)

    def last_day(self, zone: str) -> date:
        return last_day(self.closes_on, self.closed_at, zone)


class GrantApplication(Model):
    """What one association asks for in one call, or that it asks for nothing this year."""

    __tablename__ = "grant_application"
    __table_args__ = (UniqueConstraint("call_id", "association_id"),)

    id: Mapped[UuidKey]
    call_id: Mapped[uuid.UUID] = points_to("grant_call.id", on_delete="CASCADE")
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    state: Mapped[ApplicationState] = mapped_column(choice(ApplicationState), index=True)
    state_since: Mapped[datetime] = mapped_column(UtcMoment)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    purpose: Mapped[str] = mapped_column(String(400), default="")
    children_count: Mapped[int | None] = mapped_column(Integer)
    groups: Mapped[list[str]] = mapped_column(Codes, default=list)  # ids of its own groups
    link: Mapped[str] = mapped_column(String(300), default="")
    applicant_name: Mapped[str] = mapped_column(String(80), default="")
    written_by_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    arrived_on: Mapped[date | None] = mapped_column(Date)  # on paper or by e-mail: the coordinator entered it
    grant_id: Mapped[uuid.UUID | None] = points_to("grant_award.id", on_delete="SET NULL", nullable=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    call: Mapped[GrantCall] = relationship()
    association: Mapped[Association] = relationship()
    decisions: Mapped[list["GrantDecision"]] = relationship(
        back_populates="application", cascade="all, delete-orphan", order_by="GrantDecision.number"
    )

    @property
    def is_entered(self) -> bool:
        """Did the coordinator enter it for an association that cannot sign in?"""
        return self.arrived_on is not None

    @property
    def decision(self) -> "GrantDecision | None":
        """The one that holds."""
        return self.decisions[-1] if self.decisions and self.state in DECIDED else None

    @property
    def answer(self) -> "GrantDecision | None":
        """The last one that the association was told."""
        return next((one for one in reversed(self.decisions) if one.answered_at), None)

    @property
    def shown_state(self) -> ApplicationState:
        """What the association may know of it."""
        return state_for_club(self.state, self.answer.state if self.answer else None)


class GrantDecision(Model):
    """What the municipality decided: an amount, or a no with its reason; who decided, when, and where it stands."""

    __tablename__ = "grant_decision"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    id: Mapped[UuidKey]
    application_id: Mapped[uuid.UUID] = points_to("grant_application.id", on_delete="CASCADE")
    number: Mapped[int] = mapped_column(SmallInteger)
    is_award: Mapped[bool] = mapped_column(Boolean)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    reason: Mapped[str] = mapped_column(String(600), default="")
    decided_on: Mapped[date] = mapped_column(Date)
    decided_by: Mapped[str] = mapped_column(String(80))
    reference: Mapped[str] = mapped_column(String(120), default="")
    noted_at: Mapped[datetime] = mapped_column(UtcMoment)
    noted_by_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    application: Mapped[GrantApplication] = relationship(back_populates="decisions")

    @property
    def state(self) -> ApplicationState:
        return ApplicationState.AWARDED if self.is_award else ApplicationState.DECLINED
