"""Own figures for the roll call: counts of children and groups, never fewer than five told (domain.md 6.3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, Select, case, func, select

from allemed.catalogue.models import Activity, Place, Spot, WeeklySession
from allemed.catalogue.rules import GenderGroup
from allemed.database import db
from allemed.families.models import Child
from allemed.gatherings.rules.figures import shown_count, shown_pair
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState

WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Of an association's (or all) open groups."""

    groups: int
    with_room: int
    for_girls: int
    at_weekends: int
    lends: int
    beginners: int


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """Children of a school that ALLEMED knows, and how many of them go somewhere, as a group may read it."""

    school: str
    known: str
    active: str


def group_figures(association_id: UUID | None) -> GroupFigures:
    """One association's groups, or those of all."""
    query = select(Activity).where(Activity.is_open)
    if association_id:
        query = query.where(Activity.association_id == association_id)
    weekend = select(WeeklySession.activity_id).where(WeeklySession.weekday.in_(WEEKEND))
    room = select(Spot.activity_id).where(Spot.is_open, Spot.free > 0)
    rows = query.with_only_columns(Activity.id, Activity.gender_group, Activity.borrow, Activity.is_for_beginners)
    found = db.session.execute(rows).all()
    ids = {row.id for row in found}
    return GroupFigures(
        groups=len(found),
        with_room=len(ids & set(db.session.scalars(room))),
        for_girls=sum(row.gender_group == GenderGroup.GIRLS for row in found),
        at_weekends=len(ids & set(db.session.scalars(weekend))),
        lends=sum(bool(row.borrow) for row in found),
        beginners=sum(row.is_for_beginners for row in found),
    )


def count_welcomed(association_id: UUID | None, since: datetime) -> str:
    """How many children have begun through ALLEMED since then."""
    query: Select = select(func.count(func.distinct(Placement.child_id))).where(Placement.started_at >= since)
    if association_id:
        query = query.join(Activity, Activity.id == Placement.activity_id)
        query = query.where(Activity.association_id == association_id)
    return shown_count(db.session.scalar(query) or 0)


def by_school() -> list[SchoolFigures]:
    """Where somebody is missing: by school, those we know and those who go somewhere."""
    active = select(Placement.child_id).where(Placement.state == PlacementState.ACTIVE)
    goes = func.sum(case((Child.id.in_(active), 1), else_=0), type_=Integer())
    query = select(Place.name, func.count(Child.id), goes).join(Place, Place.id == Child.school_id)
    rows = db.session.execute(query.group_by(Place.id, Place.name).order_by(Place.name)).all()
    found = []
    for school, known, part in rows:
        told_active, told_known = shown_pair(int(part or 0), known)
        found.append(SchoolFigures(school, told_known, told_active))
    return found
