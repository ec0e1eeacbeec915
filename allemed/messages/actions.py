"""Writing a message, and noting that the other side has opened it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.families.models import Family
from allemed.locales import _l
from allemed.messages.models import Message
from allemed.messages.rules import Phrase, Side, may_say


class NothingSaid(DomainError):
    """Neither a phrase nor words, or a phrase of the other side."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_l("Choose a sentence, or write one."))


def side_of(user: User) -> Side:
    """On which side somebody writes."""
    return Side.COORDINATOR if user.role == Role.COORDINATOR else Side.FAMILY


def send_message(
    family: Family, *, by: User, now: datetime, language: str, phrase: Phrase | None = None, words: str = ""
) -> Message:
    """A ready phrase or a few own words. NothingSaid if it is neither. To write is to have read what was there."""
    side = side_of(by)
    if not words and (phrase is None or not may_say(side, phrase)):
        raise NothingSaid
    mark_read(family.id, by=by, now=now)
    message = Message(
        family_id=family.id, side=side, author_id=by.id, phrase=None if words else phrase, words=words or None,
        language=language, sent_at=now,
    )  # fmt: skip
    db.session.add(message)
    db.session.flush()
    record("send_message", by=by, now=now, subject=message, family_id=family.id)
    return message


def mark_read(family_id: UUID, *, by: User, now: datetime) -> int:
    """Whoever opens the page has read what the other side wrote; returns how many were new."""
    unread = update(Message).where(
        Message.family_id == family_id, Message.side == side_of(by).other, Message.read_at.is_(None)
    )
    return count_changed(unread.values(read_at=now).execution_options(synchronize_session=False))


def forget_old(since: datetime) -> int:
    """Erase what was written before that moment (nightly); returns how many."""
    return count_changed(delete(Message).where(Message.sent_at < since))
