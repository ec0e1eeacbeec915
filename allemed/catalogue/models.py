"""Places, activities with their weekly sessions, and the open spots in them."""

import uuid
from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Float,
    Integer,
    Numeric,
    SmallInteger,
    String,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.rules import CancelReason, GenderGroup, Holiday, PilotOutcome, PlaceKind, SpotAnswer
from allemed.database import Codes, Model, UtcMoment, UuidKey, choice, points_to
from allemed.public_changes import note_changes_of


class Place(Model):
    """A school, hall, pitch or house of the municipality, with its position in degrees."""

    __tablename__ = "place"

    id: Mapped[UuidKey]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[PlaceKind] = mapped_column(choice(PlaceKind))
    area: Mapped[str] = mapped_column(String(60), default="")
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    lends: Mapped[list[str]] = mapped_column(Codes, default=list)  # what can be borrowed here, if it is a lender
    version: Mapped[int] = mapped_column(Integer, default=1)
    hours: Mapped[list["OpeningHours"]] = relationship(
        cascade="all, delete-orphan", order_by="OpeningHours.weekday, OpeningHours.starts"
    )


class OpeningHours(Model):
    """When a lender is open every week, local to the municipality. Weekday 0 is Monday."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("starts < ends", name="times"),
    )

    id: Mapped[UuidKey]
    place_id: Mapped[uuid.UUID] = points_to("place.id", on_delete="CASCADE")
    weekday: Mapped[int] = mapped_column(SmallInteger)
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)


class Activity(Model):
    """A group of an association that children can join. Only what families may see stands here."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("birth_year_from <= birth_year_to", name="birth_years"),
        CheckConstraint("starts_on <= ends_on", name="season"),
        CheckConstraint("pilot_from <= pilot_until", name="pilot"),
    )

    id: Mapped[UuidKey]
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    kind: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(80))
    birth_year_from: Mapped[int] = mapped_column(SmallInteger)
    birth_year_to: Mapped[int] = mapped_column(SmallInteger)
    gender_group: Mapped[GenderGroup] = mapped_column(choice(GenderGroup), default=GenderGroup.ALL)
    place_id: Mapped[uuid.UUID | None] = points_to("place.id", nullable=True)
    cost_per_half_year: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))  # None: unknown, 0: free
    bring: Mapped[list[str]] = mapped_column(Codes, default=list)
    borrow: Mapped[list[str]] = mapped_column(Codes, default=list)
    languages: Mapped[list[str]] = mapped_column(Codes, default=list)
    parent_tasks: Mapped[list[str]] = mapped_column(Codes, default=list)
    accessibility: Mapped[list[str]] = mapped_column(Codes, default=list)
    is_right_after_school: Mapped[bool] = mapped_column(Boolean, default=False)
    has_transport_help: Mapped[bool] = mapped_column(Boolean, default=False)
    is_for_beginners: Mapped[bool] = mapped_column(Boolean, default=False)
    is_drop_in: Mapped[bool] = mapped_column(Boolean, default=False)  # one simply comes, without asking (GK1)
    is_for_parents: Mapped[bool] = mapped_column(Boolean, default=False)  # not for children themselves (GK7, V6)
    is_mixed: Mapped[bool] = mapped_column(Boolean, default=False)  # everyone together, new here or not (GK4)
    is_for_language: Mapped[bool] = mapped_column(Boolean, default=False)  # one practises the language too (GK4)
    has_child_care: Mapped[bool] = mapped_column(Boolean, default=False)  # for the little ones of those who come (V4)
    is_with_parents: Mapped[bool] = mapped_column(Boolean, default=False)  # parents come along (V18)
    trial_times: Mapped[int] = mapped_column(SmallInteger, default=0)
    coach_name: Mapped[str] = mapped_column(String(60), default="")
    welcome: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date | None] = mapped_column(Date)  # of the season; None: nobody has said
    ends_on: Mapped[date | None] = mapped_column(Date, index=True)
    left_out: Mapped[list[str]] = mapped_column(Codes, default=list)  # days and spans as `rules.seasons` writes them
    holiday: Mapped[Holiday | None] = mapped_column(choice(Holiday))  # held in a school holiday only (V21)
    goes_on_in_id: Mapped[uuid.UUID | None] = points_to("activity.id", on_delete="SET NULL", nullable=True)
    pilot_from: Mapped[date | None] = mapped_column(Date)
    pilot_until: Mapped[date | None] = mapped_column(Date)
    pilot_purpose: Mapped[str] = mapped_column(String(200), default="")  # what one wants to find out
    serves_id: Mapped[uuid.UUID | None] = points_to("goal.id", on_delete="SET NULL", nullable=True)  # a pilot or course
    pilot_outcome: Mapped[PilotOutcome | None] = mapped_column(choice(PilotOutcome))
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    updated_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    association: Mapped[Association] = relationship()
    place: Mapped[Place | None] = relationship()
    sessions: Mapped[list["WeeklySession"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="WeeklySession.weekday, WeeklySession.starts"
    )
    spot: Mapped["Spot | None"] = relationship(back_populates="activity", cascade="all, delete-orphan")
    goes_on_in: Mapped["Activity | None"] = relationship(remote_side="Activity.id")
    hosts: Mapped[list[Association]] = relationship(
        secondary="activity_host", order_by="Association.name"
    )  # the others
    cancelled: Mapped[list["CancelledSession"]] = relationship(
        cascade="all, delete-orphan", order_by="CancelledSession.session_on"
    )


class ActivityHost(Model):
    """Somebody who hosts a group together with its association: a library, a health centre, a business (V18, V21)."""

    __tablename__ = "activity_host"
    __table_args__ = (UniqueConstraint("activity_id", "association_id"),)

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE", index=False)
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")


class WeeklySession(Model):
    """A weekly time, local to the municipality. Weekday 0 is Monday."""

    __tablename__ = "weekly_session"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("starts < ends", name="times"),
    )

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE")
    weekday: Mapped[int] = mapped_column(SmallInteger)
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)
    activity: Mapped[Activity] = relationship(back_populates="sessions")


class Spot(Model):
    """The open spots of an activity: how many are free now, and when somebody last said that this is true."""

    __tablename__ = "spot"
    __table_args__ = (CheckConstraint("free >= 0", name="free"),)

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE", index=False, unique=True)
    free: Mapped[int] = mapped_column(SmallInteger)
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    is_for_referrals: Mapped[bool] = mapped_column(Boolean, default=False)
    confirmed_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    confirmed_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    activity: Mapped[Activity] = relationship(back_populates="spot")


class CancelledSession(Model):
    """One session that is not held, with a ready word why."""

    __tablename__ = "cancelled_session"
    __table_args__ = (UniqueConstraint("activity_id", "session_on"),)

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE", index=False)
    session_on: Mapped[date] = mapped_column(Date, index=True)
    reason: Mapped[CancelReason] = mapped_column(choice(CancelReason))
    said_at: Mapped[datetime] = mapped_column(UtcMoment)
    said_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)


class SpotQuestion(Model):
    """ "Is it still open?", asked of one group at one moment; answered once, by whoever has a link of that moment."""

    __tablename__ = "spot_question"
    __table_args__ = (UniqueConstraint("activity_id", "asked_at"),)

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE", index=False)
    asked_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    answer: Mapped[SpotAnswer | None] = mapped_column(choice(SpotAnswer))
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    answered_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    activity: Mapped[Activity] = relationship()


class SpotLink(Model):
    """A contact's way to the questions of one moment without signing in. Only the hash of its secret is kept."""

    __tablename__ = "spot_link"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    expires_at: Mapped[datetime] = mapped_column(UtcMoment)
    user: Mapped[User] = relationship()


note_changes_of(Place, OpeningHours, Activity, ActivityHost, WeeklySession, Spot, CancelledSession)
