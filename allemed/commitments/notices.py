"""Who is told what about promises. Whoever did it is not told of it; no text names anything."""

from datetime import datetime

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.commitments.models import Commitment, Delivery, Grant
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic


def tell_association_of_grant(grant: Grant, *, by: User | None, now: datetime) -> None:
    """There are promises to read and say yes to."""
    users = list_users(Role.ASSOCIATION, association_id=grant.association_id)
    tell_all(users, Topic.COMMITMENT, f"/our-grants/{grant.id}/agree", by=by, now=now)


def tell_coordinators_of_delivery(delivery: Delivery, *, by: User, now: datetime) -> None:
    """Something waits to be looked at."""
    tell_all(list_users(Role.COORDINATOR), Topic.COMMITMENT, f"/commitments/{delivery.commitment_id}", by=by, now=now)


def tell_association_of_return(commitment: Commitment, *, by: User, now: datetime) -> None:
    """Something is missing. That it was accepted is seen on the page; nobody needs to be called for it."""
    users = list_users(Role.ASSOCIATION, association_id=commitment.association_id)
    tell_all(users, Topic.COMMITMENT, f"/our-commitments/{commitment.id}", by=by, now=now)
