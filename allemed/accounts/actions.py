"""Signing in and out: links, devices, passkeys. Secrets leave these functions once; the database keeps hashes."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from allemed.access.rules import Role
from allemed.accounts.models import Device, Passkey, SignInLink, User
from allemed.accounts.queries import count_mail_links, find_user_of_email, list_passkeys
from allemed.accounts.rules import LINK_LIFE, LINK_PATH, MAIL_ROLES, MAILS_PER_HOUR, LinkPurpose, SignInMethod
from allemed.audit.actions import record
from allemed.crypto import hash_token
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.versions import lock

_ways_of_links: list[Callable[..., None]] = []
_ends_too: list[Callable[..., None]] = []


class EmailIsTaken(DomainError):
    """The address belongs to somebody who is no coordinator."""

    def __init__(self) -> None:
        super().__init__(_sl("Somebody else signs in with this e-mail address."))


class LastPasskey(DomainError):
    """Without it a coordinator could never sign in again."""

    def __init__(self) -> None:
        super().__init__(_sl("This is your only passkey. Add another one first."))


def ends_with_sign_ins(end: Callable) -> Callable:
    """Register what else ends when a user is signed out everywhere: `end(user, by=…, now=…)`, from a higher floor."""
    _ends_too[:] = [end]
    return end


def sends_links(send: Callable) -> Callable:
    """Register who brings a link to its user: `send(user, token, path, now=…)`. Delivery stands above accounts."""
    _ways_of_links[:] = [send]
    return send


def add_user(
    role: Role, name: str, *, now: datetime, email: str | None = None, language: str = "nb", **owner: UUID
) -> User:
    """A new person who may sign in; `owner` is `association_id`, `partner_id` or `family_id`."""
    user = User(
        role=role,
        name=name,
        email=email.strip().lower() if email else None,
        language=language,
        created_at=now,
        **owner,
    )
    db.session.add(user)
    db.session.flush()
    return user


def make_link(user: User, purpose: LinkPurpose, *, by: User | None, now: datetime) -> tuple[SignInLink, str]:
    """A new sign-in link for `user`, and its secret.

    Earlier unused links of the same purpose stop working; not those by mail, which anybody can ask for.
    """
    if purpose is not LinkPurpose.MAIL:
        db.session.execute(
            update(SignInLink)
            .where(SignInLink.user_id == user.id, SignInLink.purpose == purpose, SignInLink.used_at.is_(None))
            .values(expires_at=now)
        )
    token = secrets.token_urlsafe(32)
    link = SignInLink(
        user_id=user.id,
        purpose=purpose,
        token_hash=hash_token(token),
        created_at=now,
        expires_at=now + LINK_LIFE[purpose],
    )
    db.session.add(link)
    record("make_link", by=by, now=now, subject=user, family_id=user.family_id, fields=[purpose])
    db.session.flush()
    return link, token


def ask_for_link(email: str, path: str, *, now: datetime) -> bool:
    """Mail a sign-in link that leads to `path`, if somebody who may sign in so has this address.

    The caller must never show the answer: whether an address is known is nobody's business.
    """
    user = find_user_of_email(email)
    if user and (user.role not in MAIL_ROLES or count_mail_links(user, now - timedelta(hours=1)) >= MAILS_PER_HOUR):
        user = None
    record("ask_for_link", by=None, now=now, subject=user)
    if user:
        _link, token = make_link(user, LinkPurpose.MAIL, by=None, now=now)
        for send in _ways_of_links:
            send(user, token, path, now=now)
    db.session.flush()
    return user is not None


def create_staff(name: str, email: str, now: datetime) -> str:
    """A coordinator, new or known by this address, and the path of a one-time link to make a passkey. EmailIsTaken."""
    user = db.session.scalar(select(User).where(User.email == email.strip().lower()))
    if user is None:
        user = add_user(Role.COORDINATOR, name.strip(), now=now, email=email)
    if user.role != Role.COORDINATOR or not user.is_active:
        raise EmailIsTaken
    _link, token = make_link(user, LinkPurpose.INVITE, by=None, now=now)
    return LINK_PATH + token


def end_staff(email: str, now: datetime) -> User | None:
    """A coordinator or partner leaves: signed out everywhere at once, passkeys and address forgotten. None: nobody.

    The name stays where it stands under something that was done. (Contacts of associations are ended on their page.)
    """
    user = find_user_of_email(email)
    if user is None or user.role not in (Role.COORDINATOR, Role.PARTNER):
        return None
    end_all_devices(user, by=None, now=now)
    db.session.execute(delete(Passkey).where(Passkey.user_id == user.id))
    user.is_active, user.email, user.phone = False, None, None
    record("end_staff", by=None, now=now, subject=user)
    db.session.flush()
    return user


def use_up_link(link: SignInLink, *, label: str, now: datetime) -> bool:
    """Take the link; True for exactly one caller, however many try at once."""
    taken = count_changed(
        update(SignInLink)
        .where(SignInLink.id == link.id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(used_at=now, used_by=label)
    )
    return taken == 1


def add_device(user: User, method: SignInMethod, *, label: str, now: datetime) -> tuple[Device, str]:
    """Sign `user` in on a device; the returned secret goes into its cookie."""
    token = secrets.token_urlsafe(32)
    device = Device(
        user_id=user.id,
        token_hash=hash_token(token),
        label=label,
        method=method,
        created_at=now,
        last_seen_at=now,
    )
    db.session.add(device)
    db.session.flush()
    record("sign_in", by=user, now=now, subject=device, family_id=user.family_id, fields=[method])
    return device, token


def end_device(device: Device, *, by: User, now: datetime) -> None:
    """Sign a device out for good; its cookie is worthless from the next request on."""
    device.ended_at = now
    record("end_device", by=by, now=now, subject=device, family_id=device.user.family_id)


def _end_the_rest(user: User, *, by: User | None, now: datetime) -> None:
    for end in _ends_too:
        end(user, by=by, now=now)


def end_other_devices(device: Device, *, by: User, now: datetime) -> int:
    """Sign the user of `device` out on every other one; returns how many that were."""
    others = update(Device).where(Device.user_id == device.user_id, Device.id != device.id, Device.ended_at.is_(None))
    ended = count_changed(others.values(ended_at=now))
    _end_the_rest(by, by=by, now=now)
    record("end_other_devices", by=by, now=now, subject=device, family_id=by.family_id)
    return ended


def end_all_devices(user: User, *, by: User | None, now: datetime) -> int:
    """Sign a user out everywhere and void unused links ("lost phone"); returns how many devices that ended."""
    ended = count_changed(
        update(Device).where(Device.user_id == user.id, Device.ended_at.is_(None)).values(ended_at=now)
    )
    db.session.execute(
        update(SignInLink).where(SignInLink.user_id == user.id, SignInLink.used_at.is_(None)).values(expires_at=now)
    )
    _end_the_rest(user, by=by, now=now)
    record("end_all_devices", by=by, now=now, subject=user, family_id=user.family_id)
    return ended


def add_passkey(
    user: User, *, credential_id: bytes, public_key: bytes, sign_count: int, label: str, now: datetime
) -> Passkey:
    """Store a verified WebAuthn credential."""
    passkey = Passkey(
        user_id=user.id,
        credential_id=credential_id,
        public_key=public_key,
        sign_count=sign_count,
        label=label,
        created_at=now,
    )
    db.session.add(passkey)
    db.session.flush()
    record("add_passkey", by=user, now=now, subject=passkey)
    return passkey


def note_passkey_use(passkey: Passkey, *, sign_count: int, asked_at: datetime, now: datetime) -> bool:
    """Take a verified proof; False if the passkey was used since it was asked for, so a proof works once."""
    taken = count_changed(
        update(Passkey)
        .where(Passkey.id == passkey.id, or_(Passkey.last_used_at.is_(None), Passkey.last_used_at < asked_at))
        .values(last_used_at=now, sign_count=sign_count)
    )
    return taken == 1


def remove_passkey(passkey: Passkey, *, by: User, now: datetime) -> None:
    """Forget a passkey. LastPasskey for the only one of a coordinator."""
    lock(by)  # of two removals at once, the second one counts again
    if by.role == Role.COORDINATOR and len(list_passkeys(by)) < 2:
        raise LastPasskey
    record("remove_passkey", by=by, now=now, subject=passkey)
    db.session.delete(passkey)
    db.session.flush()


def forget_old_links(now: datetime) -> None:
    """Drop links that stopped working a month ago (worker, nightly)."""
    db.session.execute(delete(SignInLink).where(SignInLink.expires_at < now - timedelta(days=30)))
