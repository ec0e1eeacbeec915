"""Contact persons: added, invited, confirmed by themselves, and ended with everything they could open."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.actions import add_user, end_all_devices, make_link
from allemed.accounts.models import User
from allemed.accounts.rules import LinkPurpose
from allemed.associations.models import Association, ContactPerson
from allemed.associations.queries import contacts_to_end, list_contacts
from allemed.associations.rules import ContactKind
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.versions import lock


class SecondMainContact(DomainError):
    """An association has one main contact person at a time."""

    def __init__(self) -> None:
        super().__init__(_sl("There is a main contact person already. Add a substitute, or end the other one first."))


class ContactHasNoAddress(DomainError):
    """Without an e-mail address there is nowhere to send a sign-in link."""

    def __init__(self) -> None:
        super().__init__(_sl("Write the e-mail address first. The sign-in link is sent there."))


class AddressIsTaken(DomainError):
    """One address signs in one person for one association."""

    def __init__(self) -> None:
        super().__init__(_sl("Somebody else signs in with this e-mail address. Use another one."))


def add_contact(
    association_id: UUID, *, kind: ContactKind, name: str, email: str, phone: str, by: User, now: datetime
) -> ContactPerson:
    """A new contact person, who cannot sign in before the invitation. SecondMainContact."""
    if kind is ContactKind.MAIN:
        lock(db.session.get_one(Association, association_id))
        if any(one.kind is ContactKind.MAIN for one in list_contacts(association_id)):
            raise SecondMainContact
    contact = ContactPerson(association_id=association_id, kind=kind, name=name, email=email.lower(), phone=phone)
    db.session.add(contact)
    db.session.flush()
    record("add_contact", by=by, now=now, subject=contact)
    return contact


def invite_contact(contact: ContactPerson, *, language: str, by: User, now: datetime) -> tuple[User, str]:
    """Let the contact person sign in; returns the user and the secret of a sign-in link, to be mailed.

    Inviting again makes a new link. ContactHasNoAddress, AddressIsTaken.
    """
    if not contact.email:
        raise ContactHasNoAddress
    user = db.session.get(User, contact.user_id) if contact.user_id else None
    if user is None:
        refuse_taken_address(contact.email, None)
        user = add_user(
            Role.ASSOCIATION, contact.name, now=now, email=contact.email, language=language,
            association_id=contact.association_id,
        )  # fmt: skip
        contact.user_id, user.phone = user.id, contact.phone or None
    _link, token = make_link(user, LinkPurpose.MAIL, by=by, now=now)
    record("invite_contact", by=by, now=now, subject=contact)
    return user, token


def refuse_taken_address(email: str, own: UUID | None) -> None:
    """AddressIsTaken if somebody else than the user `own` has this address, whatever their role."""
    taken_by = db.session.scalar(select(User.id).where(User.email == email.lower()))
    if taken_by not in (None, own):
        raise AddressIsTaken


def edit_contact(contact: ContactPerson, *, email: str, phone: str, by: User, now: datetime) -> list[str]:
    """Another phone or e-mail address; the sign-in moves along. Returns what changed. AddressIsTaken."""
    values = {"email": email.lower(), "phone": phone}
    changed = [name for name, value in values.items() if getattr(contact, name) != value]
    if contact.user_id and changed:
        if not email:
            raise ContactHasNoAddress
        refuse_taken_address(email, contact.user_id)
        user = db.session.get_one(User, contact.user_id)
        user.email, user.phone = values["email"], phone or None
    for name in changed:
        setattr(contact, name, values[name])
    if changed:
        record("edit_contact", by=by, now=now, subject=contact, fields=changed)
    db.session.flush()
    return changed


def confirm_contact(contact: ContactPerson, *, by: User, now: datetime) -> None:
    """The person says: this is me, and it is still right."""
    contact.confirmed_at = now
    record("confirm_contact", by=by, now=now, subject=contact)


def hand_over(
    contact: ContactPerson,
    *,
    name: str,
    email: str,
    leaves_on: date,
    today: date,
    language: str,
    by: User,
    now: datetime,
) -> tuple[ContactPerson, User, str]:
    """Somebody else answers from now on; returns them, their user and the secret of their sign-in link.

    Who hands over steps back to substitute until `leaves_on`; today or earlier: their access ends at once.
    It gives nobody more than one who changes the address on their own page can give. AddressIsTaken.
    """
    lock(db.session.get_one(Association, contact.association_id))
    kind, contact.kind = contact.kind, ContactKind.SUBSTITUTE
    contact.leaves_on = leaves_on
    db.session.flush()
    refuse_taken_address(email, None)
    follower = add_contact(contact.association_id, kind=kind, name=name, email=email, phone="", by=by, now=now)
    user, token = invite_contact(follower, language=language, by=by, now=now)
    record("hand_over_contact", by=by, now=now, subject=contact, fields=("kind", "leaves_on"))
    if leaves_on <= today:
        end_contact(contact, by=by, now=now)
    return follower, user, token


def end_who_has_left(now: datetime) -> int:
    """End the contacts whose last day, named when they handed over, has come (worker, daily). Returns how many."""
    left = contacts_to_end(clock.local(now, settings().zone).date())
    for contact in left:
        end_contact(contact, by=None, now=now)
    return len(left)


def end_contact(contact: ContactPerson, *, by: User | None, now: datetime) -> None:
    """The person no longer answers for the association: signed out everywhere at once, phone and address forgotten.

    The name stays where it stands under something agreed to.
    """
    contact.ended_at = now
    contact.email = contact.phone = ""
    if user := db.session.get(User, contact.user_id) if contact.user_id else None:
        user.is_active = False
        user.email = user.phone = None
        end_all_devices(user, by=by, now=now)
    record("end_contact", by=by, now=now, subject=contact)
    db.session.flush()
