"""Associations and contact persons, invented."""

from itertools import count

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.associations.models import Association, ContactPerson
from allemed.associations.rules import ContactKind
from allemed.database import db
from tests.factories.accounts import make_user

_numbers = count(1)


def make_association(**changes) -> Association:
    """An approved association, without organisation number and contact person."""
    values = {
        "name": f"Fjordvik forening {next(_numbers)}",
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    association = Association(**(values | changes))
    db.session.add(association)
    db.session.flush()
    return association


def make_contact(association: Association | None = None, user: User | None = None, **changes) -> ContactPerson:
    """A main contact person; without `user` they are not invited yet."""
    number = next(_numbers)
    association = association or make_association()
    values = {
        "association_id": association.id,
        "kind": ContactKind.MAIN,
        "name": f"Kontakt {number}",
        "email": user.email if user else f"kontakt{number}@example.org",
        "phone": "+4732100000",
        "user_id": user.id if user else None,
    }
    contact = ContactPerson(**(values | changes))
    db.session.add(contact)
    db.session.flush()
    return contact


def make_association_user(association: Association | None = None, **changes) -> User:
    """A signed-in contact person of `association`."""
    association = association or make_association()
    user = make_user(Role.ASSOCIATION, association_id=association.id, **changes)
    make_contact(association, user, name=user.name)
    return user
