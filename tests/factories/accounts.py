"""People who sign in, invented."""

from itertools import count

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
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
