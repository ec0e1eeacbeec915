"""Grants and promises as rows of a ledger, for a file that leaves the system. No child, no contact person."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select

from allemed.associations.models import Association
from allemed.commitments.models import Commitment, Grant, GrantScheme, SchemeLine
from allemed.commitments.queries.overview import EVERYTHING, Chosen, condition_of
from allemed.commitments.rules import CommitmentStatus
from allemed.database import db


class GrantLine(NamedTuple):
    association: str
    organisation_number: str | None
    scheme: str
    year: int
    amount: Decimal
    decided_on: date
    purpose: str
    target_group: str
    codes: tuple[str, ...]


class PromiseLine(NamedTuple):
    association: str
    organisation_number: str | None
    scheme: str
    year: int
    code: str
    texts: dict
    level: str
    status: CommitmentStatus
    due_on: date | None
    kept_on: date | None


def _wanted(query: Select, today: date, chosen: Chosen) -> Select:
    query = query.where(*chosen.conditions())
    return query if chosen.show is None else query.where(condition_of(chosen.show, today))


def list_grant_lines(today: date, chosen: Chosen = EVERYTHING) -> list[GrantLine]:
    """Grants with at least one promise that was chosen, by association and year."""
    with_promise = _wanted(select(Commitment.grant_id), today, chosen)
    query = select(
        Association.name, Association.organisation_number, GrantScheme.name, Grant.year, Grant.amount, Grant.decided_on,
        GrantScheme.purpose, GrantScheme.target_group, Grant.scheme_id,
    )  # fmt: skip
    query = query.join(Grant.association).join(Grant.scheme)
    if chosen != EVERYTHING:
        query = query.where(Grant.id.in_(with_promise))
    rows = db.session.execute(
        query.order_by(func.lower(Association.name), Association.id, Grant.year, GrantScheme.name)
    )
    codes = _codes_of_schemes()
    return [GrantLine(*row[:-1], codes.get(row[-1], ())) for row in rows]


def _codes_of_schemes() -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for key, code in db.session.execute(select(SchemeLine.scheme_id, SchemeLine.code).order_by(SchemeLine.code)):
        found[key] = (*found.get(key, ()), code)
    return found


def list_promise_lines(today: date, chosen: Chosen = EVERYTHING) -> list[PromiseLine]:
    """Promises, by association, year and code."""
    one = Commitment
    query = select(
        Association.name, Association.organisation_number, GrantScheme.name, Grant.year, one.code, one.texts, one.level,
        one.status, one.due_on, one.kept_on,
    )  # fmt: skip
    query = query.join(one.grant).join(Grant.scheme).join(Association, Association.id == one.association_id)
    query = _wanted(query, today, chosen).order_by(func.lower(Association.name), Association.id, Grant.year, one.code)
    return [PromiseLine(*row) for row in db.session.execute(query)]
