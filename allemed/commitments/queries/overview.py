"""The municipality's overview: associations and their commitments, what needs somebody first. For coordinators only."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select

from allemed.associations.models import Association
from allemed.commitments.models import Commitment, Grant, GrantScheme
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
FEWEST = 5  # our default: a median of fewer associations could tell of one of them
_ASIDE = (S.NOT_RELEVANT, S.EXEMPT)
_ASKED_NOW = Commitment.status.not_in((S.FOLLOWED, S.TOGETHER))  # each once: under the grant that asks for it


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
        (Commitment.status == S.FOLLOWED, Standing.PAST.value),
        (Commitment.status == S.TOGETHER, Standing.TOGETHER.value),
        (Commitment.status.in_(_ASIDE), Standing.ASIDE.value),
        (Commitment.status == S.ACCEPTED, Standing.KEPT.value),
        (Commitment.status == S.DELIVERED, Standing.WAITING.value),
        (Commitment.due_on.is_(None), Standing.LATER.value),
        (Commitment.due_on > soon, Standing.LATER.value),
        (Commitment.due_on < today, Standing.OVERDUE.value),
        else_=Standing.SOON.value,
    )


@dataclass(frozen=True)
class Chosen:
    """What the overview is narrowed to: level, standing, the codes of a goal, a scheme in all its versions."""

    level: Level | None = None
    show: Show | None = None
    codes: Collection[str] | None = None
    series_id: UUID | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL, for any query of commitments; without `show`, which is about associations."""
        found: list[ColumnElement[bool]] = []
        if self.level is not None:
            found.append(Commitment.level == self.level)
        if self.codes is not None:
            found.append(Commitment.code.in_(self.codes))
        if self.series_id is not None:
            grants = select(Grant.id).join(Grant.scheme).where(GrantScheme.series_id == self.series_id)
            found.append(Commitment.grant_id.in_(grants))
        return found


EVERYTHING = Chosen()


def count_by_standing(today: date, chosen: Chosen = EVERYTHING) -> dict[Level, dict[Standing, int]]:
    """How many commitments stand in each way, by level. One query."""
    each = select(Commitment.level, standing_column(today).label("standing")).where(_ASKED_NOW, *chosen.conditions())
    known = each.subquery()
    query = select(known.c.level, known.c.standing, func.count()).group_by(known.c.level, known.c.standing)
    found: dict[Level, dict[Standing, int]] = defaultdict(dict)
    for firmness, name, number in db.session.execute(query):
        found[Level(firmness)][Standing(name)] = number
    return dict(found)


def condition_of(show: Show, today: date) -> ColumnElement[bool]:
    """A way of standing as SQL."""
    if show is Show.CALL:
        return needs_call_on(today)
    return standing_column(today) == show.value


def _associations(today: date, chosen: Chosen) -> Select:
    """Ids, overdue first, then what waits for a look, then by name. One that keeps all is never above another for it."""
    late = case(((Commitment.due_on < today) & Commitment.status.in_(OPEN_STATUSES), 1), else_=0)
    waiting = case((Commitment.status == S.DELIVERED, 1), else_=0)
    sums = select(Commitment.association_id, func.sum(late).label("late"), func.sum(waiting).label("waiting")).where(
        _ASKED_NOW, *chosen.conditions()
    )
    if chosen.show is not None:
        sums = sums.having(func.max(case((condition_of(chosen.show, today), 1), else_=0)) == 1)
    found = sums.group_by(Commitment.association_id).subquery()
    query = select(Association.id, Association.name).join(found, found.c.association_id == Association.id)
    return query.order_by(found.c.late.desc(), found.c.waiting.desc(), Association.name, Association.id)


def list_overview(today: date, chosen: Chosen = EVERYTHING, *, page: int = 1) -> tuple[list[OverviewRow], bool]:
    """A page of associations with their commitments, and whether there are more. Two queries."""
    query = _associations(today, chosen).limit(PAGE + 1).offset((page - 1) * PAGE)
    found = [OverviewRow(key, name) for key, name in db.session.execute(query)]
    rows = {row.id: row for row in found[:PAGE]}
    standings: dict[tuple[UUID, str], list[Standing]] = defaultdict(list)
    cells = select(Commitment.association_id, Commitment.code, Commitment.status, Commitment.due_on)
    cells = cells.where(Commitment.association_id.in_(list(rows)), _ASKED_NOW, *chosen.conditions())
    for key, code, status, due_on in db.session.execute(cells.order_by(Commitment.code)):
        standing = standing_of(status, due_on, today)
        standings[key, code].append(standing)
        rows[key].counts[standing] = rows[key].counts.get(standing, 0) + 1
    for (key, code), some in standings.items():
        rows[key].cells[code] = worst(some)
    return list(rows.values()), len(found) > PAGE


def count_associations(today: date, chosen: Chosen = EVERYTHING) -> int:
    """How many associations the overview holds."""
    found = _associations(today, chosen).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def median_kept(today: date) -> int | None:
    """Of what is asked of an association, the share that is kept, in per cent: the middle one of the municipality.

    None with fewer than five associations. Nothing says which association has which share. One query.
    """
    standing = standing_column(today)
    kept = func.sum(case((standing == Standing.KEPT.value, 1), else_=0))
    asked = func.sum(case((standing == Standing.ASIDE.value, 0), else_=1))
    query = select(kept, asked).where(_ASKED_NOW).group_by(Commitment.association_id).having(asked > 0)
    shares = [done / all_asked for done, all_asked in db.session.execute(query)]
    return round(100 * median(shares)) if len(shares) >= FEWEST else None
