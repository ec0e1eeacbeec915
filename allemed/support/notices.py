"""Who is told: a guide that it is asked or not any more, the coordinator of an answer, a family of what goes back."""

from datetime import datetime

from flask import url_for

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import tell, tell_all
from allemed.delivery.rules import Topic
from allemed.placements.models import Placement
from allemed.placements.queries import list_coordinators_of
from allemed.support.actions import end_past_guides
from allemed.support.models import GuideBooking, Loan
from allemed.support.queries.things import due_loans


def tell_guide(booking: GuideBooking, topic: Topic, *, now: datetime) -> None:
    """Asked (REQUEST), or something has changed (NEWS). A guide who cannot sign in is called."""
    if user := db.session.get(User, booking.guide.user_id) if booking.guide.user_id else None:
        tell(user, topic, url_for("support.list_first_times"), now=now)


def tell_coordinator_of_answer(placement: Placement, page: str, *, by: User, now: datetime) -> None:
    """A guide, a family or a club has answered."""
    path = url_for(f"support.{page}", placement_id=placement.id)
    tell_all(list_coordinators_of(placement), Topic.ANSWER, path, by=by, now=now)


def tell_family(placement: Placement, *, by: User, now: datetime) -> None:
    """Something waits on the family's own page."""
    family = list_users(Role.FAMILY, family_id=placement.child.family_id)
    tell_all(family, Topic.REMINDER, "/our-page", by=by, now=now)


def tell_of_due(now: datetime) -> int:
    """Every morning: families are reminded of what goes back in two days, once; guides whose time is over end."""
    day = clock.local(now, settings().zone).date()
    end_past_guides(day, now)
    untold = list(db.session.scalars(due_loans(day).where(Loan.told_at.is_(None)).order_by(Loan.due_on)))
    families = {loan.placement.child.family_id for loan in untold}
    for family_id in families:
        tell_all(list_users(Role.FAMILY, family_id=family_id), Topic.REMINDER, "/our-page", now=now)
    for loan in untold:
        loan.told_at = now
    db.session.flush()
    return len(untold)
