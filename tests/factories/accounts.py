"""People who sign in, invented."""

import secrets
from itertools import count

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.actions import make_link
from allemed.accounts.models import Device, User
from allemed.accounts.rules import LinkPurpose, SignInMethod
from allemed.crypto import hash_token
from allemed.database import db

_numbers = count(1)


def make_user(role: Role = Role.COORDINATOR, **changes) -> User:
    """An active user; pass `association_id`, `partner_id` or `family_id` for those roles."""
    number = next(_numbers)
    values = {
        "role": role,
        "name": f"Person {number}",
        "email": None if role == Role.FAMILY else f"person{number}@example.org",
        "created_at": clock.now(),
        "language": "en",
    }
    user = User(**(values | changes))
    db.session.add(user)
    db.session.flush()
    return user


def make_device(user: User, **changes) -> tuple[Device, str]:
    """A device that `user` is signed in on, and the secret of its cookie."""
    token = changes.pop("token", None) or secrets.token_urlsafe(32)
    values = {
        "user_id": user.id,
        "token_hash": hash_token(token),
        "label": "Chrome · Android",
        "method": SignInMethod.QR,
        "created_at": clock.now(),
        "last_seen_at": clock.now(),
    }
    device = Device(**(values | changes))
    db.session.add(device)
    db.session.flush()
    return device, token


def make_sign_in_link(user: User, purpose: LinkPurpose = LinkPurpose.QR) -> str:
    """The secret of a living one-time link."""
    _link, token = make_link(user, purpose, by=None, now=clock.now())
    return token
