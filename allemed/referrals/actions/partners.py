"""Partners and the people in them: added, invited, and ended with everything they could open."""

from datetime import datetime
from uuid import UUID

from allemed.access.rules import Role
from allemed.accounts.actions import add_user, end_all_devices, make_link
from allemed.accounts.models import User
from allemed.accounts.rules import LinkPurpose
from allemed.associations.actions import ContactHasNoAddress, refuse_taken_address
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.referrals.models import Partner, PartnerPerson
from allemed.referrals.queries import list_people
from allemed.referrals.rules import PartnerKind, PersonKind
from allemed.versions import claim, lock


class PartnerIsClosed(DomainError):
    """Nobody can be added to a partner that no longer sends families on."""

    def __init__(self) -> None:
        super().__init__(_sl("This partner is closed. Open it again first."))


class SecondLinkPerson(DomainError):
    """A partner has one link person at a time."""

    def __init__(self) -> None:
        super().__init__(_sl("There is a link person already. Add a substitute, or change the other one first."))


class PersonHasEnded(DomainError):
    """Somebody else ended this person a moment ago."""

    def __init__(self) -> None:
        super().__init__(_sl("This person cannot sign in any more."))


def add_partner(
    *, name: str, kind: PartnerKind, place_id: UUID | None, by: User, now: datetime, owner_id: UUID | None = None,
    own_kind_id: UUID | None = None,
) -> Partner:  # fmt: skip
    """A new partner; nobody in it yet. `place_id`: the school it is, so that its form knows it.

    `owner_id`: who of us answers for what comes from there; without one whoever adds it.
    `own_kind_id`: a kind of the municipality's own.
    """
    partner = Partner(name=name, kind=kind, own_kind_id=own_kind_id, place_id=place_id, owner_id=owner_id or by.id)
    db.session.add(partner)
    db.session.flush()
    record("add_partner", by=by, now=now, subject=partner)
    return partner


def edit_partner(
    partner: Partner, *, name: str, kind: PartnerKind, place_id: UUID | None, version: int, by: User, now: datetime,
    owner_id: UUID | None = None, own_kind_id: UUID | None = None,
) -> list[str]:  # fmt: skip
    """Change what differs; returns the names of the changed fields. StaleVersion."""
    message = _sl("Somebody changed this partner while you had the page open.")
    claim(partner, version, message, {"name": (_sl("Name"), name)})
    values = {
        "name": name, "kind": kind, "own_kind_id": own_kind_id, "place_id": place_id,
        "owner_id": owner_id or partner.owner_id,
    }  # fmt: skip
    changed = [key for key, value in values.items() if getattr(partner, key) != value]
    for key in changed:
        setattr(partner, key, values[key])
    record("edit_partner", by=by, now=now, subject=partner, fields=changed)
    db.session.flush()
    return changed


def close_partner(partner: Partner, *, by: User, now: datetime) -> None:
    """It sends nobody on any more: everybody in it is signed out at once. What it has sent stays."""
    lock(partner)
    for person in list_people(partner.id):
        end_person(person, by=by, now=now)
    _set_active(partner, False)
    record("close_partner", by=by, now=now, subject=partner)


def reopen_partner(partner: Partner, *, by: User, now: datetime) -> None:
    """It may send families on again, once somebody in it is added and invited."""
    _set_active(partner, True)
    record("reopen_partner", by=by, now=now, subject=partner)


def _set_active(partner: Partner, is_active: bool) -> None:
    partner.is_active = is_active
    partner.version = Partner.version + 1
    db.session.flush()


def add_person(partner: Partner, *, name: str, email: str, kind: PersonKind, by: User, now: datetime) -> PartnerPerson:
    """Somebody who cannot sign in before the invitation. PartnerIsClosed, SecondLinkPerson, AddressIsTaken."""
    lock(partner)
    if not partner.is_active:
        raise PartnerIsClosed
    _refuse_second_link(partner.id, kind, None)
    refuse_taken_address(email, None)
    person = PartnerPerson(partner_id=partner.id, kind=kind, name=name, email=email.lower())
    db.session.add(person)
    db.session.flush()
    record("add_person", by=by, now=now, subject=person)
    return person


def edit_person(
    person: PartnerPerson, *, name: str, email: str, kind: PersonKind, by: User, now: datetime
) -> list[str]:
    """Returns what changed. A new address: signed out everywhere, as the old one may have been a stranger's.

    SecondLinkPerson, AddressIsTaken.
    """
    _refuse_second_link(person.partner_id, kind, person.id)
    values = {"name": name, "email": email.lower(), "kind": kind}
    changed = [key for key, value in values.items() if getattr(person, key) != value]
    user = db.session.get(User, person.user_id) if person.user_id else None
    if "email" in changed:
        refuse_taken_address(email, person.user_id)
        if user:
            end_all_devices(user, by=by, now=now)
    for key in changed:
        setattr(person, key, values[key])
    if user:
        user.name, user.email = person.name, person.email
    record("edit_person", by=by, now=now, subject=person, fields=changed)
    db.session.flush()
    return changed


def _refuse_second_link(partner_id: UUID, kind: PersonKind, own: UUID | None) -> None:
    others = (one for one in list_people(partner_id) if one.id != own)
    if kind is PersonKind.LINK and any(one.kind is PersonKind.LINK for one in others):
        raise SecondLinkPerson


def invite_person(person: PartnerPerson, *, language: str, by: User, now: datetime) -> tuple[User, str]:
    """Let the person sign in; returns the user and the secret of a sign-in link, to be mailed.

    Inviting again makes a new link. PersonHasEnded, ContactHasNoAddress, AddressIsTaken.
    """
    lock(person)
    if person.ended_at:
        raise PersonHasEnded
    if not person.email:
        raise ContactHasNoAddress
    user = db.session.get(User, person.user_id) if person.user_id else None
    if user is None:
        refuse_taken_address(person.email, None)
        user = add_user(
            Role.PARTNER, person.name, now=now, email=person.email, language=language, partner_id=person.partner_id
        )
        person.user_id = user.id
    _link, token = make_link(user, LinkPurpose.MAIL, by=by, now=now)
    record("invite_person", by=by, now=now, subject=person)
    return user, token


def end_person(person: PartnerPerson, *, by: User, now: datetime) -> None:
    """The person sends nobody on any more: signed out everywhere at once, the address forgotten."""
    lock(person)
    person.ended_at = now
    person.email = ""
    if user := db.session.get(User, person.user_id) if person.user_id else None:
        user.is_active = False
        user.email = user.phone = None
        end_all_devices(user, by=by, now=now)
    record("end_person", by=by, now=now, subject=person)
    db.session.flush()
