"""Planning check-ins when a placement moves, answering and closing them, and changing the schedule."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from allemed import clock
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.errors import DomainError, StaleVersion
from allemed.followup.models import CheckIn, ScheduleStep
from allemed.followup.queries import current_schedule, list_of_placement, list_steps
from allemed.followup.rules import (
    Anchor,
    CheckInKind,
    Face,
    PlannedCheckIn,
    Step,
    is_too_late,
    needs_a_person,
    plan_check_ins,
    teen_anchor,
)
from allemed.locales import _l, _sl
from allemed.placements.actions import on_moved
from allemed.placements.models import Placement
from allemed.placements.rules import FINAL_STATES, PlacementState
from allemed.versions import claim, lock

_S = PlacementState
_STARTED = frozenset({_S.TRIAL, _S.ACTIVE, _S.PAUSED})
_BEGUN = _STARTED | {_S.HELD}
POSTPONE_DAYS = 2  # our default: nobody answered, so try again the day after tomorrow


class AlreadyClosed(DomainError):
    """Somebody has closed this question."""


# Planning


def anchors_of(placement: Placement) -> dict[Anchor, date]:
    """The dates of a placement from which questions are counted, as the calendar on its wall shows them."""
    state, dates = placement.state, {}
    if placement.first_session_at and state in _BEGUN | {_S.BOOKED}:
        dates[Anchor.FIRST_SESSION] = _day(placement.first_session_at)
    if placement.started_at and state in _STARTED:
        dates[Anchor.STARTED] = _day(placement.started_at)
        dates[Anchor.TEEN_YEAR] = teen_anchor(placement.child.birth_year)
    if placement.season_ends_on and state in _BEGUN:
        dates[Anchor.SEASON_END] = placement.season_ends_on
    if placement.fund_ends_on and state in _BEGUN:
        dates[Anchor.FUND_END] = placement.fund_ends_on
    return dates


def _day(moment: datetime) -> date:
    return clock.local(moment, settings().zone).date()


def plan_for(placement: Placement, now: datetime) -> None:
    """Create, move or withdraw the open check-ins of a placement as its state and dates ask. Harmless when repeated."""
    _replan(placement, list_of_placement(placement.id), current_schedule(), now)
    db.session.flush()


@on_moved
def plan_after_move(placement: Placement, by: User | None, now: datetime) -> None:
    """For `placements.actions`: whatever moved, the questions follow."""
    plan_for(placement, now)


def replan_all(now: datetime) -> int:
    """The same for every living placement, e.g. after the schedule was changed; returns how many there are."""
    schedule = current_schedule()
    query = select(Placement).where(Placement.state.not_in(FINAL_STATES)).options(joinedload(Placement.child))
    placements = list(db.session.scalars(query))
    known: dict = {}
    for check_in in db.session.scalars(select(CheckIn)):
        known.setdefault(check_in.placement_id, []).append(check_in)
    for placement in placements:
        _replan(placement, known.get(placement.id, []), schedule, now)
    db.session.flush()
    return len(placements)


def _replan(placement: Placement, known: list[CheckIn], schedule: Iterable[Step], now: datetime) -> None:
    anchors, steps = anchors_of(placement), {step.code: step for step in schedule}
    wanted = {one.code: one for one in plan_check_ins(anchors, steps.values()) if _is_asked(one, placement)}
    still_open = {one.code: one for one in known if one.closed_at is None}
    asked = {(one.code, one.anchor_on) for one in known}
    for check_in in still_open.values():
        if check_in.code not in wanted and check_in.answered_at is None:
            db.session.delete(check_in)
    for code, planned in wanted.items():
        anchor = anchors[steps[code].anchor]
        if (mine := still_open.get(code)) and mine.anchor_on != anchor and (code, anchor) in asked:
            db.session.delete(mine)  # asked about that very date before
        elif mine:
            _move(mine, planned, anchor)
        elif (code, anchor) not in asked and not is_too_late(planned.due_on, _day(now)):
            _create(placement, planned, anchor)


def _is_asked(planned: PlannedCheckIn, placement: Placement) -> bool:
    """Whether they can come is asked while the first session lies ahead, everything else once it was held."""
    return planned.kind != CheckInKind.BEFORE_FIRST_SESSION or placement.state == _S.BOOKED


def _move(check_in: CheckIn, planned: PlannedCheckIn, anchor: date) -> None:
    """To its new day; one that was put off stays where it is while nothing was booked anew."""
    moved = check_in.anchor_on != anchor
    if check_in.answered_at or (check_in.due_on == planned.due_on and not moved) or (check_in.attempts and not moved):
        return
    check_in.anchor_on, check_in.due_on = anchor, planned.due_on
    check_in.attempts, check_in.told_at, check_in.version = 0, None, check_in.version + 1


def _create(placement: Placement, planned: PlannedCheckIn, anchor: date) -> None:
    db.session.add(
        CheckIn(
            placement_id=placement.id, code=planned.code, audience=planned.audience, anchor_on=anchor,
            due_on=planned.due_on, attempts=0, version=1,
        )
    )  # fmt: skip


# Answering


def answer(check_in: CheckIn, face: Face, *, by: User, now: datetime) -> None:
    """The family or the association answers by a face. A good one closes it, any other waits for the coordinator."""
    _refuse_if_settled(check_in, by)
    check_in.face, check_in.answered_at = face, now
    _settle(check_in, by, now)
    _note("answer_check_in", check_in, by, now, ["face"])


def say_missing(check_in: CheckIn, is_missing: bool, *, by: User, now: datetime) -> None:
    """The second half of an answer: is something missing? A yes opens the question again for the coordinator."""
    _refuse_if_settled(check_in, by)
    check_in.is_something_missing, check_in.answered_at = is_missing, check_in.answered_at or now
    _settle(check_in, by, now)
    _note("answer_check_in", check_in, by, now, ["is_something_missing"])


def _refuse_if_settled(check_in: CheckIn, by: User) -> None:
    lock(check_in)
    if check_in.closed_at is not None and check_in.closed_by != by.id:
        raise AlreadyClosed(_l("Thank you. This is answered already."))


def _settle(check_in: CheckIn, by: User, now: datetime) -> None:
    is_open = needs_a_person(check_in.face, check_in.is_something_missing)
    check_in.closed_at, check_in.closed_by = (None, None) if is_open else (now, by.id)
    check_in.version += 1


def close_check_in(
    check_in: CheckIn,
    *,
    face: Face | None,
    is_something_missing: bool | None,
    note: str,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """The coordinator has asked, or has seen to an answer. StaleVersion, AlreadyClosed if somebody was faster."""
    stale = _sl("Somebody answered or closed this while you had the page open.")
    claim(check_in, version, stale, {"note": (_sl("Note"), note or None)})
    if check_in.closed_at is not None:
        raise AlreadyClosed(_sl("This is closed already."))
    check_in.face, check_in.is_something_missing, check_in.note = face, is_something_missing, note or None
    check_in.closed_at, check_in.closed_by = now, by.id
    _note("close_check_in", check_in, by, now, ["face", "is_something_missing", "note"])


def postpone_check_in(check_in: CheckIn, *, by: User, now: datetime) -> None:
    """Nobody was reached: it comes back in two days. AlreadyClosed."""
    lock(check_in)
    if check_in.closed_at is not None:
        raise AlreadyClosed(_sl("This is closed already."))
    check_in.due_on = _day(now) + timedelta(days=POSTPONE_DAYS)
    check_in.attempts, check_in.version = check_in.attempts + 1, check_in.version + 1
    _note("postpone_check_in", check_in, by, now, ["due_on"])


def _note(action: str, check_in: CheckIn, by: User, now: datetime, fields: list[str]) -> None:
    db.session.flush()
    family_id = check_in.placement.child.family_id
    record(action, by=by, now=now, subject=check_in, family_id=family_id, fields=fields)


# The schedule


def schedule_version(rows: Iterable[ScheduleStep]) -> int:
    """Grows with every change of any line."""
    return sum(row.version for row in rows)


def change_schedule(lines: Mapping[str, tuple[int, bool]], *, version: int, by: User, now: datetime) -> int:
    """Set days and on/off by step code, then plan anew; returns how many lines changed. StaleVersion if somebody was faster."""
    rows = {row.code: row for row in list_steps()}
    if schedule_version(rows.values()) != version:
        raise StaleVersion(_sl("Somebody changed the schedule while you had the page open."), theirs={}, yours={})
    changed = []
    for step in current_schedule():
        days, is_active = lines.get(step.code, (step.offset_days, step.is_active))
        if (days, is_active) == (step.offset_days, step.is_active):
            continue
        row = rows.get(step.code)
        if row is None:
            row = ScheduleStep(code=step.code, anchor=step.anchor, audience=step.audience, version=0)
            db.session.add(row)
        row.offset_days, row.is_active, row.version = days, is_active, row.version + 1
        changed.append(step.code)
    db.session.flush()
    if changed:
        record("change_schedule", by=by, now=now, fields=changed)
        replan_all(now)
    return len(changed)
