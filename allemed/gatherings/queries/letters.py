"""Whom ALLEMED writes to: invited people without a sign-in, how each is reached, and addresses that must go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, or_, select

from allemed.accounts.models import User
from allemed.associations.models import ContactPerson
from allemed.database import db
from allemed.delivery.queries import list_unwanted
from allemed.delivery.rules import clean_address
from allemed.gatherings.models import Gathering, Invitation
from allemed.gatherings.queries.events import list_invitations, list_reached
from allemed.gatherings.rules.addresses import Reach, may_remind


@dataclass(frozen=True)
class Reached:
    """An invitation, how it reaches its person, and the address it goes to ("" without one)."""

    invitation: Invitation
    reach: Reach
    address: str = ""


def list_reach(gathering: Gathering) -> list[Reached]:
    """Everybody invited, by sector and name."""
    invited = list_invitations(gathering.id)
    told, contacts, users = list_reached(invited), _contacts_of(invited), _mails_of_users(invited)
    addresses = {one.id: one.address or contacts.get(one.association_id or one.id, "") for one in invited}
    told |= {key for key, address in addresses.items() if address in users}
    unwanted = list_unwanted(address for address in addresses.values() if address)
    return [_reach_of(one, addresses[one.id], one.id in told, addresses[one.id] in unwanted) for one in invited]


def _reach_of(one: Invitation, address: str, signs_in: bool, unwanted: bool) -> Reached:
    if signs_in:
        return Reached(one, Reach.SIGNS_IN)
    if not address:
        return Reached(one, Reach.SENT if one.written_at else Reach.BY_HAND)
    return Reached(one, Reach.UNWANTED if unwanted else _of_letter(one), address)


def _of_letter(one: Invitation) -> Reach:
    """Without a letter it was sent a year ago, and the outbox has forgotten it."""
    if one.written_at is None:
        return Reach.NOT_YET
    if one.letter and one.letter.given_up_at:
        return Reach.CAME_BACK
    return Reach.WAITS if one.letter and one.letter.sent_at is None else Reach.SENT


def _contacts_of(invited: Iterable[Invitation]) -> dict[UUID, str]:
    """An address of each association: of somebody who answers for it."""
    clubs = [one.association_id for one in invited if one.association_id]
    query = select(ContactPerson.association_id, ContactPerson.email).where(
        ContactPerson.association_id.in_(clubs), ContactPerson.ended_at.is_(None), ContactPerson.email != ""
    )
    found = {}
    for club, email in db.session.execute(query.order_by(ContactPerson.kind.desc())):
        try:
            found[club] = clean_address(email)
        except ValueError:
            continue
    return found


def _mails_of_users(invited: Iterable[Invitation]) -> set[str]:
    """Of those who are told in another way: nobody gets the same invitation twice."""
    keys = {one.association_id or one.partner_id for one in invited}
    query = select(User.email).where(User.is_active, or_(User.association_id.in_(keys), User.partner_id.in_(keys)))
    return {email.casefold() for email in db.session.scalars(query) if email}


def list_unwritten(reached: Iterable[Reached]) -> list[Reached]:
    """Those with an address that nobody has written to."""
    return [one for one in reached if one.reach is Reach.NOT_YET]


def list_to_remind(reached: Iterable[Reached], now: datetime) -> list[Reached]:
    """Those who got it some days ago and have not answered."""
    return [
        one
        for one in reached
        if one.address and may_remind(one.reach, one.invitation.answer is not None, one.invitation.written_at, now)
    ]


def may_invite(gathering: Gathering, today: date) -> bool:
    """Is it still to come?"""
    return gathering.held_on >= today and gathering.cancelled_at is None and gathering.ended_at is None


def old_addresses(today: date) -> Select:
    """Invitations with an address to what was held before today, or is not held at all."""
    over = select(Gathering.id).where(or_(Gathering.held_on < today, Gathering.cancelled_at.is_not(None)))
    return select(Invitation.id).where(Invitation.address.is_not(None), Invitation.gathering_id.in_(over))
