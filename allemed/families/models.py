"""Families, their guardians and children, and what they agreed to share."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from allemed import crypto
from allemed.database import EncryptedText, Model, UtcMoment, UuidKey, choice, fingerprint_of_phone, points_to
from allemed.families.rules import AgreementHow, AgreementItem, Channel, ChildHeard, Gender, ReceiverKind


class Family(Model):
    """One household that the coordinator has met. No address, no origin, no reason."""

    __tablename__ = "family"

    id: Mapped[UuidKey]
    talk_language: Mapped[str] = mapped_column(String(8))
    read_language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    guardians: Mapped[list["Guardian"]] = relationship(back_populates="family", cascade="all, delete-orphan")
    children: Mapped[list["Child"]] = relationship(
        back_populates="family", cascade="all, delete-orphan", order_by="Child.birth_year, Child.first_name"
    )


class Guardian(Model):
    """An adult of the family, added by hand, each one of them."""

    __tablename__ = "guardian"

    id: Mapped[UuidKey]
    family_id: Mapped[uuid.UUID] = points_to("family.id", on_delete="CASCADE")
    user_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    first_name: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str] = mapped_column(EncryptedText)
    phone_fingerprint: Mapped[str | None] = fingerprint_of_phone()
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    family: Mapped[Family] = relationship(back_populates="guardians")

    @validates("phone")
    def _keep_fingerprint(self, _key: str, phone: str) -> str:
        self.phone_fingerprint = crypto.phone_fingerprint(phone)
        return phone


class Child(Model):
    """First name or nickname and birth year: enough to be greeted and to find a group."""

    __tablename__ = "child"

    id: Mapped[UuidKey]
    family_id: Mapped[uuid.UUID] = points_to("family.id", on_delete="CASCADE")
    first_name: Mapped[str] = mapped_column(String(60), index=True)
    birth_year: Mapped[int] = mapped_column(SmallInteger)
    birth_month: Mapped[int | None] = mapped_column(SmallInteger)
    gender: Mapped[Gender | None] = mapped_column(choice(Gender))
    school_id: Mapped[uuid.UUID | None] = points_to("place.id", on_delete="SET NULL", nullable=True)
    class_level: Mapped[int | None] = mapped_column(SmallInteger)
    new_school_on: Mapped[date | None] = mapped_column(Date)  # when it was noted that the child goes to another school
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    family: Mapped[Family] = relationship(back_populates="children")


class Agreement(Model):
    """One item that may go to one receiver: who said so, how, in which language, until when; withdrawable."""

    __tablename__ = "agreement"

    id: Mapped[UuidKey]
    family_id: Mapped[uuid.UUID] = points_to("family.id", on_delete="CASCADE")
    child_id: Mapped[uuid.UUID | None] = points_to("child.id", on_delete="CASCADE", nullable=True)
    receiver_kind: Mapped[ReceiverKind] = mapped_column(choice(ReceiverKind))
    receiver_id: Mapped[uuid.UUID | None] = mapped_column()  # an association, partner …; None: every one of its kind
    placement_id: Mapped[uuid.UUID | None] = points_to("placement.id", on_delete="CASCADE", nullable=True)
    item: Mapped[AgreementItem] = mapped_column(choice(AgreementItem))
    detail: Mapped[str] = mapped_column(String(40), default="")  # which practical need, by its code
    how: Mapped[AgreementHow] = mapped_column(choice(AgreementHow))
    language: Mapped[str] = mapped_column(String(8))
    child_heard: Mapped[ChildHeard] = mapped_column(choice(ChildHeard))
    text_version: Mapped[str] = mapped_column(String(20))
    given_on: Mapped[date] = mapped_column(Date)
    given_at: Mapped[datetime] = mapped_column(UtcMoment)
    expires_on: Mapped[date] = mapped_column(Date)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    recorded_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
