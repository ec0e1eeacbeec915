"""The people one can look at the demo as."""

from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.database import db

EMAILS = {
    Role.COORDINATOR: "koordinator@example.org",
    Role.ASSOCIATION: "leder@example.org",
    Role.PARTNER: "skole@example.org",
    Role.GUIDE: "folgesvenn@example.org",
}
SECOND_COORDINATOR = "koordinator2@example.org"  # what needs two of them can be tried


def find_second_coordinator() -> User | None:
    return db.session.scalar(select(User).where(User.role == Role.COORDINATOR, User.email == SECOND_COORDINATOR))


def find_example(role: Role) -> User | None:
    """The person made for showing this role; without one, the first user of the role."""
    made = select(User).where(User.role == role, User.email == EMAILS.get(role, ""))
    first = select(User).where(User.role == role, User.is_active).order_by(User.created_at, User.id).limit(1)
    return db.session.scalar(made) or db.session.scalar(first)
