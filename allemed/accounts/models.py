"""Users, their devices, sign-in links and passkeys. Nobody has a password."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.access.rules import Role
from allemed.accounts.rules import LinkPurpose, SignInMethod
from allemed.database import EncryptedText, Model, UtcMoment, UuidKey, choice, points_to


class User(Model):
    """A person who signs in. `association_id`, `partner_id` or `family_id` says on whose behalf."""

    __tablename__ = "app_user"

    id: Mapped[UuidKey]
    role: Mapped[Role] = mapped_column(choice(Role))
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(String(8), default="nb")
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    association_id: Mapped[uuid.UUID | None] = points_to("association.id", on_delete="CASCADE", nullable=True)
    partner_id: Mapped[uuid.UUID | None] = points_to("partner.id", on_delete="CASCADE", nullable=True)
    family_id: Mapped[uuid.UUID | None] = points_to("family.id", on_delete="CASCADE", nullable=True)


class Device(Model):
    """One sign-in on one device; the cookie holds the token, the row its hash."""

    __tablename__ = "device"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(60), default="")
    method: Mapped[SignInMethod] = mapped_column(choice(SignInMethod))
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    last_seen_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    user: Mapped[User] = relationship()


class SignInLink(Model):
    """A secret that signs its user in once. Only its hash is kept."""

    __tablename__ = "sign_in_link"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    purpose: Mapped[LinkPurpose] = mapped_column(choice(LinkPurpose))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    expires_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    used_by: Mapped[str] = mapped_column(String(60), default="")
    user: Mapped[User] = relationship()


class Passkey(Model):
    """A WebAuthn credential of a user."""

    __tablename__ = "passkey"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(Integer, default=0)
    label: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    user: Mapped[User] = relationship()
