"""Grants and the inclusion commitments that came with them, each with its evidence and due date."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from allemed.associations.models import Association
from allemed.commitments.rules.status import CommitmentStatus
from allemed.database import Codes, EncryptedText, Model, UtcMoment, UuidKey, choice, new_id, points_to


class GrantScheme(Model):
    """One version of a grant scheme, with the commitments it asks for; versions of one scheme share their series."""

    __tablename__ = "grant_scheme"

    id: Mapped[UuidKey]
    series_id: Mapped[uuid.UUID] = mapped_column(Uuid, default=new_id, index=True)
    name: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    purpose: Mapped[str] = mapped_column(String(200), default="")  # with the next one two of five headings (V1)
    target_group: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    lines: Mapped[list["SchemeLine"]] = relationship(
        back_populates="scheme", cascade="all, delete-orphan", order_by="SchemeLine.code"
    )


class SchemeLine(Model):
    """One commitment a scheme asks for: code, texts as they stood when it was picked, level, evidence, due rule."""

    __tablename__ = "scheme_line"
    __table_args__ = (UniqueConstraint("scheme_id", "code"),)

    id: Mapped[UuidKey]
    scheme_id: Mapped[uuid.UUID] = points_to("grant_scheme.id", on_delete="CASCADE")
    code: Mapped[str] = mapped_column(String(10))
    texts: Mapped[dict] = mapped_column(JSON, default=dict)  # language code -> text; empty: the catalogue's
    level: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[list[str]] = mapped_column(Codes, default=list)
    due_rule: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer, default=1)
    scheme: Mapped[GrantScheme] = relationship(back_populates="lines")


class OwnLine(Model):
    """One edition of a commitment of the municipality's own (M01 …). An edit adds an edition; none is written over."""

    __tablename__ = "own_line"
    __table_args__ = (UniqueConstraint("code", "edition"),)

    id: Mapped[UuidKey]
    code: Mapped[str] = mapped_column(String(10))
    edition: Mapped[int] = mapped_column(Integer, default=1)
    texts: Mapped[dict] = mapped_column(JSON)  # language code -> text
    level: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[list[str]] = mapped_column(Codes, default=list)
    due_rule: Mapped[str] = mapped_column(String(80))
    is_offered: Mapped[bool] = mapped_column(Boolean, default=True)  # False: new schemes no longer choose it
    created_at: Mapped[datetime] = mapped_column(UtcMoment)


class Goal(Model):
    """A goal of the municipality for some years, the decision behind it, and the codes of the commitments that serve it.

    Measures point to it by their `serves_id` (V2)."""

    __tablename__ = "goal"

    id: Mapped[UuidKey]
    name: Mapped[str] = mapped_column(String(80))
    decision: Mapped[str] = mapped_column(String(160), default="")  # who decided it, when, and where it stands
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    codes: Mapped[list[str]] = mapped_column(Codes, default=list)
    version: Mapped[int] = mapped_column(Integer, default=1)


class GrantDraft(Model):
    """The clean rows of an uploaded grant list between preview and confirmation: its sender's only, for an hour."""

    __tablename__ = "grant_draft"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    file_name: Mapped[str] = mapped_column(String(80))
    table: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)


class CouncilNote(Model):
    """What the coordinator writes beside a year's figures for the council: what helped, what was learned."""

    __tablename__ = "council_note"

    id: Mapped[UuidKey]
    year: Mapped[int] = mapped_column(SmallInteger, unique=True)
    helped: Mapped[str] = mapped_column(String(600), default="")
    learned: Mapped[str] = mapped_column(String(600), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)


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
    __table_args__ = (
        UniqueConstraint("grant_id", "code"),
        Index("ix_commitment_overview", "association_id", "level", "code", "status", "due_on"),
    )

    id: Mapped[UuidKey]
    grant_id: Mapped[uuid.UUID] = points_to("grant_award.id", on_delete="CASCADE")
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    code: Mapped[str] = mapped_column(String(10))
    texts: Mapped[dict] = mapped_column(JSON)  # language code -> text
    level: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[list[str]] = mapped_column(Codes, default=list)
    due_rule: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    counted_from: Mapped[date | None] = mapped_column(Date)  # an earlier grant's decision, whose period still runs
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
    figures: Mapped[dict | None] = mapped_column(JSON)  # of a report: figures as they were shown, small ones as "1–4"
    hindered: Mapped[list[str] | None] = mapped_column(Codes)  # of a report: what hindered
    delivered_at: Mapped[datetime] = mapped_column(UtcMoment)
    delivered_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    reviewed_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    is_accepted: Mapped[bool | None] = mapped_column()
    answer: Mapped[str] = mapped_column(String(300), default="")  # what is missing; of certificates a code
    commitment: Mapped[Commitment] = relationship(back_populates="deliveries")
