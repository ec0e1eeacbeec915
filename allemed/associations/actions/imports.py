"""Importing a list of associations: read, compare, show, and write only what was agreed to.

The page and the command line use the same functions. A plan is made again right before it is applied.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError

from allemed.accounts.models import User
from allemed.associations.actions.texts import COLUMN_LABELS, file_text, missing_text, problem_text
from allemed.associations.gateway import FileProblem, UnreadableFile, read_rows
from allemed.associations.models import Association, ImportDraft
from allemed.associations.queries import DRAFT_LIFE, list_known
from allemed.associations.rules import (
    Checks,
    CleanedRow,
    Column,
    Comparison,
    Outcome,
    Problem,
    ProblemCode,
    Row,
    clean_row,
    compare_rows,
    read_header,
)
from allemed.audit.actions import record
from allemed.countries import profile
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl, in_language


class ImportRefused(DomainError):
    """The file as a whole cannot be taken; the message says why. Nothing was written."""

    status = 422


class SomebodyElseImports(DomainError):
    """Another import wrote one of the same associations in the same moment."""

    def __init__(self) -> None:
        super().__init__(_sl("Somebody else is importing right now. Look at the list again."))


@dataclass(frozen=True)
class Table:
    """A file read and cleaned: what of it may be kept between preview and confirmation."""

    file_name: str
    columns: tuple[Column, ...]
    unknown_count: int
    cleaned: tuple[CleanedRow, ...]


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do."""

    table: Table
    comparisons: tuple[Comparison, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, unchanged, refused."""
        found = Counter(one.outcome for one in self.comparisons)
        unusable = sum(cleaned.row is None for cleaned in self.table.cleaned)
        return {
            "new": found[Outcome.NEW],
            "changed": found[Outcome.CHANGED],
            "unchanged": found[Outcome.UNCHANGED],
            "refused": found[Outcome.AMBIGUOUS] + unusable,
        }

    @cached_property
    def problems(self) -> list[Problem]:
        """What is to be said about single rows, in their order."""
        of_cells = [problem for cleaned in self.table.cleaned for problem in cleaned.problems]
        of_rows = [one.problem for one in self.comparisons if one.problem]
        return sorted(of_cells + of_rows, key=lambda problem: problem.row)

    @property
    def writes(self) -> int:
        """How many associations it would add or change."""
        return self.counts["new"] + self.counts["changed"]

    def those(self, outcome: Outcome) -> list[Comparison]:
        return [one for one in self.comparisons if one.outcome is outcome]

    def lines(self) -> list[str]:
        """The same as text for a terminal, in English; the last line is the summary."""
        with in_language("en"):
            columns = ", ".join(str(COLUMN_LABELS[column]) for column in self.table.columns)
            rows = [f"Row {problem.row}: {problem_text(problem)}" for problem in self.problems]
            changes = [f"Row {one.row.number}: changes {_named(one.changed)}" for one in self.those(Outcome.CHANGED)]
        ignored = [f"Columns not used: {self.table.unknown_count}"] if self.table.unknown_count else []
        summary = ", ".join(f"{count} {word}" for word, count in self.counts.items())
        return [f"Columns: {columns}", *ignored, *rows, *changes, summary]


def _named(columns: Iterable[Column]) -> str:
    return ", ".join(str(COLUMN_LABELS[column]) for column in columns)


def plan_import(data: bytes, file_name: str) -> ImportPlan:
    """What importing this file would do now. ImportRefused says why a file cannot be taken."""
    return _plan(_read_table(data, file_name))


def _read_table(data: bytes, file_name: str) -> Table:
    try:
        (_number, heading), *rows = read_rows(data)
    except UnreadableFile as error:
        raise ImportRefused(file_text(error.problem, error.row)) from error
    header = read_header(heading)
    if header.missing:
        raise ImportRefused(missing_text(header.missing))
    if not rows:
        raise ImportRefused(file_text(FileProblem.NO_ROWS))
    country = profile()
    checks = Checks(country.organisation_number, country.phone_number, country.postcode_length)
    cleaned = tuple(clean_row(number, cells, header.places, checks) for number, cells in rows)
    columns = tuple(sorted(header.places, key=lambda column: header.places[column]))
    return Table(file_name[-80:], columns, header.unknown_count, cleaned)


def _plan(table: Table) -> ImportPlan:
    rows = [cleaned.row for cleaned in table.cleaned if cleaned.row is not None]
    return ImportPlan(table, tuple(compare_rows(list_known(), rows)))


def apply_import(plan: ImportPlan, *, by: User | None, now: datetime) -> None:
    """Write what is new and changed. `by` is None on the command line. SomebodyElseImports if another was faster."""
    db.session.add_all(_new(one.row, now) for one in plan.those(Outcome.NEW))
    changed = {one.key: one for one in plan.those(Outcome.CHANGED)}
    query = select(Association).where(Association.id.in_(changed))
    for association in db.session.scalars(query) if changed else ():
        _change(association, changed[association.id], now)
    record("import_associations", by=by, now=now, fields=plan.table.columns)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise SomebodyElseImports from error


def _values(row: Row) -> dict[str, str | None]:
    return {name: value for name, value in asdict(row).items() if name != "number"}


def _new(row: Row, now: datetime) -> Association:
    return Association(**_values(row), is_imported=True, created_at=now, updated_at=now)


def _change(association: Association, comparison: Comparison, now: datetime) -> None:
    for column in comparison.changed:
        setattr(association, str(column), getattr(comparison.row, column))
    association.updated_at = now
    association.version = Association.version + 1


def keep_draft(plan: ImportPlan, *, by: User, now: datetime) -> ImportDraft:
    """Keep a file's clean rows until its sender has looked; their earlier one and all forgotten ones go."""
    db.session.execute(
        delete(ImportDraft).where(or_(ImportDraft.user_id == by.id, ImportDraft.created_at < now - DRAFT_LIFE))
    )
    table = plan.table
    text = json.dumps(asdict(table), ensure_ascii=False)
    draft = ImportDraft(user_id=by.id, file_name=table.file_name, table=text, created_at=now)
    db.session.add(draft)
    db.session.flush()
    return draft


def plan_draft(draft: ImportDraft) -> ImportPlan:
    """The plan of a kept file, compared with what is there now."""
    kept = json.loads(draft.table)
    return _plan(
        Table(
            file_name=kept["file_name"],
            columns=tuple(Column(code) for code in kept["columns"]),
            unknown_count=kept["unknown_count"],
            cleaned=tuple(_kept_row(one) for one in kept["cleaned"]),
        )
    )


def _kept_row(kept: dict) -> CleanedRow:
    problems = tuple(
        Problem(ProblemCode(one["code"]), one["row"], Column(one["column"]) if one["column"] else None)
        for one in kept["problems"]
    )
    return CleanedRow(Row(**kept["row"]) if kept["row"] else None, problems)
