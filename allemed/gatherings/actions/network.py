"""The register of the network (GK2): who joins, who speaks for whom, and names that go when their person leaves."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.queries import fingerprint_of
from allemed.errors import DomainError
from allemed.gatherings import queries
from allemed.gatherings.actions.letters import forget_address
from allemed.gatherings.actions.planning import CHANGED
from allemed.gatherings.models import Invitation, NetworkMember
from allemed.gatherings.rules import Sector
from allemed.locales import _sl
from allemed.versions import claim


class IsMember(DomainError):
    """This organisation is in the network already."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("This organisation is in the network already."))


def add_member(values: Mapping[str, Any], *, today: date, by: User, now: datetime) -> NetworkMember:
    """An organisation joins; with the person who comes, if it is said. IsMember."""
    if _is_there(values):
        raise IsMember
    member = NetworkMember(joined_on=today, version=1, **values)
    member.person_since = _said_on(member, today)
    db.session.add(member)
    db.session.flush()
    record("join_network", by=by, now=now, subject=member)
    return member


def _is_there(values: Mapping[str, Any]) -> bool:
    key = values.get("association_id") or values.get("partner_id") or str(values.get("organisation", "")).casefold()
    known = (
        one.association_id or one.partner_id or one.organisation.casefold() for one in queries.network.list_members()
    )
    return key in known


def _said_on(member: NetworkMember, today: date) -> date | None:
    return today if member.person or member.address else None


def _forget_person(member: NetworkMember, now: datetime) -> None:
    """In the register and in invitations to what is still to come."""
    if member.address:
        forget_address(member.address, now=now)
    member.person, member.address, member.person_since = None, None, None


def edit_member(
    member: NetworkMember, values: Mapping[str, Any], *, version: int, today: date, by: User, now: datetime
) -> None:
    """What it does in the network, and who comes. Saying a name again counts anew how long it is kept. StaleVersion."""
    claim(member, version, CHANGED, {"role": (_sl("What do they do here?"), values["role"])})
    if member.address and member.address != values["address"]:
        forget_address(member.address, now=now)
    for name, value in values.items():
        setattr(member, name, value)
    member.person_since = _said_on(member, today)
    record("edit_network_member", by=by, now=now, subject=member, fields=tuple(values))


def let_person_go(member: NetworkMember, *, by: User, now: datetime) -> None:
    """Name and address are gone at once; the organisation stays and names somebody else."""
    _forget_person(member, now)
    record("let_network_person_go", by=by, now=now, subject=member, fields=("person", "address"))


def leave_network(member: NetworkMember, *, today: date, by: User, now: datetime) -> None:
    """The organisation is no longer invited. That it was there stays, and no name."""
    member.left_on = member.left_on or today
    _forget_person(member, now)
    record("leave_network", by=by, now=now, subject=member)


def forget_people_named(names: Collection[str], addresses: Collection[str], *, now: datetime) -> None:
    """Parents and young people of a family that is erased, in the register and among those invited; and its addresses.

    Names and addresses lie encrypted, so each is looked at. Of families only first names are known: one too many is
    forgotten rather than one too few.
    """
    wanted = {" ".join(name.split()).casefold() for name in names if name}
    theirs = {fingerprint_of(one) for one in addresses}  # however an address is written
    of_family = (Sector.PARENTS, Sector.YOUTH)
    for member in db.session.scalars(select(NetworkMember)):
        if _is_one(member.person, member.address, member.sector in of_family, wanted, theirs):
            _forget_person(member, now)
    for invitation in db.session.scalars(select(Invitation)):
        if _is_one(invitation.name, invitation.address, invitation.sector in of_family, wanted, theirs):
            if invitation.letter_id:
                db.session.execute(delete(OutboxMessage).where(OutboxMessage.id == invitation.letter_id))
            invitation.name, invitation.address, invitation.language, invitation.letter_id = None, None, "", None
    db.session.flush()


def _is_one(name: str | None, address: str | None, of_family: bool, names: set[str], addresses: set[str]) -> bool:
    is_named = of_family and name is not None and bool(names & _ways_to_write(name))
    return is_named or (address is not None and fingerprint_of(address) in addresses)


def _ways_to_write(person: str) -> set[str]:
    """The whole name, and its first word: of families only a first name is known."""
    words = person.casefold().split()
    return {" ".join(words), *words[:1]}
