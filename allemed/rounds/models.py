"""Rounds with a line for each child, and wishes that no open spot fits."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, Float, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.database import Codes, Model, UtcMoment, UuidKey, choice, points_to
from allemed.families.models import Child
from allemed.rounds.rules import Stage


class Round(Model):
    """One planning of all waiting children. A proposal: nothing of it is sent before a person says so."""

    __tablename__ = "matching_round"

    id: Mapped[UuidKey]
    made_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    made_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    stage: Mapped[Stage] = mapped_column(choice(Stage), default=Stage.WAITING)
    beat_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # the last sign of life of who plans it
    is_stopped: Mapped[bool] = mapped_column(Boolean, default=False)  # a person wants the best plan so far
    children: Mapped[int] = mapped_column(Integer, default=0)
    seats: Mapped[int] = mapped_column(Integer, default=0)
    placed: Mapped[int] = mapped_column(Integer, default=0)
    most: Mapped[int | None] = mapped_column(Integer)  # so many can get a place at most: proven
    worst: Mapped[int | None] = mapped_column(SmallInteger)  # the fit of the child that fits least
    score: Mapped[float | None] = mapped_column(Float)
    bound: Mapped[float | None] = mapped_column(Float)  # no plan can have a higher score: proven
    seconds: Mapped[float | None] = mapped_column(Float)
    spots_mark: Mapped[str] = mapped_column(String(64), default="")  # fingerprint of the spots it was planned with
    lines: Mapped[list["RoundLine"]] = relationship(
        back_populates="round", cascade="all, delete-orphan", passive_deletes=True
    )


class RoundGroup(Model):
    """A group in a round: how many seats it had, and for how many children it was the best one."""

    __tablename__ = "round_group"
    __table_args__ = (UniqueConstraint("round_id", "activity_id"),)

    id: Mapped[UuidKey]
    round_id: Mapped[uuid.UUID] = points_to("matching_round.id", on_delete="CASCADE")
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE")
    seats: Mapped[int] = mapped_column(Integer)
    wanted: Mapped[int] = mapped_column(Integer, default=0)


class RoundLine(Model):
    """One child in a round: the suggested group, or why there is none, and what a person made of it."""

    __tablename__ = "round_line"
    __table_args__ = (UniqueConstraint("round_id", "child_id"),)

    id: Mapped[UuidKey]
    round_id: Mapped[uuid.UUID] = points_to("matching_round.id", on_delete="CASCADE")
    child_id: Mapped[uuid.UUID] = points_to("child.id", on_delete="CASCADE")
    activity_id: Mapped[uuid.UUID | None] = points_to("activity.id", on_delete="SET NULL", nullable=True)
    fit: Mapped[int | None] = mapped_column(SmallInteger)
    options: Mapped[list[list]] = mapped_column(JSON, default=list)  # [activity id, fit], the best first
    reason: Mapped[str] = mapped_column(String(40), default="")  # which limit stood against most groups
    is_by_hand: Mapped[bool] = mapped_column(Boolean, default=False)
    problem: Mapped[str] = mapped_column(String(40), default="")  # why it could not be proposed
    proposed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    placement_id: Mapped[uuid.UUID | None] = points_to("placement.id", on_delete="SET NULL", nullable=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    round: Mapped[Round] = relationship(back_populates="lines")
    child: Mapped[Child] = relationship()
    activity: Mapped[Activity | None] = relationship()


class OpenWish(Model):
    """A child waits since a date: no open spot fits. What may reach associations has neither name nor school."""

    __tablename__ = "open_wish"

    id: Mapped[UuidKey]
    child_id: Mapped[uuid.UUID] = points_to("child.id", on_delete="CASCADE")
    since_on: Mapped[date] = mapped_column(Date)
    kinds: Mapped[list[str]] = mapped_column(Codes, default=list)
    birth_year_from: Mapped[int] = mapped_column(SmallInteger)
    birth_year_to: Mapped[int] = mapped_column(SmallInteger)
    days: Mapped[list[str]] = mapped_column(Codes, default=list)  # "1" is Tuesday
    is_girls_only: Mapped[bool] = mapped_column(Boolean, default=False)
    asked_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # associations were asked
    fits_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # since then an open spot fits
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    child: Mapped[Child] = relationship()


class WishAnswer(Model):
    """What one association says to an open wish."""

    __tablename__ = "wish_answer"
    __table_args__ = (UniqueConstraint("wish_id", "association_id"),)

    id: Mapped[UuidKey]
    wish_id: Mapped[uuid.UUID] = points_to("open_wish.id", on_delete="CASCADE")
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    has_room: Mapped[bool] = mapped_column(Boolean)
    answered_at: Mapped[datetime] = mapped_column(UtcMoment)
    answered_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    seen_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    wish: Mapped[OpenWish] = relationship()
    association: Mapped[Association] = relationship()
