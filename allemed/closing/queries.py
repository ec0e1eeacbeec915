"""The steps, what stands against one, and what has happened."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, case, func, select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.models import AuditEntry
from allemed.closing.models import ClosingStep
from allemed.closing.rules import (
    EXPORT_IS_NEW,
    TRY_AGAIN,
    Obstacle,
    Step,
    find_obstacle,
    is_fetchable,
    is_new_enough,
    lapses_at,
)
from allemed.closing.rules.taken import FILES, ONLY_IF, columns_of
from allemed.config import settings
from allemed.database import READ_ONLY, db
from allemed.resting import Rest

LOGGED = (
    *(f"{verb}_{step.name.lower()}" for step in Step for verb in ("ask", "take_back", "confirm")),
    "prepare_export", "fetch_export", "export_by_command",
)  # fmt: skip


def find_asked(step: Step, now: datetime) -> ClosingStep | None:
    """What waits for the second person, and has not lapsed."""
    query = select(ClosingStep).where(ClosingStep.step == step, ClosingStep.confirmed_at.is_(None))
    return next((one for one in db.session.scalars(query) if now < lapses_at(one.asked_at)), None)


def find_export(now: datetime) -> ClosingStep | None:
    """What was confirmed last: it is being prepared, can be fetched, or has failed."""
    query = select(ClosingStep).where(ClosingStep.step == Step.TAKE_OUT, ClosingStep.confirmed_at.is_not(None))
    last = db.session.scalars(query.order_by(ClosingStep.confirmed_at.desc()).limit(1)).first()
    is_over = last is not None and last.ready_at is not None and not is_fetchable(last.ready_at, now)
    return None if is_over else last


def find_to_prepare(now: datetime) -> ClosingStep | None:
    """A file that was confirmed, and that nobody prepares."""
    query = select(ClosingStep).where(
        ClosingStep.step == Step.TAKE_OUT, ClosingStep.confirmed_at.is_not(None), ClosingStep.ready_at.is_(None),
        ClosingStep.failed_at.is_(None),
    )  # fmt: skip
    free = (one for one in db.session.scalars(query) if one.taken_at is None or one.taken_at < now - TRY_AGAIN)
    return next(free, None)


def list_kept(now: datetime) -> set[str]:
    """The names of the prepared files that may still lie there."""
    query = select(ClosingStep).where(
        ClosingStep.confirmed_at > now - timedelta(days=7), ClosingStep.failed_at.is_(None)
    )
    return {str(one.id) for one in db.session.scalars(query) if one.ready_at is None or is_fetchable(one.ready_at, now)}


def find_rest() -> Rest | None:
    """The row that says that ALLEMED rests, or has ended."""
    return db.session.scalars(select(Rest)).first()


def obstacle_to(step: Step, now: datetime) -> Obstacle | None:
    """What stands against a step now."""
    rest = find_rest()
    return find_obstacle(
        step, rests=rest is not None, has_ended=rest is not None and rest.is_ended,
        has_export=rest is not None and _has_new_export(rest, now),
    )  # fmt: skip


def _has_new_export(rest: Rest, now: datetime) -> bool:
    """Was a file that was made while it rests fetched today or yesterday?"""
    query = select(ClosingStep.fetched_at).where(
        ClosingStep.step == Step.TAKE_OUT, ClosingStep.taken_at > rest.began_at,
        ClosingStep.fetched_at > now - EXPORT_IS_NEW - timedelta(days=1),
    )  # fmt: skip
    today = clock.today(settings().zone)
    return any(is_new_enough(clock.local(at, settings().zone).date(), today) for at in db.session.scalars(query) if at)


def list_happened(since: datetime) -> list[tuple[datetime, str, str]]:
    """(when, what, who) of each step, newest first; the name of somebody who is gone is the beginning of a random id."""
    query = (
        select(AuditEntry.at, AuditEntry.action, User.name, AuditEntry.user_id)
        .outerjoin(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.action.in_(LOGGED), AuditEntry.at >= since)
        .order_by(AuditEntry.id.desc())
    )
    rows = db.session.execute(query)
    return [(at, action, name or (str(by)[:8] if by else "")) for at, action, name, by in rows]


def count_families() -> int:
    return db.session.scalar(select(func.count()).select_from(db.metadata.tables["family"])) or 0


def list_coordinator_ids() -> list[UUID]:
    """Of all coordinators that ever were here."""
    return list(db.session.scalars(select(User.id).where(User.role == Role.COORDINATOR)))


# Everything


def tables_taken() -> list[Table]:
    return [table for name, table in sorted(db.metadata.tables.items()) if columns_of(name)]


def _promised(column: Column) -> Any:
    """The column itself, or empty where nobody said yes to its being read."""
    if (name := ONLY_IF.get(str(column))) is None:
        return column
    return case((column.table.c[name].is_(True), column)).label(column.name)


def read_tables() -> Iterator[tuple[Table, list[Any], Iterator[Sequence[Any]]]]:
    """Each table with the columns that go along and its rows, as they all were at one moment; a few rows in memory."""
    options: dict[str, Any] = {**READ_ONLY}
    if db.engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with db.engine.connect().execution_options(**options) as connection:
        for table in tables_taken():
            columns = [table.c[name] for name in columns_of(table.name)]
            has_files = any(str(column) in FILES for column in columns)
            query = select(*map(_promised, columns)).execution_options(yield_per=4 if has_files else 500)
            with connection.execute(query) as rows:
                yield table, columns, iter(rows)
