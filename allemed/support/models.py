"""Guides and what they are asked, fee schemes and applications, loans, rides, and what was done for a child.

All but guides and schemes hangs on a placement and goes with its family.
"""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Boolean, Date, Integer, Numeric, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.catalogue.models import Place
from allemed.database import Codes, EncryptedText, Model, UtcMoment, UuidKey, choice, points_to
from allemed.families.models import Guardian
from allemed.followup.rules import Face
from allemed.placements.models import Placement
from allemed.support.rules import (
    ApplicationState,
    BookingState,
    Buddy,
    InterventionKind,
    LoanState,
    Period,
    RideWay,
)


class Guide(Model):
    """Somebody the municipality names, who goes along the first time. Signs in as `user_id` once invited."""

    __tablename__ = "guide"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    first_name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    languages: Mapped[list[str]] = mapped_column(Codes, default=list)
    free: Mapped[list[str]] = mapped_column(Codes, default=list)  # "0-evening" = Monday in the evening
    is_language_supporter: Mapped[bool] = mapped_column(Boolean, default=False)  # helps to talk; no interpreter
    active_until: Mapped[date | None] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)


class GuideBooking(Model):
    """A guide is asked to go along to one first time: `session_at` is the moment they were asked about."""

    __tablename__ = "guide_booking"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    guide_id: Mapped[uuid.UUID] = points_to("guide.id", on_delete="CASCADE")
    session_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    state: Mapped[BookingState] = mapped_column(choice(BookingState), default=BookingState.ASKED)
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    face: Mapped[Face | None] = mapped_column(choice(Face))  # how it went
    placement: Mapped[Placement] = relationship()
    guide: Mapped[Guide] = relationship()


class Arrangement(Model):
    """What is settled for a placement: who of the group looks after the child, and how it gets there."""

    __tablename__ = "arrangement"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE", index=False, unique=True)
    buddy: Mapped[Buddy | None] = mapped_column(choice(Buddy))
    ride: Mapped[RideWay | None] = mapped_column(choice(RideWay))


class FeeScheme(Model):
    """Money for fees that somebody may apply for, as the municipality describes it."""

    __tablename__ = "fee_scheme"

    id: Mapped[UuidKey]
    name: Mapped[str] = mapped_column(String(80))
    applicants: Mapped[list[str]] = mapped_column(Codes, default=list)
    covers: Mapped[list[str]] = mapped_column(Codes, default=list)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))  # None: it differs, or nobody has said
    period: Mapped[Period] = mapped_column(choice(Period), default=Period.HALF_YEAR)
    is_card: Mapped[bool] = mapped_column(Boolean, default=False)  # the family pays with it itself
    answer_days: Mapped[int | None] = mapped_column(SmallInteger)
    link: Mapped[str] = mapped_column(String(300), default="")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1)


class FeeApplication(Model):
    """An application for money: a reference, an amount, an activity, a period. No family, no reason, no income."""

    __tablename__ = "fee_application"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    scheme_id: Mapped[uuid.UUID | None] = points_to("fee_scheme.id", on_delete="SET NULL", nullable=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    is_by_association: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[ApplicationState] = mapped_column(choice(ApplicationState), index=True)
    amount: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date] = mapped_column(Date)
    drafted_at: Mapped[datetime] = mapped_column(UtcMoment)
    sent_on: Mapped[date | None] = mapped_column(Date)
    expected_on: Mapped[date | None] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    granted: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    granted_until: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1)
    placement: Mapped[Placement] = relationship()
    scheme: Mapped[FeeScheme | None] = relationship()


class Loan(Model):
    """One thing that is borrowed. The size is forgotten as soon as it is lent."""

    __tablename__ = "loan"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    item: Mapped[str] = mapped_column(String(40))
    size: Mapped[str] = mapped_column(String(20), default="")
    lender_id: Mapped[uuid.UUID | None] = points_to("place.id", on_delete="SET NULL", nullable=True)
    state: Mapped[LoanState] = mapped_column(choice(LoanState), default=LoanState.WANTED)
    wanted_at: Mapped[datetime] = mapped_column(UtcMoment)
    lent_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    returned_on: Mapped[date | None] = mapped_column(Date)
    told_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # the family was reminded
    placement: Mapped[Placement] = relationship()
    lender: Mapped[Place | None] = relationship()


class SharedRide(Model):
    """Two families of one group are asked, each for itself, whether they may be put in touch.

    Each learns of the other only when both have said yes; either can take it back.
    """

    __tablename__ = "shared_ride"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    other_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    says: Mapped[bool | None] = mapped_column(Boolean)
    other_says: Mapped[bool | None] = mapped_column(Boolean)
    guardian_id: Mapped[uuid.UUID | None] = points_to("guardian.id", on_delete="SET NULL", nullable=True)
    other_guardian_id: Mapped[uuid.UUID | None] = points_to("guardian.id", on_delete="SET NULL", nullable=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    placement: Mapped[Placement] = relationship(foreign_keys=[placement_id])
    other: Mapped[Placement] = relationship(foreign_keys=[other_id])
    guardian: Mapped[Guardian | None] = relationship(foreign_keys=[guardian_id])
    other_guardian: Mapped[Guardian | None] = relationship(foreign_keys=[other_guardian_id])


class Intervention(Model):
    """Something that was done for a child on its way, with the time and money it took, if somebody wrote that."""

    __tablename__ = "intervention"
    __table_args__ = (UniqueConstraint("placement_id", "kind"),)

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    kind: Mapped[InterventionKind] = mapped_column(choice(InterventionKind))
    noted_on: Mapped[date] = mapped_column(Date)
    is_automatic: Mapped[bool] = mapped_column(Boolean, default=False)
    minutes: Mapped[int | None] = mapped_column(SmallInteger)
    money: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    placement: Mapped[Placement] = relationship()
