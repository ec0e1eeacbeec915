"""Who is told that an erasure waits: every other coordinator, without a name."""

from datetime import datetime

from flask import url_for

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.privacy.models import ErasureRequest


def tell_coordinators_of_request(request: ErasureRequest, *, by: User, now: datetime) -> None:
    """One of them has to confirm. The message goes with the family."""
    path = url_for("privacy.show_erasure", family_id=request.family_id)
    tell_all(list_users(Role.COORDINATOR), Topic.NEWS, path, by=by, now=now)
