"""Who is told of new interest: every coordinator, without a name."""

from datetime import datetime

from flask import url_for

from allemed.access.rules import Role
from allemed.accounts.queries import list_users
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.referrals.models import Referral, RoomOffer


def tell_coordinators_of_interest(referral: Referral, *, now: datetime) -> None:
    """Somebody asks for contact."""
    path = url_for("referrals.show_referral", referral_id=referral.id)
    tell_all(list_users(Role.COORDINATOR), Topic.INTEREST, path, now=now)


def tell_coordinators_of_room(offer: RoomOffer, path: str, *, now: datetime) -> None:
    """An association has room for what children wish for. `path` is the page of those whom it may suit."""
    tell_all(list_users(Role.COORDINATOR), Topic.NEWS, path, now=now)
