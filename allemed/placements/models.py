"""A child on its way into an activity: the state, its history, the three lights, and the days it cannot come."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.database import EncryptedText, Model, UtcMoment, UuidKey, choice, points_to
from allemed.families.models import Child
from allemed.placements.rules import (
    ComesAlong,
    DeclineReason,
    LightColour,
    LightKind,
    NotNow,
    PlacementState,
    StopReason,
)

_LIVE = text("state NOT IN ('declined', 'ended', 'switched')")


class Placement(Model):
    """One child in one activity, from proposal to ending. A child has at most one live placement in an activity."""

    __tablename__ = "placement"
    __table_args__ = (
        Index("uq_placement_live", "child_id", "activity_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
    )

    id: Mapped[UuidKey]
    child_id: Mapped[uuid.UUID] = points_to("child.id", on_delete="CASCADE")
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE")
    state: Mapped[PlacementState] = mapped_column(choice(PlacementState), index=True)
    holds_seat: Mapped[bool] = mapped_column(Boolean, default=False)
    origin: Mapped[str] = mapped_column(String(20), default="coordinator")  # or "invitation"
    decline_reason: Mapped[DeclineReason | None] = mapped_column(choice(DeclineReason))
    offers_waiting_list: Mapped[bool] = mapped_column(Boolean, default=False)
    stop_reason: Mapped[StopReason | None] = mapped_column(choice(StopReason))
    proposed_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    proposed_at: Mapped[datetime] = mapped_column(UtcMoment)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    asked_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    first_session_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    meets: Mapped[str] = mapped_column(String(60), default="")  # who receives the child there
    comes_along: Mapped[ComesAlong | None] = mapped_column(choice(ComesAlong))  # who goes along
    started_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    season_ends_on: Mapped[date | None] = mapped_column(Date)
    fund_ends_on: Mapped[date | None] = mapped_column(Date)
    state_since: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    switched_to_id: Mapped[uuid.UUID | None] = points_to("placement.id", on_delete="SET NULL", nullable=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    child: Mapped[Child] = relationship()
    activity: Mapped[Activity] = relationship()
    lights: Mapped[list["Light"]] = relationship(
        back_populates="placement", cascade="all, delete-orphan", order_by="Light.kind"
    )
    moves: Mapped[list["PlacementMove"]] = relationship(
        back_populates="placement", cascade="all, delete-orphan", order_by="PlacementMove.at, PlacementMove.number"
    )

    @property
    def waits_here(self) -> bool:
        """Is the child on this group's waiting list: its club offered it with its no, or the family wants to wait?"""
        if self.state is PlacementState.WISH:
            return bool(self.moves) and self.moves[-1].reason == NotNow.WAITING_LIST
        return self.state is PlacementState.DECLINED and self.offers_waiting_list


class PlacementMove(Model):
    """A step that was taken: from which state to which, when, and by whom."""

    __tablename__ = "placement_move"

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    from_state: Mapped[PlacementState | None] = mapped_column(choice(PlacementState))
    to_state: Mapped[PlacementState] = mapped_column(choice(PlacementState))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    number: Mapped[int] = mapped_column(Integer, default=0)  # two moves of one moment keep their order
    by_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    by_role: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str | None] = mapped_column(EncryptedText)
    placement: Mapped[Placement] = relationship(back_populates="moves")


class Light(Model):
    """Equipment, transport or fee of a placement: is it solved, who sees to it, by when."""

    __tablename__ = "light"
    __table_args__ = (UniqueConstraint("placement_id", "kind"),)

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    kind: Mapped[LightKind] = mapped_column(choice(LightKind))
    colour: Mapped[LightColour] = mapped_column(choice(LightColour), default=LightColour.UNKNOWN)
    owner_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    note: Mapped[str | None] = mapped_column(EncryptedText)
    version: Mapped[int] = mapped_column(Integer, default=1)
    placement: Mapped[Placement] = relationship(back_populates="lights")
    owner: Mapped[User | None] = relationship()


class Absence(Model):
    """A family said that the child cannot come to one session. No reason is asked for; taken back, the row is gone."""

    __tablename__ = "absence"
    __table_args__ = (UniqueConstraint("placement_id", "session_on"),)

    id: Mapped[UuidKey]
    placement_id: Mapped[uuid.UUID] = points_to("placement.id", on_delete="CASCADE")
    session_on: Mapped[date] = mapped_column(Date, index=True)
    said_at: Mapped[datetime] = mapped_column(UtcMoment)
    said_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    placement: Mapped[Placement] = relationship()
