"""Grants and the inclusion commitments that came with them, each with its evidence and due date."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Date, Integer, Numeric, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from allemed.associations.models import Association
from allemed.commitments.rules.status import CommitmentStatus
from allemed.database import Codes, Model, UtcMoment, UuidKey, choice, points_to


class GrantScheme(Model):
    """A grant scheme with the commitments it asks for; rules are versioned by their dates of validity."""

    __tablename__ = "grant_scheme"

    id: Mapped[UuidKey]
    name: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1)
    lines: Mapped[list["SchemeLine"]] = relationship(
        back_populates="scheme", cascade="all, delete-orphan", order_by="SchemeLine.code"
    )


class SchemeLine(Model):
    """One commitment a scheme asks for: its code in the catalogue, level, evidence and due rule as data."""

    __tablename__ = "scheme_line"
    __table_args__ = (UniqueConstraint("scheme_id", "code"),)

    id: Mapped[UuidKey]
    scheme_id: Mapped[uuid.UUID] = points_to("grant_scheme.id", on_delete="CASCADE")
    code: Mapped[str] = mapped_column(String(10))
    level: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[list[str]] = mapped_column(Codes, default=list)
    due_rule: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer, default=1)
    scheme: Mapped[GrantScheme] = relationship(back_populates="lines")


class Grant(Model):
    """Money decided for an association in a year. `amount` is in the country's currency."""

    __tablename__ = "grant_award"
    __table_args__ = (UniqueConstraint("association_id", "scheme_id", "year"),)

    id: Mapped[UuidKey]
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    scheme_id: Mapped[uuid.UUID] = points_to("grant_scheme.id")
    year: Mapped[int] = mapped_column(SmallInteger)
    amount: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    decided_on: Mapped[date] = mapped_column(Date)
    season_starts_on: Mapped[date | None] = mapped_column(Date)
    annual_meeting_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    association: Mapped[Association] = relationship()
    scheme: Mapped[GrantScheme] = relationship()
    commitments: Mapped[list["Commitment"]] = relationship(
        back_populates="grant", cascade="all, delete-orphan", order_by="Commitment.code"
    )


class Commitment(Model):
    """One promise of one association. Texts are kept as they stood when the promise was made."""

    __tablename__ = "commitment"
    __table_args__ = (UniqueConstraint("grant_id", "code"),)

    id: Mapped[UuidKey]
    grant_id: Mapped[uuid.UUID] = points_to("grant_award.id", on_delete="CASCADE")
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    code: Mapped[str] = mapped_column(String(10))
    texts: Mapped[dict] = mapped_column(JSON)  # language code -> text
    level: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[list[str]] = mapped_column(Codes, default=list)
    due_rule: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    status: Mapped[CommitmentStatus] = mapped_column(choice(CommitmentStatus), index=True)
    status_since: Mapped[datetime] = mapped_column(UtcMoment)
    agreed_by_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    agreed_by_name: Mapped[str] = mapped_column(String(80), default="")
    agreed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    exempt_until: Mapped[date | None] = mapped_column(Date)
    not_relevant_reason: Mapped[str] = mapped_column(String(200), default="")
    reminded_on: Mapped[date | None] = mapped_column(Date)
    called_on: Mapped[date | None] = mapped_column(Date)  # "what do you need?" was asked by phone
    need: Mapped[str] = mapped_column(String(200), default="")  # what the association answered
    kept_on: Mapped[date | None] = mapped_column(Date)  # the last period: when it was accepted,
    kept_due_on: Mapped[date | None] = mapped_column(Date)  # which due date it was for,
    kept_by: Mapped[str] = mapped_column(String(20), default="")  # and the evidence
    version: Mapped[int] = mapped_column(Integer, default=1)
    grant: Mapped[Grant] = relationship(back_populates="commitments")
    association: Mapped[Association] = relationship()
    deliveries: Mapped[list["Delivery"]] = relationship(
        back_populates="commitment", cascade="all, delete-orphan", order_by="Delivery.delivered_at"
    )


class Delivery(Model):
    """What an association delivered on a commitment, for one due date, and what the coordinator answered.

    Of police certificates (Norway) or extracts (Sweden) nothing is kept but a date and two numbers: no name, no text.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint(
            "checked_count IS NULL OR (stated_by = '' AND link = '' AND report = '')", name="certificates_without_names"
        ),
    )

    id: Mapped[UuidKey]
    commitment_id: Mapped[uuid.UUID] = points_to("commitment.id", on_delete="CASCADE")
    due_on: Mapped[date | None] = mapped_column(Date)
    evidence: Mapped[str] = mapped_column(String(20))  # statement, document (a link), report, visit, auto
    stated_by: Mapped[str] = mapped_column(String(80), default="")
    stated_on: Mapped[date | None] = mapped_column(Date)
    checked_count: Mapped[int | None] = mapped_column(Integer)
    remaining_count: Mapped[int | None] = mapped_column(Integer)
    link: Mapped[str] = mapped_column(String(300), default="")
    report: Mapped[str] = mapped_column(String(500), default="")
    delivered_at: Mapped[datetime] = mapped_column(UtcMoment)
    delivered_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    reviewed_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    is_accepted: Mapped[bool | None] = mapped_column()
    answer: Mapped[str] = mapped_column(String(300), default="")  # what is missing; of certificates a code
    commitment: Mapped[Commitment] = relationship(back_populates="deliveries")
