"""Who is told of new interest: every coordinator, without a name; and what partners hear of what they sent on."""

from datetime import datetime
from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.referrals.actions import write_term_messages
from allemed.referrals.models import Referral, RoomOffer
from allemed.referrals.queries import list_people, list_referrals_about
from allemed.referrals.rules import PersonKind, told_term

PARTNERS_PAGE = "/referrals"


def tell_coordinators_of_interest(referral: Referral, *, now: datetime) -> None:
    """Somebody asks for contact."""
    path = url_for("referrals.show_referral", referral_id=referral.id)
    tell_all(list_users(Role.COORDINATOR), Topic.INTEREST, path, now=now)


def tell_coordinators_of_room(offer: RoomOffer, path: str, *, now: datetime) -> None:
    """An association has room for what children wish for. `path` is the page of those whom it may suit."""
    tell_all(list_users(Role.COORDINATOR), Topic.NEWS, path, now=now)


def tell_partner_of_progress(referral: Referral, *, now: datetime) -> None:
    """Somebody has read it, is in contact, or the child has begun: who sent it on finds the new word on its own page."""
    if referral.partner_id is None:
        return
    sender = db.session.get(User, referral.referred_by) if referral.referred_by else None
    receivers = [sender] if sender and sender.is_active else _link_of(referral.partner_id)
    tell_all(receivers, Topic.NEWS, PARTNERS_PAGE, now=now)


def tell_partners_of_activity(child_id: UUID, *, now: datetime) -> None:
    """The child has begun somewhere for the first time."""
    for referral in list_referrals_about(child_id):
        tell_partner_of_progress(referral, now=now)


def tell_partners_of_term(now: datetime) -> None:
    """A job of the worker: once a term each partner hears what became of the families it sent on."""
    term_on = told_term(clock.today(settings().zone))
    for message in write_term_messages(term_on, now=now) if term_on else ():
        tell_all(_link_of(message.partner_id), Topic.TERM, PARTNERS_PAGE, now=now)


def _link_of(partner_id: UUID) -> list[User]:
    """Who links the partner with us; without one those who step in, else all who sign in there."""
    people = [one for one in list_people(partner_id) if one.user_id]
    link = [one.user_id for one in people if one.kind == PersonKind.LINK] or [one.user_id for one in people]
    users = list_users(Role.PARTNER, partner_id=partner_id)
    return [one for one in users if one.id in link] or users
