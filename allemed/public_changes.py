"""When did anything change that visitors can see? Every process reads the same answer from the database.

A feature names its public tables once (`note_changes_of`). Whatever writes to one of them, by an object, in bulk or from
the command line, adds a row here in the same transaction. Rows are only added, so nobody waits for anybody.
"""

import secrets
from contextlib import closing
from datetime import datetime, timedelta

from sqlalchemy import Connection, Delete, Insert, Integer, Update, delete, event, insert
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapped, mapped_column

from allemed import clock
from allemed.database import Model, UtcMoment, UuidKey, db, new_id

KEEP = timedelta(days=2)
_NOTED = "allemed_public_change"
MIGRATES = "allemed_migrates"  # an execution option: the table of notes may not be there yet
_public_tables: set[str] = set()

Stamp = tuple[int, int]


class PublicChange(Model):
    """One transaction that changed something public. The random number makes the sum a fingerprint of them all."""

    __tablename__ = "public_change"

    id: Mapped[UuidKey]
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcMoment)


_FINGERPRINT = "SELECT count(*), coalesce(sum(number), 0) FROM public_change"


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
        if getattr(statement.table, "name", "") not in _public_tables or connection.get_execution_options().get(
            MIGRATES
        ):
            return
        inside = connection.get_nested_transaction() or connection.get_transaction()
        if connection.info.get(_NOTED) is not inside:
            connection.info[_NOTED] = inside
            row = {"id": new_id(), "number": secrets.randbelow(2**31), "at": clock.now()}
            connection.execute(insert(PublicChange).values(row))


def stamp(engine: Engine) -> Stamp | None:
    """Differs after every committed change; None if the database doesn't answer. A few microseconds on SQLite."""
    error = engine.dialect.dbapi.Error  # type: ignore[union-attr]
    try:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(_FINGERPRINT)
            count, total = cursor.fetchone()
    except error:
        return None
    return count, int(total)


def forget_old_changes(now: datetime) -> None:
    """Nothing is kept for so long (nightly)."""
    db.session.execute(delete(PublicChange).where(PublicChange.at < now - KEEP))
