"""Who is told about spots: an association whose spots go stale, once for all of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.associations.models import ContactPerson
from allemed.associations.rules import ContactKind
from allemed.catalogue.actions import ask_about, forget_old_questions, make_spot_link
from allemed.catalogue.queries import list_to_ask
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import tell
from allemed.delivery.rules import Topic

PATH = "/still-open/"  # the secret follows


def ask_whether_open(now: datetime) -> int:
    """Ask each association once about all its spots that go or are stale (worker, daily). Returns how many were asked.

    The main contact first; when families do not see the spots any more, everybody who answers for the association.
    """
    forget_old_questions(now)
    asked = 0
    to_ask = list_to_ask(now, clock.local(now, settings().zone).date(), settings().spot_days)
    for association_id, (activity_ids, is_stale) in to_ask.items():
        receivers = _receivers(association_id, everybody=is_stale)
        if not receivers:
            continue
        ask_about(activity_ids, now)
        for user in receivers:
            token = make_spot_link(user, association_id, now)
            tell(user, Topic.SPOT_STALE, PATH, now=now, secret=token)
        asked += 1
    return asked


def _receivers(association_id: UUID, *, everybody: bool) -> list[User]:
    users = list_users(Role.ASSOCIATION, association_id=association_id)
    main = select(ContactPerson.user_id).where(
        ContactPerson.association_id == association_id,
        ContactPerson.ended_at.is_(None),
        ContactPerson.kind == ContactKind.MAIN,
    )
    first = [user for user in users if user.id == db.session.scalar(main)]
    return users if everybody or not first else first
