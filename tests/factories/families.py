"""Families, invented."""

from itertools import count

from allemed import clock
from allemed.access.rules import Role
from allemed.database import db
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.families.rules import AgreementHow, AgreementItem, Channel, ChildHeard, ReceiverKind, latest_expiry
from tests.factories.accounts import make_user

_numbers = count(1)
NAMES = ("Amir", "Sara", "Yonas", "Ingrid", "Olena", "Hodan", "Jakub", "Mina")


def make_family(**changes) -> Family:
    """A family without members; `make_guardian` and `make_child` add them."""
    values = {"talk_language": "ar", "read_language": "ar", "created_at": clock.now()}
    return _add(Family(**(values | changes)))


def make_guardian(family: Family | None = None, **changes) -> Guardian:
    """An adult with a sign-in of their own (`guardian.user_id`)."""
    family = family or make_family()
    number = next(_numbers)
    name = changes.get("first_name", f"Forelder {number}")
    user = make_user(Role.FAMILY, name=name, family_id=family.id, language="en")
    values = {"first_name": name, "phone": f"+4791{number:06d}", "channel": Channel.CALL, "user_id": user.id}
    return _add(Guardian(family=family, **(values | changes)))


def make_child(family: Family | None = None, **changes) -> Child:
    """A child of nine."""
    family = family or make_family()
    number = next(_numbers)
    values = {
        "first_name": NAMES[number % len(NAMES)],
        "birth_year": clock.now().year - 9,
        "created_at": clock.now(),
    }
    return _add(Child(family=family, **(values | changes)))


def make_agreement(child: Child, item: AgreementItem = AgreementItem.FIRST_NAME, **changes) -> Agreement:
    """A yes given today, for a year, for every association that is asked."""
    now = clock.now()
    values = {
        "family_id": child.family_id,
        "child_id": child.id,
        "receiver_kind": ReceiverKind.ASSOCIATION,
        "item": item,
        "how": AgreementHow.SPOKEN,
        "language": "ar",
        "child_heard": ChildHeard.YES,
        "text_version": "2026-1",
        "given_on": now.date(),
        "given_at": now,
        "expires_on": latest_expiry(now.date()),
    }
    return _add(Agreement(**(values | changes)))


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row
