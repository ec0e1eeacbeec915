"""Importing a list of grants: read, compare, show, and write only what was agreed to.

The page and the command line use the same functions. A plan is made again right before it is applied.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from sqlalchemy import delete, or_, select

from allemed.accounts.models import User
from allemed.associations.actions import ImportRefused
from allemed.associations.actions.texts import file_text
from allemed.associations.gateway import FileProblem, UnreadableFile, read_rows
from allemed.associations.models import Association
from allemed.associations.queries import DRAFT_LIFE
from allemed.audit.actions import record
from allemed.commitments.actions.grant_texts import GRANT_COLUMN_LABELS, GRANT_PROBLEM_TEXTS
from allemed.commitments.actions.grants import GrantValues, change_grant, new_grant, values_of
from allemed.commitments.actions.handing_on import take_over
from allemed.commitments.actions.moving import day_of
from allemed.commitments.models import Grant, GrantDraft, GrantScheme
from allemed.commitments.queries.importing import known_grants, list_known_associations, list_known_schemes
from allemed.commitments.queries.offering import list_series
from allemed.commitments.rules.grant_list import (
    CleanedGrant,
    GrantColumn,
    GrantHeader,
    GrantProblem,
    GrantRow,
    Remark,
    clean_grant,
    read_grant_header,
)
from allemed.commitments.rules.grant_matching import Defaults, GrantMatch, GrantOutcome, Matcher
from allemed.countries import profile
from allemed.database import db
from allemed.locales import _s, in_language

Out = GrantOutcome


@dataclass(frozen=True)
class GrantTable:
    """A file read and cleaned, and what holds where it says nothing."""

    file_name: str
    columns: tuple[GrantColumn, ...]
    unknown_count: int
    cleaned: tuple[CleanedGrant, ...]
    defaults: Defaults


@dataclass(frozen=True)
class GrantPlan:
    """What an import would do. `said`: for rows found by name, the association that a person has named."""

    table: GrantTable
    matches: tuple[GrantMatch, ...]
    said: Mapping[int, UUID] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, unchanged, asked about, refused."""
        found = Counter(one.outcome for one in self.matches)
        unusable = sum(cleaned.row is None for cleaned in self.table.cleaned)
        return {str(outcome): found[outcome] + (unusable if outcome is Out.REFUSED else 0) for outcome in Out}

    @cached_property
    def remarks(self) -> list[Remark]:
        """What is to be said about single rows, in their order."""
        of_cells = [remark for cleaned in self.table.cleaned for remark in cleaned.remarks]
        of_rows = [Remark(one.problem, one.row.number) for one in self.matches if one.problem]
        return sorted(of_cells + of_rows, key=lambda remark: remark.number)

    @property
    def writes(self) -> int:
        """How many grants it would add or change."""
        return self.counts[Out.NEW] + self.counts[Out.CHANGED]

    @property
    def total(self) -> Decimal:
        """The sum of what would be added."""
        return sum((one.row.amount for one in self.those(Out.NEW)), Decimal())

    @property
    def asked(self) -> list[GrantMatch]:
        """Rows found by their name only, that nobody has said yes to."""
        return self.those(Out.ASKED)

    def those(self, outcome: GrantOutcome) -> list[GrantMatch]:
        return [one for one in self.matches if one.outcome is outcome]

    def lines(self) -> list[str]:
        """The same as text for a terminal, in English; the last line is the summary."""
        with in_language("en"):
            columns = ", ".join(str(GRANT_COLUMN_LABELS[column]) for column in self.table.columns)
            rows = [f"Row {one.number}: {GRANT_PROBLEM_TEXTS[one.problem]}" for one in self.remarks]
            asked = [
                f"Row {one.row.number}: only the name is known; a person has to say yes"
                for one in self.those(Out.ASKED)
            ]
        summary = ", ".join(f"{count} {word}" for word, count in self.counts.items())
        return [f"Columns: {columns}", *rows, *asked, summary]


def grant_defaults(scheme: str | None, year: int | None, decided_on: date | None, now: datetime) -> Defaults:
    """What holds where a list says nothing; the only scheme there is, if none is named. ImportRefused."""
    known = [key for key, name in list_series() if scheme is None or name.casefold() == scheme.casefold()]
    if scheme is not None and not known:
        raise ImportRefused(_s("No grant scheme has this name."))
    today = day_of(now)
    days = {GrantColumn.DECIDED_ON: decided_on or today}
    return Defaults(known[0] if len(known) == 1 else None, year or today.year, days)


def plan_grants(data: bytes, file_name: str, defaults: Defaults) -> GrantPlan:
    """What importing this file would do now. ImportRefused says why a file cannot be taken."""
    return match_table(_read_table(data, file_name, defaults), {})


def _read_table(data: bytes, file_name: str, defaults: Defaults) -> GrantTable:
    try:
        (_number, heading), *rows = read_rows(data)
    except UnreadableFile as error:
        raise ImportRefused(file_text(error.problem, error.row)) from error
    header = read_grant_header(heading)
    _check(header, bool(rows))
    country = profile()
    cleaned = tuple(
        clean_grant(number, cells, header.places, country.organisation_number, country.currency)
        for number, cells in rows
    )
    columns = tuple(sorted(header.places, key=lambda column: header.places[column]))
    return GrantTable(file_name[-80:], columns, header.unknown_count, cleaned, defaults)


def _check(header: GrantHeader, has_rows: bool) -> None:
    if header.missing:
        names = ", ".join(str(GRANT_COLUMN_LABELS[column]) for column in header.missing)
        raise ImportRefused(
            _s("The file has no column for: %(columns)s. The first row must name the columns.", columns=names)
        )
    if header.is_double:
        raise ImportRefused(_s("Two columns could be the amount. Leave one of them out, so that nothing is guessed."))
    if not has_rows:
        raise ImportRefused(file_text(FileProblem.NO_ROWS))


def match_table(table: GrantTable, said: Mapping[int, UUID]) -> GrantPlan:
    """The plan of a clean table, compared with what is there now."""
    matcher = Matcher(list_known_associations(), list_known_schemes(), known_grants(), table.defaults)
    rows = [cleaned.row for cleaned in table.cleaned if cleaned.row is not None]
    return GrantPlan(table, tuple(matcher.match(rows, said)), said)


def apply_grants(plan: GrantPlan, *, by: User | None, now: datetime) -> list[Grant]:
    """Write what is new and changed; returns the new grants. `by` is None on the command line."""
    schemes = {one.id: one for one in db.session.scalars(select(GrantScheme))}
    added = plan.those(Out.NEW)
    owners = _by_id(Association, (one.association.id for one in added if one.association))
    grants = [new_grant(owners[one.association.id], schemes[one.scheme_id], _values(one), now) for one in added]  # type: ignore[union-attr,index]
    db.session.add_all(grants)
    db.session.flush()
    take_over(grants, by=by, now=now)
    changed = plan.those(Out.CHANGED)
    known = _by_id(Grant, (one.grant_id for one in changed if one.grant_id))
    for one in changed:
        grant = known[one.grant_id]
        changes = {str(column): new for column, (_old, new) in one.changes.items()}
        change_grant(grant, values_of(grant, **changes), version=grant.version, by=by, now=now)
    record("import_grants", by=by, now=now, fields=plan.table.columns)
    db.session.flush()
    return grants


def _by_id(model, ids: Iterable[UUID]) -> dict:  # type: ignore[no-untyped-def]
    """Rows by their ids, some hundred a query."""
    wanted, found = list(ids), {}
    for start in range(0, len(wanted), 500):
        query = select(model).where(model.id.in_(wanted[start : start + 500]))
        found.update({row.id: row for row in db.session.scalars(query)})
    return found


def _values(one: GrantMatch) -> GrantValues:
    return GrantValues(year=one.year, amount=one.row.amount, **{str(column): day for column, day in one.days.items()})


def keep_grant_draft(plan: GrantPlan, *, by: User, now: datetime) -> GrantDraft:
    """Keep a file's clean rows until its sender has looked; their earlier one and all forgotten ones go."""
    db.session.execute(
        delete(GrantDraft).where(or_(GrantDraft.user_id == by.id, GrantDraft.created_at < now - DRAFT_LIFE))
    )
    text = json.dumps(asdict(plan.table), ensure_ascii=False, default=str)
    draft = GrantDraft(user_id=by.id, file_name=plan.table.file_name, table=text, created_at=now)
    db.session.add(draft)
    db.session.flush()
    return draft


def plan_grant_draft(draft: GrantDraft, said: Mapping[int, UUID]) -> GrantPlan:
    """The plan of a kept file, compared with what is there now."""
    kept = json.loads(draft.table)
    series, default_days = kept["defaults"]["series_id"], _days(kept["defaults"]["days"])
    table = GrantTable(
        file_name=kept["file_name"],
        columns=tuple(GrantColumn(code) for code in kept["columns"]),
        unknown_count=kept["unknown_count"],
        cleaned=tuple(_kept_row(one) for one in kept["cleaned"]),
        defaults=Defaults(UUID(series) if series else None, kept["defaults"]["year"], default_days),
    )
    return match_table(table, said)


def _days(kept: dict) -> dict[GrantColumn, date]:
    return {GrantColumn(column): date.fromisoformat(day) for column, day in kept.items()}


def _kept_row(kept: dict) -> CleanedGrant:
    remarks = tuple(Remark(GrantProblem(one["problem"]), one["number"]) for one in kept["remarks"])
    row = kept["row"]
    if row is None:
        return CleanedGrant(None, remarks)
    return CleanedGrant(GrantRow(**row | {"amount": Decimal(row["amount"]), "days": _days(row["days"])}), remarks)
