"""When did anything change that visitors can see? Every process reads the same answer from the database.

A feature names its public tables once (`note_changes_of`). Whatever writes to one of them, by an object, in bulk or from
the command line, adds a row here in the same transaction, one for each table. Rows are only added, so nobody waits for
anybody.
"""

import secrets
from collections.abc import Collection
from contextlib import closing
from datetime import datetime, timedelta

from sqlalchemy import Connection, Delete, Index, Insert, Integer, String, Update, delete, event, insert
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapped, mapped_column

from allemed import clock
from allemed.database import Model, UtcMoment, UuidKey, db, new_id

KEEP = timedelta(days=2)
_NOTED = "allemed_public_change"
MIGRATES = "allemed_migrates"  # an execution option: the table of notes may not be there yet
_public_tables: set[str] = set()

Stamp = tuple[tuple[str, int, int], ...]


class PublicChange(Model):
    """One transaction that changed a public table, the subject. The random number makes the sum a fingerprint of them."""

    __tablename__ = "public_change"
    __table_args__ = (Index("ix_public_change_subject", "subject", "number"),)

    id: Mapped[UuidKey]
    subject: Mapped[str] = mapped_column(String(40), server_default="")
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcMoment)


_FINGERPRINT = "SELECT subject, count(*), sum(number) FROM public_change GROUP BY subject ORDER BY subject"


def note_changes_of(*models: type) -> None:
    """What stands in these tables is shown to visitors."""
    _public_tables.update(model.__tablename__ for model in models)  # type: ignore[attr-defined]


def public_tables() -> frozenset[str]:
    return frozenset(_public_tables)


def listen(engine: Engine) -> None:
    """From now on each transaction of `engine` that writes to a public table says so."""

    @event.listens_for(engine, "before_execute")
    def _note(connection: Connection, statement, *_rest):
        if not isinstance(statement, (Insert, Update, Delete)):
            return
        subject = getattr(statement.table, "name", "")
        if subject not in _public_tables or connection.get_execution_options().get(MIGRATES):
            return
        inside = connection.get_nested_transaction() or connection.get_transaction()
        before, noted = connection.info.get(_NOTED, (None, frozenset()))
        if before is not inside or subject not in noted:
            connection.info[_NOTED] = inside, (noted if before is inside else frozenset()) | {subject}
            row = {"id": new_id(), "subject": subject, "number": secrets.randbelow(2**31), "at": clock.now()}
            connection.execute(insert(PublicChange).values(row))


def stamp(engine: Engine) -> Stamp | None:
    """Differs after every committed change; None if the database doesn't answer. A few microseconds on SQLite.

    One part for each table: its name, how many changes, and the sum of their numbers.
    """
    error = engine.dialect.dbapi.Error  # type: ignore[union-attr]
    try:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(_FINGERPRINT)
            return tuple((subject, count, int(total)) for subject, count, total in cursor.fetchall())
    except error:
        return None


def part_of(whole: Stamp, tables: Collection[str]) -> Stamp:
    """What `whole` says of these tables. A change without a subject, of an older version of us, counts for all."""
    return tuple(one for one in whole if one[0] in tables or not one[0])


def forget_old_changes(now: datetime) -> None:
    """Nothing is kept for so long (nightly)."""
    db.session.execute(delete(PublicChange).where(PublicChange.at < now - KEEP))
