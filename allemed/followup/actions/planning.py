"""Planning check-ins: when a placement moves, every night, and when the schedule was changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from allemed import clock
from allemed.accounts.models import User
from allemed.config import settings
from allemed.database import db
from allemed.followup.models import CheckIn
from allemed.followup.queries import current_schedule, list_of_placement, more_anchors
from allemed.followup.rules import (
    Anchor,
    Audience,
    CheckInKind,
    PlannedCheckIn,
    Step,
    is_first_theirs,
    is_too_late,
    plan_check_ins,
    teen_anchor,
)
from allemed.placements.actions import on_moved
from allemed.placements.models import Placement
from allemed.placements.rules import FINAL_STATES, PlacementState

_S = PlacementState
_STARTED = frozenset({_S.TRIAL, _S.ACTIVE, _S.PAUSED})
_BEGUN = _STARTED | {_S.HELD}
AT_ONCE = 300  # placements
_WEEK_AFTER_MISS = f"{CheckInKind.MISSED_TWICE}_{Audience.COORDINATOR}"


def anchors_of(placement: Placement) -> dict[Anchor, date]:
    """The dates of a placement from which questions are counted, as the calendar on its wall shows them.

    The season is the group's own where nobody has said otherwise for this child.
    """
    state, dates = placement.state, {}
    if placement.first_session_at and state in _BEGUN | {_S.BOOKED}:
        dates[Anchor.FIRST_SESSION] = day_of(placement.first_session_at)
    if placement.started_at and state in _STARTED:
        dates[Anchor.STARTED] = day_of(placement.started_at)
        dates[Anchor.TEEN_YEAR] = teen_anchor(placement.child.birth_year)
    season_end = placement.season_ends_on or placement.activity.ends_on
    if season_end and state in _BEGUN:
        dates[Anchor.SEASON_END] = season_end
    if placement.child.new_school_on and state in _BEGUN:
        dates[Anchor.SCHOOL_CHANGE] = placement.child.new_school_on
    if placement.fund_ends_on and state in _BEGUN:
        dates[Anchor.FUND_END] = placement.fund_ends_on
    return dates


def day_of(moment: datetime) -> date:
    return clock.local(moment, settings().zone).date()


def plan_for(placement: Placement, now: datetime) -> None:
    """Create, move or withdraw the open check-ins of a placement as its state and dates ask. Harmless when repeated."""
    more = more_anchors([placement], day_of(now)).get(placement.id, {})
    _replan(placement, anchors_of(placement) | more, list_of_placement(placement.id), current_schedule(), now)
    db.session.flush()


@on_moved
def plan_after_move(placement: Placement, by: User | None, now: datetime) -> None:
    """For `placements.actions`: whatever moved, the questions follow."""
    plan_for(placement, now)


def replan_all(now: datetime) -> int:
    """The same for every living placement, e.g. after the schedule was changed; returns how many there are.

    Every night as well: seasons, schools and taps change without a placement being moved.
    """
    return sum(replan_in_parts(now))


def replan_in_parts(now: datetime) -> Iterator[int]:
    """The same for some placements at a time; the caller may commit each part."""
    schedule = current_schedule()
    living = select(Placement.id).where(Placement.state.not_in(FINAL_STATES)).order_by(Placement.id)
    everything = list(db.session.scalars(living))
    for start in range(0, len(everything), AT_ONCE):
        some = everything[start : start + AT_ONCE]
        query = select(Placement).where(Placement.id.in_(some), Placement.state.not_in(FINAL_STATES))
        query = query.options(joinedload(Placement.child), joinedload(Placement.activity))
        placements = list(db.session.scalars(query))
        more = more_anchors(placements, day_of(now))
        known: dict = {}
        for check_in in db.session.scalars(select(CheckIn).where(CheckIn.placement_id.in_(some))):
            known.setdefault(check_in.placement_id, []).append(check_in)
        for placement in placements:
            anchors = anchors_of(placement) | more.get(placement.id, {})
            _replan(placement, anchors, known.get(placement.id, []), schedule, now)
        db.session.flush()
        yield len(placements)


def _replan(
    placement: Placement, anchors: Mapping[Anchor, date], known: list[CheckIn], schedule: Iterable[Step], now: datetime
) -> None:
    steps = {step.code: step for step in schedule}
    wanted = {one.code: one for one in plan_check_ins(anchors, steps.values()) if _is_asked(one, placement)}
    if _has_asked_kindly(known, anchors.get(Anchor.SECOND_MISS)):
        wanted.pop(_WEEK_AFTER_MISS, None)
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
        elif (code, anchor) not in asked and not is_too_late(planned.due_on, day_of(now)):
            _create(placement, planned, anchor)


def _has_asked_kindly(known: list[CheckIn], missed_on: date | None) -> bool:
    """The association has answered about that day, so nobody else has to ask a week later (B8)."""
    return any(
        is_first_theirs(one.kind, one.audience) and one.anchor_on == missed_on and (one.answered_at or one.closed_at)
        for one in known
    )


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
            due_on=planned.due_on, attempts=0, said=[], version=1,
        )
    )  # fmt: skip
