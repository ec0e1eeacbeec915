"""What was done for a placement, and who stayed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from allemed import clock
from allemed.config import settings
from allemed.database import db
from allemed.followup.models import CheckIn
from allemed.followup.rules import CheckInKind, kind_of
from allemed.placements.models import Placement
from allemed.support.models import FeeApplication, GuideBooking, Intervention, Loan
from allemed.support.rules import (
    STILL_AFTER,
    Effort,
    InterventionKind,
    Stay,
    has_stayed,
    last_start,
    was_active_after,
)


def list_done(placement_id: UUID) -> dict[InterventionKind, Intervention]:
    """What is noted on a placement, by kind."""
    query = select(Intervention).where(Intervention.placement_id == placement_id)
    return {one.kind: one for one in db.session.scalars(query)}


def was_called(placement_id: UUID, kind: CheckInKind) -> bool:
    """Did the coordinator ask the family this and note it, rather than the family answer by itself?"""
    asked = select(CheckIn.code).where(
        CheckIn.placement_id == placement_id, CheckIn.closed_by.is_not(None), CheckIn.answered_at.is_(None)
    )
    return any(kind_of(code) == kind for code in db.session.scalars(asked))


def list_stays(today: date) -> list[Stay]:
    """Everybody who began so long ago that three months are known. Two queries."""
    zone, last = settings().zone, last_start(today)
    rows = db.session.execute(
        select(Placement.id, Placement.started_at, Placement.ended_at).where(Placement.started_at.is_not(None))
    )
    done = defaultdict(set)
    for placement_id, kind in db.session.execute(select(Intervention.placement_id, Intervention.kind)):
        done[placement_id].add(kind)
    stays = []
    for placement_id, started_at, ended_at in rows:
        started = clock.local(started_at, zone).date() if started_at else last
        if started < last:
            ended = clock.local(ended_at, zone).date() if ended_at else None
            stays.append(Stay(frozenset(done[placement_id]), has_stayed(started, ended)))
    return stays


def list_efforts(today: date) -> list[Effort]:
    """Everybody who began so long ago that six months are known, with what was noted. Two queries."""
    zone, last = settings().zone, last_start(today, STILL_AFTER)
    noted = select(Intervention.placement_id, func.sum(Intervention.minutes), func.sum(Intervention.money))
    sums = {key: (minutes or 0, money or Decimal(0)) for key, minutes, money in db.session.execute(
        noted.group_by(Intervention.placement_id)
    )}  # fmt: skip
    begun = select(Placement.id, Placement.started_at, Placement.ended_at).where(Placement.started_at.is_not(None))
    efforts = []
    for placement_id, started_at, ended_at in db.session.execute(begun):
        started = clock.local(started_at, zone).date() if started_at else last
        if started < last:
            ended = clock.local(ended_at, zone).date() if ended_at else None
            minutes, money = sums.get(placement_id, (0, Decimal(0)))
            efforts.append(Effort(int(minutes), Decimal(money), was_active_after(started, ended, STILL_AFTER)))
    return efforts


@dataclass(frozen=True)
class Support:
    """All of this feature that is written about a family, for the family itself."""

    done: list[Intervention]
    loans: list[Loan]
    applications: list[FeeApplication]
    bookings: list[GuideBooking]

    @property
    def is_there(self) -> bool:
        return bool(self.done or self.loans or self.applications or self.bookings)


def list_support(placement_ids: Collection[UUID]) -> Support:
    """What was done, lent and applied for, and which guides were asked, for these placements. Four queries."""
    found: list[list] = []
    for model, at in (
        (Intervention, Intervention.noted_on),
        (Loan, Loan.wanted_at),
        (FeeApplication, FeeApplication.drafted_at),
        (GuideBooking, GuideBooking.asked_at),
    ):
        load = joinedload(model.placement).joinedload(Placement.child)
        query = select(model).where(model.placement_id.in_(placement_ids)).options(load).order_by(at)
        found.append(list(db.session.scalars(query)))
    return Support(*found)
