"""How a placement goes on: started, active, on a break, over, or on to something else."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.locales import _sl
from allemed.placements.actions.answering import say_not_now
from allemed.placements.actions.moving import LightIsRed, MoveNotAllowed, announced, claim, move
from allemed.placements.actions.proposing import ask_association, propose_placement
from allemed.placements.models import Placement
from allemed.placements.rules import (
    LightKind,
    Needs,
    NotNow,
    PlacementState,
    StopReason,
    counts_as_switch,
    find_move,
    start_problems,
)

S = PlacementState
LIGHT_WORDS = {
    LightKind.EQUIPMENT: _sl("equipment"),
    LightKind.TRANSPORT: _sl("transport"),
    LightKind.FEE: _sl("fee"),
}


@announced
def change_state(placement: Placement, to: PlacementState, *, version: int, by: User, now: datetime) -> None:
    """Take a step that needs nothing else: ask the association, on trial, active, on a break, back to a wish.

    Raises LightIsRed where a start is not in order, and MoveNotAllowed for a step with an action of its own.
    """
    step = find_move(placement.state, to)
    if step is None or step.needs not in (None, Needs.LIGHTS) or to in (S.PROPOSED, S.SWITCHED, S.AGREED):
        raise MoveNotAllowed(_sl("This step is not possible now. Open the page again."))
    if step.needs is Needs.LIGHTS:
        _check_lights(placement)
    if to is S.WISH:
        return say_not_now(placement, NotNow.NO_REASON, version=version, by=by, now=now)
    claim(placement, version)
    if to is S.ASKED:
        return ask_association(placement, by=by, now=now)
    move(placement, to, by=by, now=now)
    if to in (S.TRIAL, S.ACTIVE) and placement.started_at is None:
        placement.started_at = now
        _follow_a_stop(placement, now)
    db.session.flush()


def _follow_a_stop(started: Placement, now: datetime) -> None:
    """What ended for this child lately was a switch to what starts now (M5)."""
    query = select(Placement).where(Placement.child_id == started.child_id, Placement.state == S.ENDED)
    for stopped in db.session.scalars(query.where(Placement.switched_to_id.is_(None), Placement.id != started.id)):
        if stopped.ended_at is not None and counts_as_switch(stopped.stop_reason, stopped.ended_at, now):
            stopped.switched_to_id = started.id


def _check_lights(placement: Placement) -> None:
    if red := start_problems(placement.lights):
        names = ", ".join(str(LIGHT_WORDS[kind]) for kind in red)
        raise LightIsRed(
            _sl("Not started yet. A light is red: %(names)s. Solve it, or write what is done about it.", names=names)
        )


@announced
def end_placement(placement: Placement, reason: StopReason, *, version: int, by: User, now: datetime) -> None:
    """It is over, with one word why. The seat is free again, and what was agreed for it ends."""
    claim(placement, version)
    move(placement, S.ENDED, by=by, now=now, reason=reason)
    placement.stop_reason, placement.ended_at = reason, now
    db.session.flush()


@announced
def switch_placement(
    placement: Placement, activity_id: UUID, *, version: int, by: User, now: datetime, reason: StopReason | None = None
) -> Placement:
    """The child goes on somewhere else: the family is asked about the new activity, and this placement points to it.

    `reason`: why it leaves the first one, where somebody said so.
    """
    claim(placement, version)
    new = propose_placement(placement.child, activity_id, by=by, now=now, instead_of=placement.id)
    move(placement, S.SWITCHED, by=by, now=now, reason=reason or StopReason.SWITCH)
    placement.switched_to_id = new.id
    placement.stop_reason = reason or placement.stop_reason or StopReason.SWITCH
    placement.ended_at = placement.ended_at or now
    db.session.flush()
    return new


@announced
def set_dates(
    placement: Placement,
    *,
    season_ends_on: date | None,
    fund_ends_on: date | None,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """When the season and the help with the fee end, so that somebody is reminded in time."""
    claim(placement, version)
    placement.season_ends_on, placement.fund_ends_on = season_ends_on, fund_ends_on
    record(
        "set_dates", by=by, now=now, subject=placement, family_id=placement.child.family_id,
        fields=["season_ends_on", "fund_ends_on"],
    )  # fmt: skip
    db.session.flush()
