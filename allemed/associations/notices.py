"""Who is told what about associations."""

from datetime import datetime

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.associations.models import ContactPerson
from allemed.delivery.actions import tell
from allemed.delivery.rules import Topic


def send_contact_the_link(user: User, token: str, path: str, *, now: datetime) -> None:
    """The invited person gets a sign-in link that leads to `path`."""
    tell(user, Topic.SIGN_IN, path, now=now, secret=token)


def tell_coordinators_of_contact(contact: ContactPerson, path: str, *, now: datetime) -> None:
    """An association named somebody: a coordinator has to look and invite. `path` is the association's page."""
    for coordinator in list_users(Role.COORDINATOR):
        tell(coordinator, Topic.NEWS, path, now=now)
