"""What follows from taps: how far an association has come, who takes part, and whom somebody asks about kindly."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.associations.models import Association
from allemed.attendance.models import AttendanceRoutine, AttendanceSummary
from allemed.attendance.queries.sessions import (
    TAKING_PART,
    begun_days,
    groups_with_children,
    limits,
    list_seen,
    list_sessions,
    registered_days,
)
from allemed.attendance.rules import (
    WINDOW,
    Limits,
    Mark,
    Seen,
    Step,
    ask_about,
    is_registering,
    missed_in_a_row,
    step_of,
    takes_part_regularly,
)
from allemed.catalogue.models import Activity
from allemed.commitments.queries.facts import register
from allemed.commitments.queries.facts import since as counted_since
from allemed.commitments.rules import MissedTwice
from allemed.config import settings
from allemed.database import db
from allemed.followup.models import CheckIn
from allemed.followup.queries import feeds_anchors
from allemed.followup.rules import Anchor, Audience, CheckInKind
from allemed.placements.models import Placement

_MISSED_CODE = f"{CheckInKind.MISSED_TWICE}_{Audience.ASSOCIATION}"


@dataclass(frozen=True)
class Standing:
    """How far an association has come: of its last sessions how many were registered, and its step."""

    association_id: UUID
    sessions: int
    registered: int
    step: Step
    routine: AttendanceRoutine | None


def standings_of(association_ids: Collection[UUID], today: date) -> dict[UUID, Standing]:
    """By association; those without a child in a group are left out."""
    groups, wanted = groups_with_children(association_ids), limits()
    sessions = list_sessions(groups, today - WINDOW, today - timedelta(days=1))
    ids = [one.id for one in groups]
    registered, begun = registered_days(ids), begun_days(ids)
    held: dict[UUID, list[tuple[date, bool]]] = defaultdict(list)
    for group in groups:
        days = [day for day in sessions[group.id] if day >= begun[group.id]]
        held[group.association_id] += [(day, day in registered[group.id]) for day in days]
    query = select(AttendanceRoutine).where(AttendanceRoutine.association_id.in_(association_ids))
    routines = {one.association_id: one for one in db.session.scalars(query)}
    return {owner: _standing(owner, days, routines.get(owner), wanted) for owner, days in held.items()}


def _standing(
    owner: UUID, days: list[tuple[date, bool]], routine: AttendanceRoutine | None, wanted: Limits
) -> Standing:
    last = [done for _day, done in sorted(days)][-wanted.of_sessions :]
    step = step_of(
        registers=is_registering(last, wanted), is_agreed=bool(routine and routine.agreed_at),
        has_alerts=bool(routine and routine.alerts_at),
    )  # fmt: skip
    return Standing(owner, len(last), sum(last), step, routine)


def find_routine(association_id: UUID) -> AttendanceRoutine | None:
    return db.session.scalar(select(AttendanceRoutine).where(AttendanceRoutine.association_id == association_id))


def list_associations_taking_part() -> list[Association]:
    """Those with a child in a group, by name."""
    placed = select(Activity.association_id).join(Placement).where(Placement.state.in_(TAKING_PART))
    return list(db.session.scalars(select(Association).where(Association.id.in_(placed)).order_by(Association.name)))


# What the taps say


def regularly(placement_ids: Collection[UUID], today: date) -> dict[UUID, bool]:
    """By placement whether the child takes part regularly, from the taps or from what remained of them."""
    kept = select(AttendanceSummary.placement_id, AttendanceSummary.is_regular)
    rows = db.session.execute(kept.where(AttendanceSummary.placement_id.in_(placement_ids)))
    found = {owner: is_regular for owner, is_regular in rows}
    for owner, seen in list_seen(placement_ids, today - WINDOW, today).items():
        if (now := takes_part_regularly(seen)) is not None:
            found[owner] = now
    return found


@dataclass(frozen=True)
class Lately:
    """One child in one group over three months, the newest day first; `missed`: the days missed in a row until now."""

    seen: list[Seen]
    missed: list[date]
    is_regular: bool | None

    @property
    def times_there(self) -> int:
        return sum(one.mark == Mark.PRESENT for one in self.seen)

    @property
    def times_counted(self) -> int:
        return sum(one.mark != Mark.TOLD for one in self.seen)


def find_lately(placement_id: UUID, today: date) -> Lately:
    """What the taps say of one child, for the coordinator."""
    seen = list_seen([placement_id], today - WINDOW, today).get(placement_id, [])
    newest_first = sorted(seen, key=lambda one: one.day, reverse=True)
    return Lately(newest_first, missed_in_a_row(seen), regularly([placement_id], today).get(placement_id))


def list_regular_of_child(child_id: UUID, today: date) -> dict[UUID, bool]:
    """By placement of one child whether it takes part regularly; those nobody taps about are left out."""
    return regularly(list(db.session.scalars(select(Placement.id).where(Placement.child_id == child_id))), today)


@feeds_anchors
def missed_days(placements: Collection[Placement], today: date) -> dict[UUID, dict[Anchor, date]]:
    """The day somebody is asked kindly about, of children in associations whose alerts are on and which still register."""
    part = [one for one in placements if one.state in TAKING_PART]
    standings = standings_of({one.activity.association_id for one in part}, today)
    alerted = [one for one in part if _is_alerted(standings.get(one.activity.association_id))]
    ids = [one.id for one in alerted]
    seen, asked = list_seen(ids, today - WINDOW, today), _last_asked(ids)
    days = {key: ask_about(marks, today, limits(), asked.get(key)) for key, marks in seen.items()}
    return {key: {Anchor.SECOND_MISS: day} for key, day in days.items() if day}


def _is_alerted(standing: Standing | None) -> bool:
    return standing is not None and standing.step is Step.ALERTS


def _last_asked(placement_ids: Collection[UUID]) -> dict[UUID, date]:
    query = select(CheckIn.placement_id, CheckIn.anchor_on).where(CheckIn.placement_id.in_(placement_ids))
    rows = db.session.execute(query.where(CheckIn.code == _MISSED_CODE).order_by(CheckIn.anchor_on))
    return {owner: day for owner, day in rows}


def _read_missed(ids: set[UUID], today: date) -> Iterable[tuple[UUID, MissedTwice]]:
    """For C18: each second miss, and the day on which the association said that it has asked."""
    query = select(CheckIn, Activity.association_id, Activity.name).join(CheckIn.placement).join(Placement.activity)
    query = query.where(Activity.association_id.in_(ids), CheckIn.code == _MISSED_CODE)
    for check_in, owner, group in db.session.execute(query.where(CheckIn.anchor_on >= counted_since(today).date())):
        answered = check_in.answered_at
        done = clock.local(answered, settings().zone).date() if answered else None
        yield owner, MissedTwice(check_in.anchor_on, done, group, check_in.placement_id)


register("missed", _read_missed)
