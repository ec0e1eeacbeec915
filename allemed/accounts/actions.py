"""Signing in and out: links, devices, passkeys. Secrets leave these functions once; the database keeps hashes."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from allemed.access.rules import Role
from allemed.accounts.models import Device, Passkey, SignInLink, User
from allemed.accounts.rules import LINK_LIFE, LinkPurpose, SignInMethod
from allemed.audit.actions import record
from allemed.crypto import hash_token
from allemed.database import db


def add_user(role: Role, name: str, *, now: datetime, email: str | None = None, language: str = "nb", **owner: UUID) -> User:
    """A new person who may sign in; `owner` is `association_id`, `partner_id` or `family_id`."""
    user = User(role=role, name=name, email=email.strip().lower() if email else None, language=language, created_at=now, **owner)
    db.session.add(user)
    db.session.flush()
    return user


def make_link(user: User, purpose: LinkPurpose, *, by: User | None, now: datetime) -> tuple[SignInLink, str]:
    """A new sign-in link for `user`, and its secret. Earlier unused links of the same purpose stop working."""
    db.session.execute(
        update(SignInLink)
        .where(SignInLink.user_id == user.id, SignInLink.purpose == purpose, SignInLink.used_at.is_(None))
        .values(expires_at=now)
    )
    token = secrets.token_urlsafe(32)
    link = SignInLink(
        user_id=user.id, purpose=purpose, token_hash=hash_token(token), created_at=now, expires_at=now + LINK_LIFE[purpose]
    )
    db.session.add(link)
    record("make_link", by=by, now=now, subject=user, family_id=user.family_id, fields=[purpose])
    db.session.flush()
    return link, token


def use_up_link(link: SignInLink, *, label: str, now: datetime) -> bool:
    """Take the link; True for exactly one caller, however many try at once."""
    taken = db.session.execute(
        update(SignInLink)
        .where(SignInLink.id == link.id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(used_at=now, used_by=label)
    )
    return taken.rowcount == 1


def add_device(user: User, method: SignInMethod, *, label: str, now: datetime) -> tuple[Device, str]:
    """Sign `user` in on a device; the returned secret goes into its cookie."""
    token = secrets.token_urlsafe(32)
    device = Device(user_id=user.id, token_hash=hash_token(token), label=label, method=method, created_at=now, last_seen_at=now)
    db.session.add(device)
    db.session.flush()
    record("sign_in", by=user, now=now, subject=device, family_id=user.family_id, fields=[method])
    return device, token


def end_device(device: Device, *, by: User, now: datetime) -> None:
    """Sign a device out for good; its cookie is worthless from the next request on."""
    device.ended_at = now
    record("end_device", by=by, now=now, subject=device, family_id=device.user.family_id)


def end_all_devices(user: User, *, by: User, now: datetime) -> int:
    """Sign a user out everywhere and void unused links ("lost phone"); returns how many devices that ended."""
    ended = db.session.execute(update(Device).where(Device.user_id == user.id, Device.ended_at.is_(None)).values(ended_at=now))
    db.session.execute(
        update(SignInLink).where(SignInLink.user_id == user.id, SignInLink.used_at.is_(None)).values(expires_at=now)
    )
    record("end_all_devices", by=by, now=now, subject=user, family_id=user.family_id)
    return ended.rowcount


def add_passkey(user: User, *, credential_id: bytes, public_key: bytes, sign_count: int, label: str, now: datetime) -> Passkey:
    """Store a verified WebAuthn credential."""
    passkey = Passkey(
        user_id=user.id, credential_id=credential_id, public_key=public_key, sign_count=sign_count, label=label, created_at=now
    )
    db.session.add(passkey)
    db.session.flush()
    record("add_passkey", by=user, now=now, subject=passkey)
    return passkey
