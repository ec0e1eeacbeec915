"""Who is told of an invitation, and who is reminded of what was agreed. No message names a person or a gathering."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.config import settings
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.gatherings import actions, queries
from allemed.gatherings.models import AgreedAction, Invitation
from allemed.gatherings.rules.dates import is_to_remind


def tell_invited(invitations: Iterable[Invitation], *, by: User, now: datetime) -> None:
    """Those who sign in; whoever does not gets the link by hand."""
    for one in invitations:
        path = url_for("gatherings.open_invitation", invitation_id=one.id)
        tell_all(_users_of(one), Topic.NEWS, path, by=by, now=now)


def _users_of(invitation: Invitation) -> list[User]:
    if invitation.association_id:
        return list_users(Role.ASSOCIATION, association_id=invitation.association_id)
    if invitation.partner_id:
        return list_users(Role.PARTNER, partner_id=invitation.partner_id)
    return []


def remind_owners(now: datetime) -> int:
    """The daily run: six weeks before the next dugnad, owners of what is open (domain.md 8.4.4). No commit.

    What nobody of an association answers for is the coordinator's. Again on the same day it finds nothing.
    """
    today = clock.local(now, settings().zone).date()
    dugnads, reminded = queries.agreed.next_dugnads(today), 0
    for action in queries.agreed.list_unfinished():
        following = dugnads.get(action.gathering.association_id)
        if is_to_remind(following, action.reminded_on, today):
            tell_all(_owners(action), Topic.COMMITMENT, f"/agreed/{action.id}", now=now)
            actions.agreeing.note_reminded(action, today)
            reminded += 1
    return reminded


def _owners(action: AgreedAction) -> list[User]:
    owner = action.owner_association_id or (None if action.owner_organisation else action.gathering.association_id)
    users = list_users(Role.ASSOCIATION, association_id=owner) if owner else []
    return users or list_users(Role.COORDINATOR)
