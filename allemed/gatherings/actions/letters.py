"""Mails to invited people without a sign-in: whose turn it is, where they go, and addresses that are forgotten."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, select, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.delivery.actions import take_letter_back
from allemed.delivery.queries import count_letters_left
from allemed.gatherings import queries
from allemed.gatherings.models import Gathering, Invitation
from allemed.gatherings.queries.letters import Reached
from allemed.gatherings.rules.addresses import REMIND_AFTER
from allemed.versions import lock

MOST_AT_A_PRESS = 500  # our default: whoever presses waits some seconds, and so does whoever writes meanwhile


def take_unwritten(gathering: Gathering, *, by: User, now: datetime) -> list[Reached]:
    """Those to write to for the first time. Of two coordinators who press at once, each person is with one of them."""
    record("send_invitations", by=by, now=now, subject=gathering)
    reached = _reach_as_it_is(gathering)
    return _take(queries.letters.list_unwritten(reached), Invitation.written_at.is_(None), now)


def take_to_remind(gathering: Gathering, *, by: User, now: datetime) -> list[Reached]:
    """Those to remind: they have not answered."""
    record("remind_invited", by=by, now=now, subject=gathering)
    still = and_(Invitation.written_at <= now - REMIND_AFTER, Invitation.answer.is_(None))
    return _take(queries.letters.list_to_remind(_reach_as_it_is(gathering), now), still, now)


def _reach_as_it_is(gathering: Gathering) -> list[Reached]:
    """Nobody cancels it before our commit; nobody is reached by what was cancelled this moment."""
    lock(gathering)
    return [] if gathering.cancelled_at else queries.letters.list_reach(gathering)


def _take(found: Sequence[Reached], still, now: datetime) -> list[Reached]:  # type: ignore[no-untyped-def]
    """No more than may still go today, or at one press; the others keep their turn."""
    return [
        one
        for one in found[: min(MOST_AT_A_PRESS, count_letters_left(now))]
        if count_changed(
            update(Invitation)
            .where(Invitation.id == one.invitation.id, still)
            .values(written_at=now)
            .execution_options(synchronize_session=False)
        )
        == 1
    ]


def set_address(invitation: Invitation, address: str | None, language: str, *, by: User, now: datetime) -> None:
    """Where it goes from now on; another address has not been written to. None: by hand."""
    if address != invitation.address:
        take_letter_back(invitation.letter_id, now=now)
        invitation.address, invitation.written_at, invitation.letter_id = address, None, None
    invitation.language = language
    record("set_invitation_address", by=by, now=now, subject=invitation, fields=("address",))


def forget_address(address: str, *, now: datetime) -> None:
    """Of a person who no longer comes: from now on it goes by hand. Addresses lie encrypted, so each is looked at."""
    for one in db.session.scalars(select(Invitation).where(Invitation.address.is_not(None))):
        if one.address == address:
            take_letter_back(one.letter_id, now=now)
            one.address, one.language, one.written_at, one.letter_id = None, "", None, None


def forget_addresses(today: date) -> int:
    """Nightly: of what was held or is cancelled, with the language they were for. A mail that waits has its own copy."""
    gone = update(Invitation).where(Invitation.id.in_(queries.letters.old_addresses(today)))
    return count_changed(gone.values(address=None, language=""))
