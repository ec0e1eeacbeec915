"""Mails to invited people without a sign-in: whose turn it is, where they go, and addresses that are forgotten."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import and_, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed
from allemed.delivery.actions import take_letter_back
from allemed.gatherings import queries
from allemed.gatherings.models import Gathering, Invitation
from allemed.gatherings.queries.letters import Reached
from allemed.gatherings.rules.addresses import REMIND_AFTER


def take_unwritten(gathering: Gathering, *, by: User, now: datetime) -> list[Reached]:
    """Those to write to for the first time. Of two coordinators who press at once, each person is with one of them."""
    record("send_invitations", by=by, now=now, subject=gathering)
    return _take(
        queries.letters.list_unwritten(queries.letters.list_reach(gathering)), Invitation.written_at.is_(None), now
    )


def take_to_remind(gathering: Gathering, *, by: User, now: datetime) -> list[Reached]:
    """Those to remind: they have not answered."""
    record("remind_invited", by=by, now=now, subject=gathering)
    still = and_(Invitation.written_at <= now - REMIND_AFTER, Invitation.answer.is_(None))
    return _take(queries.letters.list_to_remind(queries.letters.list_reach(gathering), now), still, now)


def _take(found: Iterable[Reached], still, now: datetime) -> list[Reached]:  # type: ignore[no-untyped-def]
    return [
        one
        for one in found
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
        take_letter_back(invitation.letter_id)
        invitation.address, invitation.written_at, invitation.letter_id = address, None, None
    invitation.language = language
    record("set_invitation_address", by=by, now=now, subject=invitation, fields=("address",))


def forget_addresses(today: date) -> int:
    """Nightly: of what was held or is cancelled. A mail that waits has a copy of its own."""
    gone = update(Invitation).where(Invitation.id.in_(queries.letters.old_addresses(today))).values(address=None)
    return count_changed(gone)
