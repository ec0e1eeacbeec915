"""Mails to people without a sign-in; and addresses that want none, which nobody writes to again."""

import json
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.delivery.models import OutboxMessage, UnwantedAddress
from allemed.delivery.queries import find_unwanted, fingerprint_of, is_here
from allemed.delivery.rules import Letter, Topic, Way


def write_letter(letter: Letter, path: str, *, now: datetime) -> OutboxMessage:
    """Into the outbox; `path` is a page of ours about it, ids only. Whoever wants no mails gets none: the worker asks."""
    message = OutboxMessage(
        way=Way.MAIL, topic=Topic.NEWS, path=path, secret=json.dumps(asdict(letter)), created_at=now, send_after=now
    )
    db.session.add(message)
    return message


def letter_of(message: OutboxMessage) -> Letter | None:
    """What a message without a user says; None when it was sent."""
    return Letter(**json.loads(message.secret)) if message.secret else None


def take_letter_back(message_id: UUID | None, *, now: datetime) -> bool:
    """Was it still here, so that nobody got it? One that a worker holds at this moment goes out."""
    gone = delete(OutboxMessage).where(OutboxMessage.id == message_id, *is_here(now))
    return message_id is not None and count_changed(gone.execution_options(synchronize_session="fetch")) == 1


def stop_letters(fingerprint: str, *, now: datetime) -> None:
    """Nobody writes to this address again; again does no harm."""
    if find_unwanted(fingerprint) is None:
        db.session.add(UnwantedAddress(fingerprint=fingerprint, since=now))
        record("stop_letters", by=None, now=now)
        db.session.flush()


def take_letters_again(fingerprint: str, *, now: datetime) -> None:
    """Whoever stopped them wants them after all."""
    if unwanted := find_unwanted(fingerprint):
        db.session.delete(unwanted)
        record("take_letters_again", by=None, now=now)
        db.session.flush()


def forget_letters_to(addresses: set[str]) -> None:
    """Waiting letters to these addresses. They lie encrypted, so each is looked at."""
    wanted = {fingerprint_of(one) for one in addresses}
    waiting = db.session.query(OutboxMessage).filter(OutboxMessage.user_id.is_(None), OutboxMessage.secret.is_not(None))
    for message in waiting:
        if (letter := letter_of(message)) and fingerprint_of(letter.to) in wanted:
            db.session.delete(message)
    db.session.flush()
