"""The sessions of a group, its children as their families let it know them, and what was tapped and told."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from allemed import clock
from allemed.accounts.models import User
from allemed.attendance.models import AttendanceMark
from allemed.attendance.rules import (
    Limits,
    Mark,
    Seen,
    session_days,
)
from allemed.catalogue.models import Activity, CancelledSession
from allemed.catalogue.rules.seasons import Calendar, days_of
from allemed.config import settings
from allemed.database import db
from allemed.families.models import Child, Family
from allemed.placements.models import Absence, Placement
from allemed.placements.queries import SharedWithAssociation, list_shared, placements_visible_to
from allemed.placements.rules import PlacementState

S = PlacementState
TAKING_PART = (S.HELD, S.TRIAL, S.ACTIVE)
LOOK_BACK = timedelta(days=14)  # how far back somebody can still tap, and is reminded to


def limits() -> Limits:
    """What this municipality has decided."""
    chosen = settings()
    return Limits(
        registered=chosen.attendance_registered, of_sessions=chosen.attendance_sessions,
        in_a_row=chosen.attendance_in_a_row, percent=chosen.attendance_percent,
    )  # fmt: skip


def list_sessions(activities: Collection[Activity], since: date, until: date) -> dict[UUID, list[date]]:
    """By group the days on which it met or meets: inside its season, without what is left out or cancelled."""
    cancelled: dict[UUID, set[date]] = defaultdict(set)
    query = select(CancelledSession.activity_id, CancelledSession.session_on)
    for owner, day in db.session.execute(query.where(CancelledSession.activity_id.in_([one.id for one in activities]))):
        cancelled[owner].add(day)
    return {one.id: session_days(_calendar(one, cancelled[one.id]), since, until) for one in activities}


def _calendar(activity: Activity, cancelled: Collection[date]) -> Calendar:
    return Calendar(
        frozenset(one.weekday for one in activity.sessions), activity.starts_on, activity.ends_on,
        days_of(activity.left_out) | frozenset(cancelled),
    )  # fmt: skip


@dataclass(frozen=True)
class Present:
    """A child of a group at one session: what the association may know of it, and what was tapped or told."""

    shared: SharedWithAssociation
    mark: Mark | None


def list_children(activity_id: UUID, day: date, *, by: User, now: datetime) -> list[tuple[Placement, Present]]:
    """Who could be there, by first name. Children whose families do not let this association know them are left out."""
    seen = placements_visible_to(by).where(Placement.activity_id == activity_id, Placement.state.in_(TAKING_PART))
    people = joinedload(Placement.child).joinedload(Child.family).selectinload(Family.guardians)
    placements = [
        one for one in db.session.scalars(seen.options(people, joinedload(Placement.activity))) if _begun_on(one) <= day
    ]
    shared, marks = list_shared(placements, now), list_seen([one.id for one in placements], day, day)
    known = [
        (one, Present(shared[one.id], next((seen.mark for seen in marks.get(one.id, ())), None)))
        for one in placements
        if shared[one.id].first_name
    ]
    return sorted(known, key=lambda pair: (pair[1].shared.first_name or "", str(pair[0].id)))


def _begun_on(placement: Placement) -> date:
    first = placement.first_session_at
    return date.min if first is None else clock.local(first, settings().zone).date()


def find_mark(placement_id: UUID, day: date) -> AttendanceMark | None:
    """The tap about one child and session."""
    query = select(AttendanceMark).where(AttendanceMark.placement_id == placement_id)
    return db.session.scalar(query.where(AttendanceMark.session_on == day))


def list_seen(placement_ids: Collection[UUID], since: date, until: date) -> dict[UUID, list[Seen]]:
    """By placement what was tapped and told; what a family told stands above a tap that says the child was missing."""
    found: dict[UUID, dict[date, Mark]] = defaultdict(dict)
    taps = select(AttendanceMark.placement_id, AttendanceMark.session_on, AttendanceMark.is_present)
    taps = taps.where(AttendanceMark.placement_id.in_(placement_ids), AttendanceMark.session_on.between(since, until))
    for owner, day, is_present in db.session.execute(taps):
        found[owner][day] = Mark.PRESENT if is_present else Mark.MISSING
    told = select(Absence.placement_id, Absence.session_on)
    told = told.where(Absence.placement_id.in_(placement_ids), Absence.session_on.between(since, until))
    for owner, day in db.session.execute(told):
        if found[owner].get(day) != Mark.PRESENT:
            found[owner][day] = Mark.TOLD
    return {owner: [Seen(day, mark) for day, mark in days.items()] for owner, days in found.items()}


@dataclass(frozen=True)
class ToTap:
    """A session of late at which children could be there, and nobody has tapped."""

    activity: Activity
    day: date


def list_to_tap(user: User, today: date, now: datetime, *, most: int = 4) -> list[ToTap]:
    """The newest sessions of an association's groups, until today, that wait for a tap; none without a child it knows."""
    groups = groups_with_children([user.association_id] if user.association_id else [])
    begun, registered = _first_known_days(user, now), registered_days([one.id for one in groups])
    sessions = list_sessions(groups, today - LOOK_BACK, today)
    waiting = [
        ToTap(one, day)
        for one in groups
        for day in sessions[one.id]
        if one.id in begun and day >= begun[one.id] and day not in registered[one.id]
    ]
    return sorted(waiting, key=lambda one: (one.day, one.activity.name), reverse=True)[:most]


def _first_known_days(user: User, now: datetime) -> dict[UUID, date]:
    """By group the day from which a child is there whom the association may know by name."""
    people = joinedload(Placement.child).joinedload(Child.family).selectinload(Family.guardians)
    query = placements_visible_to(user).where(Placement.state.in_(TAKING_PART))
    placements = list(db.session.scalars(query.options(people, joinedload(Placement.activity))))
    shared = list_shared(placements, now)
    days: dict[UUID, date] = {}
    for one in placements:
        if shared[one.id].first_name:
            days[one.activity_id] = min(_begun_on(one), days.get(one.activity_id, date.max))
    return days


def groups_with_children(association_ids: Collection[UUID]) -> list[Activity]:
    """Their groups in which a child takes part, by name."""
    taking_part = select(Placement.activity_id).where(Placement.state.in_(TAKING_PART))
    query = select(Activity).where(Activity.association_id.in_(association_ids), Activity.id.in_(taking_part))
    return list(db.session.scalars(query.options(selectinload(Activity.sessions)).order_by(Activity.name)))


def begun_days(activity_ids: Collection[UUID]) -> dict[UUID, date]:
    """By group the day of the first session of the first of its children."""
    query = select(Placement.activity_id, Placement.first_session_at).where(Placement.activity_id.in_(activity_ids))
    days: dict[UUID, date] = {}
    for owner, first in db.session.execute(query.where(Placement.state.in_(TAKING_PART))):
        day = date.min if first is None else clock.local(first, settings().zone).date()
        days[owner] = min(day, days.get(owner, date.max))
    return days


def registered_days(activity_ids: Collection[UUID]) -> dict[UUID, set[date]]:
    """By group the days about which somebody has tapped."""
    query = select(Placement.activity_id, AttendanceMark.session_on).join(AttendanceMark.placement).distinct()
    found: dict[UUID, set[date]] = defaultdict(set)
    for owner, day in db.session.execute(query.where(Placement.activity_id.in_(activity_ids))):
        found[owner].add(day)
    return found
