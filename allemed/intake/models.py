"""The conversation about leisure: what the child wants and what has to be solved. Texts lie encrypted."""

import json
import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.database import Codes, EncryptedText, Model, UtcMoment, UuidKey, points_to
from allemed.families.models import Child
from allemed.intake.rules import Face, decode


class Conversation(Model):
    """One conversation by the guide; the newest one of a child holds its present wishes.

    Choices are codes of the enums in `intake.rules`; None or an empty list: not asked, not answered.
    """

    __tablename__ = "conversation"

    id: Mapped[UuidKey]
    family_id: Mapped[uuid.UUID] = points_to("family.id", on_delete="CASCADE")
    child_id: Mapped[uuid.UUID] = points_to("child.id", on_delete="CASCADE")
    held_on: Mapped[date] = mapped_column(Date)
    recorded_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    guide_version: Mapped[str] = mapped_column(String(20))
    interpreter: Mapped[str] = mapped_column(String(40))
    kinds: Mapped[list[str]] = mapped_column(Codes, default=list)  # the child's choice, in the order of pointing
    said: Mapped[list[str]] = mapped_column(Codes, default=list)  # "question:face", pointed at before anything began
    own_words: Mapped[str | None] = mapped_column(EncryptedText)
    tried_before: Mapped[list[str]] = mapped_column(Codes, default=list)
    liked: Mapped[list[str]] = mapped_column(Codes, default=list)
    disliked: Mapped[list[str]] = mapped_column(Codes, default=list)
    with_whom: Mapped[str | None] = mapped_column(String(40))
    times: Mapped[list[str]] = mapped_column(Codes, default=list)  # "0:after_school" = Monday right after school
    max_walk_minutes: Mapped[int | None] = mapped_column(SmallInteger)
    may_use_bus: Mapped[bool | None] = mapped_column(Boolean)
    bring: Mapped[str | None] = mapped_column(String(40))
    money: Mapped[str | None] = mapped_column(String(40))
    equipment: Mapped[list[str]] = mapped_column(Codes, default=list)
    practical: Mapped[list[str]] = mapped_column(Codes, default=list)
    barriers: Mapped[list[str]] = mapped_column(Codes, default=list)
    parent_wish: Mapped[str | None] = mapped_column(EncryptedText)
    next_step: Mapped[str] = mapped_column(String(40))
    next_step_on: Mapped[date] = mapped_column(Date, index=True)
    next_step_done_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    who_else: Mapped[list[str]] = mapped_column(Codes, default=list)
    is_understood: Mapped[bool | None] = mapped_column(Boolean)
    place_kind: Mapped[str | None] = mapped_column(String(40))
    minutes: Mapped[int | None] = mapped_column(SmallInteger)
    created_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    child: Mapped[Child] = relationship()

    @property
    def faces(self) -> dict[str, Face]:
        """What the child pointed at when it was asked at the start, by question."""
        return decode(self.said)


class ConversationDraft(Model):
    """What came by itself from a device that had no network and could not be saved as it came; gone when it is."""

    __tablename__ = "conversation_draft"

    id: Mapped[UuidKey]
    written_by_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    form: Mapped[str] = mapped_column(EncryptedText)  # every field as it was sent, JSON
    created_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)

    @property
    def answers(self) -> dict[str, list[str]]:
        return json.loads(self.form)
