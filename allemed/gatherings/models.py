"""Gatherings with their invitations, what was agreed there, and the contact cards made at them."""

import uuid
from datetime import date, datetime, time

from sqlalchemy import Boolean, CheckConstraint, Date, Integer, LargeBinary, SmallInteger, String, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from allemed.associations.models import Association
from allemed.catalogue.models import Place
from allemed.database import Codes, EncryptedText, Model, UtcMoment, UuidKey, choice, points_to
from allemed.delivery.models import OutboxMessage
from allemed.gatherings.rules import ActionStatus, Answer, GatheringKind, Sector, Sheet
from allemed.public_changes import note_changes_of
from allemed.referrals.models import Partner


class Gathering(Model):
    """A dugnad, a meeting place, a meeting of the network or a guest at a place. Times are local.

    `association_id`: a club's own. `people`: how many came, by sector. `keywords`, `gap` and `next_on` are written
    down while a dugnad runs.
    """

    __tablename__ = "gathering"
    __table_args__ = (CheckConstraint("starts < ends", name="times"),)

    id: Mapped[UuidKey]
    kind: Mapped[GatheringKind] = mapped_column(choice(GatheringKind))
    sheet: Mapped[Sheet | None] = mapped_column(choice(Sheet))
    title: Mapped[str] = mapped_column(String(80))
    goal: Mapped[str] = mapped_column(String(200), default="")
    hosts: Mapped[str] = mapped_column(String(160), default="")
    held_on: Mapped[date] = mapped_column(Date, index=True)
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)
    place_id: Mapped[uuid.UUID | None] = points_to("place.id", on_delete="SET NULL", nullable=True)
    association_id: Mapped[uuid.UUID | None] = points_to("association.id", on_delete="CASCADE", nullable=True)
    themes: Mapped[list[str]] = mapped_column(Codes, default=list)
    is_public: Mapped[bool] = mapped_column(Boolean, default=False)
    keywords: Mapped[list[str]] = mapped_column(Codes, default=list)
    gap: Mapped[str] = mapped_column(String(200), default="")
    next_on: Mapped[date | None] = mapped_column(Date)
    serves_id: Mapped[uuid.UUID | None] = points_to("goal.id", on_delete="SET NULL", nullable=True)
    people: Mapped[dict] = mapped_column(JSON, default=dict)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    created_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    place: Mapped[Place | None] = relationship()
    association: Mapped[Association | None] = relationship()


class Invitation(Model):
    """One association, partner or person that is asked to come. `name` only where it is neither of the first two.

    `address`: where ALLEMED writes to whoever has no sign-in, until it was held; `written_at`: when it did so last.
    """

    __tablename__ = "invitation"

    id: Mapped[UuidKey]
    gathering_id: Mapped[uuid.UUID] = points_to("gathering.id", on_delete="CASCADE")
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    association_id: Mapped[uuid.UUID | None] = points_to("association.id", on_delete="CASCADE", nullable=True)
    partner_id: Mapped[uuid.UUID | None] = points_to("partner.id", on_delete="CASCADE", nullable=True)
    name: Mapped[str | None] = mapped_column(EncryptedText)
    address: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(String(8), default="")  # of its reader; empty: nobody has said
    written_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    letter_id: Mapped[uuid.UUID | None] = points_to("outbox_message.id", on_delete="SET NULL", nullable=True)
    answer: Mapped[Answer | None] = mapped_column(choice(Answer))
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    came: Mapped[bool | None] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    gathering: Mapped[Gathering] = relationship()
    association: Mapped[Association | None] = relationship()
    partner: Mapped[Partner | None] = relationship()
    letter: Mapped[OutboxMessage | None] = relationship()


class ContactCard(Model):
    """A face and "ask me about", made by its person; withdrawn by deleting it. Who knows whom is not kept (H15)."""

    __tablename__ = "contact_card"

    id: Mapped[UuidKey]
    invitation_id: Mapped[uuid.UUID] = points_to("invitation.id", on_delete="CASCADE", index=False, unique=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    work: Mapped[str] = mapped_column(String(80))
    ask_about: Mapped[str] = mapped_column(String(160))
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    picture: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    has_picture: Mapped[bool] = mapped_column(Boolean, default=False)
    made_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    made_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    invitation: Mapped[Invitation] = relationship()


class Idea(Model):
    """One idea on a theme, with the dots that those present gave it."""

    __tablename__ = "idea"

    id: Mapped[UuidKey]
    gathering_id: Mapped[uuid.UUID] = points_to("gathering.id", on_delete="CASCADE")
    theme: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(String(160))
    dots: Mapped[int] = mapped_column(SmallInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)


class AgreedAction(Model):
    """What was agreed at a gathering: who does what until when, and what came of it (domain.md 8.4.4)."""

    __tablename__ = "agreed_action"

    id: Mapped[UuidKey]
    gathering_id: Mapped[uuid.UUID] = points_to("gathering.id", on_delete="CASCADE")
    title: Mapped[str] = mapped_column(String(120))
    theme: Mapped[str] = mapped_column(String(40), default="")
    owner_name: Mapped[str] = mapped_column(String(80))
    owner_organisation: Mapped[str] = mapped_column(String(80), default="")  # where it is no association of ours
    owner_association_id: Mapped[uuid.UUID | None] = points_to("association.id", on_delete="SET NULL", nullable=True)
    partners: Mapped[str] = mapped_column(String(200), default="")  # these five as in Borås (V1)
    purpose: Mapped[str] = mapped_column(String(200), default="")
    target_group: Mapped[str] = mapped_column(String(200), default="")
    period: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    need_id: Mapped[uuid.UUID | None] = points_to("need.id", on_delete="SET NULL", nullable=True)
    commitment_code: Mapped[str] = mapped_column(String(10), default="")
    serves_id: Mapped[uuid.UUID | None] = points_to("goal.id", on_delete="SET NULL", nullable=True)
    status: Mapped[ActionStatus] = mapped_column(choice(ActionStatus), index=True)
    status_since: Mapped[datetime] = mapped_column(UtcMoment)
    reason: Mapped[str] = mapped_column(String(200), default="")  # why it was dropped
    result: Mapped[str] = mapped_column(String(200), default="")
    is_public: Mapped[bool] = mapped_column(Boolean, default=False)
    reminded_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    gathering: Mapped[Gathering] = relationship()
    owner_association: Mapped[Association | None] = relationship()


class NetworkMember(Model):
    """An actor of the network (GK2): organisation, what it does there, and who comes. A person who leaves is gone.

    `organisation` only where it is neither an association nor a partner. `person_since`: name and address were said
    last then.
    """

    __tablename__ = "network_member"

    id: Mapped[UuidKey]
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    association_id: Mapped[uuid.UUID | None] = points_to("association.id", on_delete="CASCADE", nullable=True)
    partner_id: Mapped[uuid.UUID | None] = points_to("partner.id", on_delete="CASCADE", nullable=True)
    organisation: Mapped[str] = mapped_column(String(80), default="")
    role: Mapped[str] = mapped_column(String(80), default="")
    person: Mapped[str | None] = mapped_column(EncryptedText)
    address: Mapped[str | None] = mapped_column(EncryptedText)  # where invitations go, if nobody there signs in
    person_since: Mapped[date | None] = mapped_column(Date)
    joined_on: Mapped[date] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1)
    association: Mapped[Association | None] = relationship()
    partner: Mapped[Partner | None] = relationship()

    @property
    def name(self) -> str:
        """Of the organisation."""
        known = self.association or self.partner
        return known.name if known else self.organisation


class AgendaItem(Model):
    """Something for the network to talk about. Without `gathering_id` it waits, and stands on the next agenda too."""

    __tablename__ = "agenda_item"

    id: Mapped[UuidKey]
    title: Mapped[str] = mapped_column(String(160))
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    decision: Mapped[str] = mapped_column(String(300), default="")  # what was decided about it
    gathering_id: Mapped[uuid.UUID | None] = points_to("gathering.id", on_delete="SET NULL", nullable=True)


class DugnadTheme(Model):
    """A municipality's own words for a theme of ours, or a theme of its own; `is_hidden`: not offered here."""

    __tablename__ = "dugnad_theme"

    id: Mapped[UuidKey]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    titles: Mapped[dict] = mapped_column(JSON)  # language code -> words
    questions: Mapped[dict] = mapped_column(JSON)
    is_hidden: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)


note_changes_of(Gathering, AgreedAction)
