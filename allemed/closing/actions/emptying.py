"""Emptying the whole instance. What stays is the log, which names nobody, and one row that says that it has ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.audit.models import AuditEntry
from allemed.closing import queries
from allemed.closing.gateway import sealed_file
from allemed.database import db
from allemed.privacy import gateway
from allemed.privacy.queries import list_living
from allemed.public_changes import PublicChange
from allemed.resting import Rest, begin_rest

STAYS = frozenset({AuditEntry.__tablename__, Rest.__tablename__, PublicChange.__tablename__})


def empty_everything(*, by: User | None, now: datetime) -> None:
    """Every row of every table goes, the two who confirmed it last. The caller commits, and wipes the traces.

    First the coordinators' random ids go onto the list beside the database: a restored back-up that knows one of them
    is emptied again at its start.
    """
    record("empty_everything", by=by, now=now)
    for coordinator_id in queries.list_coordinator_ids():
        gateway.add_to_erased(gateway.file_of_erased(), coordinator_id)
    db.session.flush()
    db.session.expunge_all()
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in STAYS:
            db.session.execute(delete(table))
    if queries.find_rest() is None:
        begin_rest(now)
    db.session.execute(update(Rest).values(is_ended=True))
    sealed_file.forget(but=set())


def is_restored() -> bool:
    """Is this a back-up of an instance that was emptied after it was taken?"""
    erased: set[UUID] = gateway.read_erased(gateway.file_of_erased())
    return bool(erased) and bool(set(list_living(User, erased)) & set(queries.list_coordinator_ids()))


def empty_again(now: datetime) -> bool:
    """At a start, after a restored back-up; says whether there was something to empty. No commit."""
    if not is_restored():
        return False
    empty_everything(by=None, now=now)
    return True
