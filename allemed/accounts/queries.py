"""Finding users, devices and links."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import Device, Passkey, SignInLink, User
from allemed.accounts.rules import is_link_alive, is_session_alive
from allemed.crypto import hash_token
from allemed.database import db


def find_device_of_token(token: str, now: datetime) -> Device | None:
    """The living device whose cookie holds `token`; None if it was ended, has expired or its user is inactive."""
    device = db.session.scalar(select(Device).where(Device.token_hash == hash_token(token), Device.ended_at.is_(None)))
    if device is None or not device.user.is_active:
        return None
    alive = is_session_alive(
        device.user.role, created_at=device.created_at, last_seen_at=device.last_seen_at, now=now
    )
    return device if alive else None


def find_link(token: str, now: datetime) -> SignInLink | None:
    """The link with this secret if it can still be used."""
    link = db.session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_token(token)))
    return link if link and link.user.is_active and is_link_alive(link.expires_at, link.used_at, now) else None


def find_user_of_email(email: str) -> User | None:
    """The active user with this e-mail address, whatever its case."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower(), User.is_active))


@scope("device_id")
def devices_visible_to(user: User | None) -> Select:
    """A user's own living devices."""
    return select(Device).where(Device.user_id == (user.id if user else None), Device.ended_at.is_(None))


def list_devices(user: User) -> list[Device]:
    return list(db.session.scalars(devices_visible_to(user).order_by(Device.last_seen_at.desc())))


def list_passkeys(user: User) -> list[Passkey]:
    return list(db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.created_at)))


def list_users(role: Role, **owner: UUID) -> list[User]:
    """Active users of a role, e.g. `list_users(Role.ASSOCIATION, association_id=…)`."""
    return list(db.session.scalars(select(User).filter_by(role=role, is_active=True, **owner).order_by(User.created_at)))
