"""Finding users, devices and links."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import Device, Passkey, SignInLink, User
from allemed.accounts.rules import LinkPurpose, is_link_alive, is_session_alive
from allemed.crypto import hash_token
from allemed.database import db


def find_device_of_token(token: str, now: datetime) -> Device | None:
    """The living device whose cookie holds `token`; None if it was ended, has expired or its user is inactive."""
    device = db.session.scalar(select(Device).where(Device.token_hash == hash_token(token), Device.ended_at.is_(None)))
    if device is None or not device.user.is_active:
        return None
    alive = is_session_alive(device.user.role, created_at=device.created_at, last_seen_at=device.last_seen_at, now=now)
    return device if alive else None


def find_link(token: str, now: datetime) -> SignInLink | None:
    """The link with this secret if it can still be used."""
    link = db.session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_token(token)))
    return link if link and link.user.is_active and is_link_alive(link.expires_at, link.used_at, now) else None


def count_mail_links(user: User, since: datetime) -> int:
    """How many sign-in mails somebody asked for in `user`'s name since then."""
    query = select(func.count()).where(
        SignInLink.user_id == user.id, SignInLink.purpose == LinkPurpose.MAIL, SignInLink.created_at >= since
    )
    return db.session.scalar(query) or 0


def find_user_of_email(email: str) -> User | None:
    """The active user with this e-mail address, whatever its case."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower(), User.is_active))


@scope("device_id")
def devices_visible_to(user: User | None) -> Select:
    """A user's own living devices."""
    return select(Device).where(Device.user_id == (user.id if user else None), Device.ended_at.is_(None))


def list_devices(user: User, now: datetime) -> list[Device]:
    """Where `user` is signed in, the latest first."""
    devices = db.session.scalars(devices_visible_to(user).order_by(Device.last_seen_at.desc()))
    return [
        device
        for device in devices
        if is_session_alive(user.role, created_at=device.created_at, last_seen_at=device.last_seen_at, now=now)
    ]


def get_device(device_id: UUID) -> Device:
    return db.session.get_one(Device, device_id)


@scope("passkey_id")
def passkeys_visible_to(user: User | None) -> Select:
    """A user's own passkeys."""
    return select(Passkey).where(Passkey.user_id == (user.id if user else None))


def get_passkey(passkey_id: UUID) -> Passkey:
    return db.session.get_one(Passkey, passkey_id)


def find_passkey(credential_id: bytes) -> Passkey | None:
    """The passkey of an active user with this credential id."""
    query = (
        select(Passkey)
        .join(User, Passkey.user_id == User.id)
        .where(Passkey.credential_id == credential_id, User.is_active)
    )
    return db.session.scalar(query)


def list_passkeys(user: User) -> list[Passkey]:
    return list(db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.created_at)))


def list_users(role: Role, **owner: UUID) -> list[User]:
    """Active users of a role, e.g. `list_users(Role.ASSOCIATION, association_id=…)`."""
    return list(
        db.session.scalars(select(User).filter_by(role=role, is_active=True, **owner).order_by(User.created_at))
    )
