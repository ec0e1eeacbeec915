"""Making the file of everything, row by row: a city needs no more memory than a village."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Table, update

from allemed.audit.actions import record
from allemed.closing import queries
from allemed.closing.gateway.archive import README, Archive, ending_of
from allemed.closing.gateway.readme import describe
from allemed.closing.gateway.sealed_file import SealedWriter, file_of
from allemed.closing.models import ClosingStep
from allemed.closing.rules.taken import FILES
from allemed.config import settings
from allemed.database import Base, count_changed, db

Row = Sequence[Any]


def write_everything(out: Any, *, now: datetime) -> Archive:
    """Write the ZIP file to `out`, which needs `write` and `flush` only; what it returns holds rows and sums."""
    archive = Archive(out, made_at=now)
    for table, columns, rows in queries.read_tables():
        heads = [column.name for column in columns]
        apart = [place for place, column in enumerate(columns) if str(column) in FILES]
        if not apart:
            archive.add_table(table.name, heads, rows)
        else:
            _add_with_files(archive, table, heads, rows, apart)
    meanings = {str(mapper.local_table): mapper.class_.__doc__ or "" for mapper in Base.registry.mappers}
    archive.add_text(README, describe(
        queries.tables_taken(), meanings, archive.rows,
        made_at=now.astimezone(UTC), version=version("allemed"), municipality=settings().municipality_name,
    ))  # fmt: skip
    archive.close()
    return archive


def _add_with_files(archive: Archive, table: Table, heads: list[str], rows: Iterator[Row], apart: list[int]) -> None:
    """Bodies become files while the rows, small without them, wait for their table."""
    kept = []
    for row in rows:
        cells = list(row)
        for place in apart:
            if (body := cells[place]) is not None:
                cells[place] = f"files/{table.name}/{cells[0]}.{ending_of(body)}"
                archive.add_file(cells[place], body)
        kept.append(cells)
    archive.add_table(table.name, heads, kept)


def claim(now: datetime) -> ClosingStep | None:
    """What is to be prepared now, taken by this worker. The caller commits before it goes on."""
    waiting = queries.find_to_prepare(now)
    if waiting is None:
        return None
    take = update(ClosingStep).where(
        ClosingStep.id == waiting.id, ClosingStep.taken_at.is_not_distinct_from(waiting.taken_at)
    )
    return waiting if count_changed(take.values(taken_at=now)) == 1 else None


def prepare(made: ClosingStep, *, now: datetime) -> int:
    """Write the sealed file of a claimed step; returns how many bytes it is in clear. The database is only read."""
    file = file_of(made.id)
    writer = SealedWriter(file)
    try:
        write_everything(writer, now=now)
    except (Exception, SystemExit):
        writer.give_up()
        file.unlink(missing_ok=True)
        raise
    writer.close()
    return writer.size


def note_ready(made: ClosingStep, *, taken_at: datetime, size: int, now: datetime) -> None:
    """It can be fetched for a day from now on, unless somebody was erased while it was made: then it is made again."""
    db.session.refresh(made)
    if made.taken_at != taken_at:
        file_of(made.id).unlink(missing_ok=True)
        return
    made.size, made.ready_at = size, now
    record("prepare_export", by=None, now=now, subject=made)
