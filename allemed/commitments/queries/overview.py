"""The municipality's overview: associations and their commitments, what needs somebody first. For coordinators only."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select

from allemed.associations.models import Association
from allemed.commitments.models import Commitment
from allemed.commitments.queries.lists import needs_call_on
from allemed.commitments.rules import (
    DUE_AGAIN_DAYS,
    OPEN_STATUSES,
    CommitmentStatus,
    Level,
    Standing,
    standing_of,
    worst,
)
from allemed.database import db

S = CommitmentStatus
PAGE = 50
_ASIDE = (S.NOT_RELEVANT, S.EXEMPT)


class Show(StrEnum):
    """What the overview can be narrowed to."""

    OVERDUE = "overdue"
    WAITING = "waiting"
    SOON = "soon"
    CALL = "call"
    KEPT = "kept"
    LATER = "later"


@dataclass
class OverviewRow:
    """One association: how its commitments stand by code, and how many of them in each way."""

    id: UUID
    name: str
    cells: dict[str, Standing] = field(default_factory=dict)
    counts: dict[Standing, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        return sum(number for standing, number in self.counts.items() if standing != Standing.ASIDE)


def standing_column(today: date) -> ColumnElement[str]:
    """`rules.standing_of` as SQL; the two are held together by a test."""
    soon = today + timedelta(days=DUE_AGAIN_DAYS)
    return case(
        (Commitment.status.in_(_ASIDE), Standing.ASIDE.value),
        (Commitment.status == S.ACCEPTED, Standing.KEPT.value),
        (Commitment.status == S.DELIVERED, Standing.WAITING.value),
        (Commitment.due_on.is_(None), Standing.LATER.value),
        (Commitment.due_on > soon, Standing.LATER.value),
        (Commitment.due_on < today, Standing.OVERDUE.value),
        else_=Standing.SOON.value,
    )


def count_by_standing(today: date, level: Level | None = None) -> dict[Level, dict[Standing, int]]:
    """How many commitments of the municipality stand in each way, by level. One query."""
    each = select(Commitment.level, standing_column(today).label("standing"))
    if level is not None:
        each = each.where(Commitment.level == level)
    known = each.subquery()
    query = select(known.c.level, known.c.standing, func.count()).group_by(known.c.level, known.c.standing)
    found: dict[Level, dict[Standing, int]] = defaultdict(dict)
    for firmness, name, number in db.session.execute(query):
        found[Level(firmness)][Standing(name)] = number
    return dict(found)


def _condition(show: Show, today: date) -> ColumnElement[bool]:
    if show is Show.CALL:
        return needs_call_on(today)
    return standing_column(today) == show.value


def _associations(today: date, level: Level | None, show: Show | None) -> Select:
    """Ids and names, overdue first, then what waits for a look. One that keeps all is never above another for it."""
    late = case(((Commitment.due_on < today) & Commitment.status.in_(OPEN_STATUSES), 1), else_=0)
    waiting = case((Commitment.status == S.DELIVERED, 1), else_=0)
    query = select(Association.id, Association.name).join(Commitment, Commitment.association_id == Association.id)
    if level is not None:
        query = query.where(Commitment.level == level)
    if show is not None:
        query = query.having(func.max(case((_condition(show, today), 1), else_=0)) == 1)
    query = query.group_by(Association.id, Association.name)
    return query.order_by(func.sum(late).desc(), func.sum(waiting).desc(), Association.name, Association.id)


def list_overview(
    today: date, *, level: Level | None = None, show: Show | None = None, page: int = 1
) -> tuple[list[OverviewRow], bool]:
    """A page of associations with their commitments, and whether there are more. Two queries."""
    query = _associations(today, level, show).limit(PAGE + 1).offset((page - 1) * PAGE)
    found = [OverviewRow(key, name) for key, name in db.session.execute(query)]
    rows = {row.id: row for row in found[:PAGE]}
    standings: dict[tuple[UUID, str], list[Standing]] = defaultdict(list)
    cells = select(Commitment.association_id, Commitment.code, Commitment.status, Commitment.due_on)
    cells = cells.where(Commitment.association_id.in_(list(rows)))
    if level is not None:
        cells = cells.where(Commitment.level == level)
    for key, code, status, due_on in db.session.execute(cells.order_by(Commitment.code)):
        standing = standing_of(status, due_on, today)
        standings[key, code].append(standing)
        rows[key].counts[standing] = rows[key].counts.get(standing, 0) + 1
    for (key, code), some in standings.items():
        rows[key].cells[code] = worst(some)
    return list(rows.values()), len(found) > PAGE


def count_associations(today: date, *, level: Level | None = None, show: Show | None = None) -> int:
    """How many associations the overview holds."""
    found = _associations(today, level, show).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0
