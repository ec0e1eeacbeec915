"""Who is told what about promises. Whoever did it is not told of it; no text names anything."""

from collections.abc import Iterable
from datetime import datetime

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.commitments.models import Commitment, Delivery, Grant
from allemed.delivery.actions import tell
from allemed.delivery.rules import Topic


def _tell(users: Iterable[User], path: str, *, by: User, now: datetime) -> None:
    for user in users:
        if user.id != by.id:
            tell(user, Topic.COMMITMENT, path, now=now)


def tell_association_of_grant(grant: Grant, *, by: User, now: datetime) -> None:
    """There are promises to read and say yes to."""
    users = list_users(Role.ASSOCIATION, association_id=grant.association_id)
    _tell(users, f"/our-grants/{grant.id}/agree", by=by, now=now)


def tell_coordinators_of_delivery(delivery: Delivery, *, by: User, now: datetime) -> None:
    """Something waits to be looked at."""
    _tell(list_users(Role.COORDINATOR), f"/commitments/{delivery.commitment_id}", by=by, now=now)


def tell_association_of_return(commitment: Commitment, *, by: User, now: datetime) -> None:
    """Something is missing. That it was accepted is seen on the page; nobody needs to be called for it."""
    users = list_users(Role.ASSOCIATION, association_id=commitment.association_id)
    _tell(users, f"/our-commitments/{commitment.id}", by=by, now=now)
