"""Who is told what about associations."""

from datetime import datetime

from allemed.access.rules import Role
from allemed.accounts.queries import list_users
from allemed.associations.models import ContactPerson
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic


def tell_coordinators_of_contact(contact: ContactPerson, path: str, *, now: datetime) -> None:
    """An association named somebody, or an address was changed: somebody has to look. `path` is its page."""
    tell_all(list_users(Role.COORDINATOR), Topic.NEWS, path, now=now)
