"""The database: connection rules for SQLite, and the column types every model uses."""

import json
import uuid
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    CursorResult,
    DateTime,
    Delete,
    Enum,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    Update,
    Uuid,
    event,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import JSON

from allemed import crypto

READ_ONLY = {"allemed_read": True}
# secure_delete: what is erased is overwritten in the file, too; cache_size: a city's list stays in 16 MB of memory
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON",
           "cache_size=-16000")  # fmt: skip


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
Model = db.Model


def new_id() -> uuid.UUID:
    return uuid.uuid4()


UuidKey = Annotated[uuid.UUID, mapped_column(Uuid, primary_key=True, default=new_id)]


def points_to(column: str, *, on_delete: str | None = None, index: bool = True, nullable: bool = False, **options):
    """A foreign key column (`"family.id"`), indexed."""
    return mapped_column(Uuid, ForeignKey(column, ondelete=on_delete), index=index, nullable=nullable, **options)


class UtcMoment(TypeDecorator):
    """A moment: aware in and out, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EncryptedText(TypeDecorator):
    """Text that lies encrypted in the database (see `crypto`). Cannot be searched or sorted by."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect):
        return None if value is None else crypto.ring().encrypt(value)

    def process_result_value(self, value: bytes | None, dialect):
        return None if value is None else crypto.ring().decrypt(value)


def fingerprint_of_phone():
    """A column that finds a row by its encrypted `phone`; its model keeps it, and it is made here where rows come in bulk."""
    return mapped_column(
        String(64),
        index=True,
        default=lambda context: crypto.phone_fingerprint(context.get_current_parameters().get("phone")),
    )


class Codes(TypeDecorator):
    """A list of short codes, kept as JSON. Assign a new list to change it."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return [str(code) for code in (value or ())]

    def process_result_value(self, value, dialect):
        return list(value or ())


@lru_cache(4096)
def _read_codes(text: str) -> list[str]:
    return json.loads(text)


def read_json(text: str | bytes) -> Any:
    """JSON from the database. Short lists of codes are read once: a city's matching reads thousands.

    The same list comes again, which `Codes` copies. (PostgreSQL's driver gives bytes.)
    """
    if isinstance(text, str) and text.startswith("[") and len(text) < 200:
        return _read_codes(text)
    return json.loads(text)


def count_changed(statement: Update | Delete) -> int:
    """Run an UPDATE or DELETE in the present session; how many rows it touched."""
    return cast("CursorResult", db.session.execute(statement)).rowcount


def choice(enum: type[StrEnum]):
    """A column type for a StrEnum: stored as its value, read as its member."""
    return Enum(
        enum, native_enum=False, length=40, create_constraint=False, values_callable=lambda e: [m.value for m in e]
    )


def is_duplicate(error: IntegrityError) -> bool:
    """Did the database refuse a row because another one has its key?"""
    postgresql, sqlite = getattr(error.orig, "sqlstate", None), getattr(error.orig, "sqlite_errorname", None)
    return postgresql == "23505" or sqlite in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def _lower(text: str | None) -> str | None:
    return text.lower() if isinstance(text, str) else text


def prepare_engine(engine: Engine) -> None:
    """SQLite's defaults lose or refuse writes under load; these don't. Measured: 0 errors with BEGIN IMMEDIATE."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection, _record):
        connection.isolation_level = None  # SQLAlchemy, not sqlite3, sends BEGIN
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("lower", 1, _lower, deterministic=True)  # its own knows a–z only

    @event.listens_for(engine, "begin")
    def _begin(connection):
        reads = connection.get_execution_options().get("allemed_read")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def wipe_traces() -> None:
    """After a commit that erased somebody: SQLite's log of earlier pages is written out and emptied.

    Freed space is overwritten by `secure_delete`. PostgreSQL does both in its own time (VACUUM).
    """
    if db.engine.dialect.name != "sqlite":
        return
    connection = db.engine.raw_connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
