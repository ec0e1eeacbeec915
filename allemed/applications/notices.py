"""Who is told of a call and of an answer. No message names an association, a scheme or an amount."""

from datetime import datetime
from uuid import UUID

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.queries import list_calls, list_not_applied, list_with_draft
from allemed.applications.rules import CallState, reminds_on
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic


def tell_of_calls(now: datetime) -> int:
    """Every few minutes: of a call that has opened, once, every association that has said nothing; of one that closes
    soon, once, only those that have begun and not sent. Returns how many calls. No commit.
    """
    told, zone = 0, settings().zone
    today = clock.local(now, zone).date()
    for call in (one for one in list_calls() if one.state_at(now, zone) is CallState.OPEN):
        if call.opening_told_at is None:
            call.opening_told_at = now
            _tell(call, [one.id for one in list_not_applied(call)], Topic.NEWS, now)
            told += 1
        elif call.closing_told_at is None and today >= reminds_on(call.closes_on):
            call.closing_told_at = now
            _tell(call, list_with_draft(call), Topic.REMINDER, now)
            told += 1
    db.session.flush()
    return told


def _tell(call: GrantCall, association_ids: list[UUID], topic: Topic, now: datetime) -> None:
    path = f"/our-grant-calls/{call.id}"
    wanted = set(association_ids)
    tell_all([one for one in list_users(Role.ASSOCIATION) if one.association_id in wanted], topic, path, now=now)


def tell_of_early_end(call: GrantCall, *, now: datetime) -> None:
    """Those who were still writing."""
    _tell(call, list_with_draft(call), Topic.NEWS, now)


def tell_association_of_answer(application: GrantApplication, *, by: User, now: datetime) -> None:
    """There is an answer. Its page leads on to the promises that wait for a yes: one message, not two."""
    users = list_users(Role.ASSOCIATION, association_id=application.association_id)
    tell_all(users, Topic.ANSWER, f"/our-grant-applications/{application.id}", by=by, now=now)
