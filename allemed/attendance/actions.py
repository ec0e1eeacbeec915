"""Tapping who was there, the steps of an association, and forgetting taps that are old enough."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from allemed import clock
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.attendance.models import AttendanceMark, AttendanceRoutine, AttendanceSummary
from allemed.attendance.queries import find_mark, find_routine, list_seen, list_sessions, standings_of
from allemed.attendance.rules import Step, takes_part_regularly
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.followup.actions import plan_for, replan_all
from allemed.locales import _sl
from allemed.placements.models import Placement
from allemed.placements.queries import shared_with_association
from allemed.versions import claim


class NoSession(DomainError):
    """The group does not meet on that day, or the day has not come."""

    def __init__(self) -> None:
        super().__init__(_sl("The group does not meet on this day."))


class NotKnown(DomainError):
    """The family does not let this association know the child, or not any more."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_sl("This child is not in the group any more."))


class NotRegisteringYet(DomainError):
    """A step was taken before the one below it holds (B7)."""

    def __init__(self) -> None:
        super().__init__(_sl("First the step before this one has to work."))


def tap(placement: Placement, day: date, *, is_present: bool, by: User, now: datetime) -> bool | None:
    """A child was there or was not; the same tap again takes it back. Returns what stands now (None: nothing).

    What follows from it is planned at once, and withdrawn as well. Raises NoSession, NotKnown.
    """
    today = clock.local(now, settings().zone).date()
    if day > today or day not in list_sessions([placement.activity], day, day)[placement.activity_id]:
        raise NoSession
    if not shared_with_association(placement, now).first_name:
        raise NotKnown
    mark, stands = find_mark(placement.id, day), None
    if mark is not None and mark.is_present == is_present:
        db.session.delete(mark)
    else:
        stands = is_present
        if mark is None:
            mark = AttendanceMark(placement_id=placement.id, session_on=day)
            db.session.add(mark)
        mark.is_present, mark.tapped_at, mark.tapped_by = is_present, now, by.id
    db.session.flush()
    record("tap_attendance", by=by, now=now, subject=placement, family_id=placement.child.family_id)
    plan_for(placement, now)
    return stands


def take_step(association: Association, step: Step, *, version: int, by: User, now: datetime) -> None:
    """The routine is agreed on, or alerts are switched on. NotRegisteringYet before the step below holds."""
    standing = standings_of([association.id], clock.local(now, settings().zone).date()).get(association.id)
    before = {Step.ROUTINE: Step.REGISTERS, Step.ALERTS: Step.ROUTINE}[step]
    if standing is None or standing.step is not before:
        raise NotRegisteringYet
    routine = _routine_of(association, version)
    if step is Step.ROUTINE:
        routine.agreed_at, routine.agreed_by = now, by.id
    else:
        routine.alerts_at, routine.alerts_by = now, by.id
    _note(routine, "take_attendance_step", by=by, now=now)


def switch_alerts_off(association: Association, *, version: int, by: User, now: datetime) -> None:
    """Nobody is asked about this association's children any more; what was agreed stays."""
    routine = _routine_of(association, version)
    routine.alerts_at = routine.alerts_by = None
    _note(routine, "switch_alerts_off", by=by, now=now)


def _routine_of(association: Association, version: int) -> AttendanceRoutine:
    routine = find_routine(association.id)
    if routine is None:
        routine = AttendanceRoutine(association_id=association.id, version=1)
        db.session.add(routine)
        db.session.flush()
    else:
        claim(routine, version, _sl("This has changed since you opened the page. Look again."))
    return routine


def _note(routine: AttendanceRoutine, action: str, *, by: User, now: datetime) -> None:
    db.session.flush()
    record(action, by=by, now=now, subject=routine)
    replan_all(now)


def forget_taps(before: date) -> int:
    """Taps from before that day go; what remains is whether the child takes part regularly. Returns how many went."""
    old = select(AttendanceMark.placement_id).where(AttendanceMark.session_on < before).distinct()
    ids = list(db.session.scalars(old))
    known = {
        one.placement_id: one
        for one in db.session.scalars(select(AttendanceSummary).where(AttendanceSummary.placement_id.in_(ids)))
    }
    for placement_id, seen in list_seen(ids, date.min, before - timedelta(days=1)).items():
        is_regular = takes_part_regularly(seen)
        if is_regular is None:
            continue
        row = known.get(placement_id) or AttendanceSummary(placement_id=placement_id)
        row.is_regular, row.as_of = is_regular, before
        db.session.add(row)
    db.session.flush()
    return count_changed(delete(AttendanceMark).where(AttendanceMark.session_on < before))
