"""Contact cards (H15): made by their person or by the coordinator, and gone when the person wants or time is up."""

from datetime import datetime

from sqlalchemy import delete, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.gatherings import queries
from allemed.gatherings.models import ContactCard, Invitation
from allemed.locales import _l
from allemed.media.actions import UnreadablePicture
from allemed.media.gateway import NoPicture, draw_again


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
    if picture:
        try:
            card.picture, _width, _height = draw_again(picture)
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


def forget_people(since: datetime) -> int:
    """Nightly: cards made before then go, and the names of invited persons; what was counted stays."""
    gone = count_changed(delete(ContactCard).where(ContactCard.made_at < since))
    old = update(Invitation).where(Invitation.id.in_(queries.cards.old_names(since)))
    return gone + count_changed(old.values(name=None).execution_options(synchronize_session=False))
