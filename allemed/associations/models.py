"""Associations and their contact persons."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.associations.rules import AssociationKind, ContactKind
from allemed.database import Codes, EncryptedText, Model, UtcMoment, UuidKey, choice, points_to
from allemed.public_changes import note_changes_of


class Association(Model):
    """A club, choir, corps or group of the municipality. `is_approved`: may post spots that families see."""

    __tablename__ = "association"

    id: Mapped[UuidKey]
    name: Mapped[str] = mapped_column(String(120), index=True)
    kind: Mapped[AssociationKind] = mapped_column(choice(AssociationKind), default=AssociationKind.ASSOCIATION)
    gives: Mapped[list[str]] = mapped_column(Codes, default=list)  # equipment it gives away or lends (V21)
    organisation_number: Mapped[str | None] = mapped_column(String(12), unique=True)
    purpose: Mapped[str] = mapped_column(String(200), default="")
    category: Mapped[str] = mapped_column(String(40), default="")
    age_groups: Mapped[str] = mapped_column(String(60), default="")
    address: Mapped[str] = mapped_column(String(120), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    town: Mapped[str] = mapped_column(String(60), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    accepts_leisure_card: Mapped[bool] = mapped_column(Boolean, default=False)
    accepts_leisure_fund: Mapped[bool] = mapped_column(Boolean, default=False)
    accepts_companion_card: Mapped[bool] = mapped_column(Boolean, default=False)
    is_approved: Mapped[bool] = mapped_column(Boolean, default=True)
    is_imported: Mapped[bool] = mapped_column(Boolean, default=False)
    offers_confirmed_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # all its groups, in the yearly inventory
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    updated_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    contacts: Mapped[list["ContactPerson"]] = relationship(back_populates="association", order_by="ContactPerson.kind")


class ContactPerson(Model):
    """Somebody who answers for an association; the sign-in is `user_id` once invited."""

    __tablename__ = "contact_person"

    id: Mapped[UuidKey]
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    user_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    kind: Mapped[ContactKind] = mapped_column(choice(ContactKind))
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    leaves_on: Mapped[date | None] = mapped_column(Date)  # handed over; access ends by itself on this day
    association: Mapped[Association] = relationship(back_populates="contacts")


class ImportDraft(Model):
    """The rows of an uploaded list between preview and confirmation: its sender's only, for an hour.

    Encrypted, as an address or a phone may be a person's. A row refused for an identity number never gets here.
    """

    __tablename__ = "import_draft"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    file_name: Mapped[str] = mapped_column(String(80))
    table: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)


note_changes_of(Association)
