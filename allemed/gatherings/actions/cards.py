"""Contact cards (H15): made by their person or by the coordinator, and gone when the person wants or time is up."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Delete, Update, delete, select, update

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.gatherings import queries
from allemed.gatherings.models import AgreedAction, ContactCard, Invitation, NetworkMember
from allemed.locales import _l
from allemed.media.actions import UnreadablePicture
from allemed.media.gateway import NoPicture, draw_again
from allemed.needs.models import TrainingRead


def make_card(
    invitation: Invitation, *, name: str, work: str, ask_about: str, phone: str | None, picture: bytes | None,
    by: User | None, now: datetime,
) -> ContactCard:  # fmt: skip
    """The card of whoever has this invitation, instead of an earlier one. UnreadablePicture."""
    card = queries.events.find_card_of(invitation.id)
    if card is None:
        card = ContactCard(invitation_id=invitation.id)
        db.session.add(card)
    card.name, card.work, card.ask_about, card.phone, card.made_at = name, work, ask_about, phone or None, now
    card.made_by = by.id if by and by.role == Role.FAMILY else None
    if picture:
        try:
            card.picture = draw_again(picture).body
        except NoPicture as error:
            raise UnreadablePicture(_l("This is not a picture of at most 1 MB.")) from error
        card.has_picture = True
    db.session.flush()
    record("make_card", by=by, now=now, subject=card)
    return card


def withdraw_card(card: ContactCard, *, by: User | None, now: datetime) -> None:
    """Gone at once."""
    record("withdraw_card", by=by, now=now, subject=card)
    db.session.delete(card)


def forget_cards_of(phones: Collection[str], first_names: Collection[str], users: Collection[UUID]) -> None:
    """The cards that a family's adults made go with the family: by phone, by sign-in, and those that say neither
    by the first name.

    Of two people with one name the other makes the card anew; nothing of an erased family may stay. Names and phones
    lie encrypted, so each is looked at.
    """
    names = {name.casefold() for name in first_names}
    rows = db.session.execute(select(ContactCard.id, ContactCard.phone, ContactCard.name, ContactCard.made_by))
    mine = [
        key
        for key, phone, name, maker in rows
        if phone in phones or maker in users or (not phone and maker is None and _begins_with(name, names))
    ]
    db.session.execute(delete(ContactCard).where(ContactCard.id.in_(mine)))


def _begins_with(name: str, first_names: Collection[str]) -> bool:
    """ "Amira" and "Amira Haddad", not "Amiral"."""
    said = f"{name.casefold().strip()} "
    return any(said.startswith(f"{one} ") for one in first_names)


def forget_people(since: datetime) -> int:
    """Nightly: cards made before then go, names of invited persons, of who comes for a member of the network, of who did what, and of who read a training card.

    What was agreed and counted stays.
    """
    gone: tuple[Delete | Update, ...] = (
        delete(ContactCard).where(ContactCard.made_at < since),
        delete(TrainingRead).where(TrainingRead.read_on < since.date()),
        update(Invitation).where(Invitation.id.in_(queries.cards.old_names(since))).values(name=None),
        update(NetworkMember)
        .where(NetworkMember.id.in_(queries.network.old_people(since.date())))
        .values(person=None, address=None, person_since=None),
        update(AgreedAction).where(AgreedAction.id.in_(queries.cards.old_owners(since))).values(owner_name=""),
    )
    return sum(count_changed(one) for one in gone)
