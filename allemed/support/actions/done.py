"""Noting what was done for a child; most of it notes itself."""

from datetime import datetime
from decimal import Decimal

from allemed import clock
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.followup.rules import CheckInKind
from allemed.intake.queries import find_current_conversation
from allemed.intake.rules import Interpreter
from allemed.placements.actions import on_moved
from allemed.placements.models import Placement
from allemed.placements.rules import ComesAlong, PlacementState
from allemed.support.models import Intervention
from allemed.support.queries import find_arrangement, list_done
from allemed.support.queries.done import was_called
from allemed.support.rules import InterventionKind

K = InterventionKind
WITH_US = (ComesAlong.COORDINATOR, ComesAlong.COORDINATOR_AND_GUARDIAN, ComesAlong.VOLUNTEER)
BEGUN = (PlacementState.HELD, PlacementState.TRIAL, PlacementState.ACTIVE)
INTERPRETED = (Interpreter.QUALIFIED, Interpreter.BILINGUAL_STAFF)


def note(placement: Placement, kind: K, *, by: User | None, now: datetime, is_automatic: bool = False) -> Intervention:
    """Note that this was done; noted twice it is one."""
    if known := list_done(placement.id).get(kind):
        return known
    day = clock.local(now, settings().zone).date()
    done = Intervention(placement_id=placement.id, kind=kind, noted_on=day, is_automatic=is_automatic)
    db.session.add(done)
    db.session.flush()
    record("note_intervention", by=by, now=now, subject=done, family_id=placement.child.family_id, fields=[kind])
    return done


def note_effort(
    placement: Placement, kind: K, *, minutes: int | None, money: Decimal | None, by: User, now: datetime
) -> Intervention:
    """The time and money it took; either may stay empty."""
    done = note(placement, kind, by=by, now=now)
    done.minutes, done.money = minutes, money
    record(
        "note_effort", by=by, now=now, subject=done, family_id=placement.child.family_id, fields=["minutes", "money"]
    )
    db.session.flush()
    return done


def take_back_note(placement: Placement, kind: K, *, by: User, now: datetime) -> None:
    """It was not done after all."""
    if done := list_done(placement.id).get(kind):
        record("take_back_note", by=by, now=now, subject=done, family_id=placement.child.family_id)
        db.session.delete(done)
        db.session.flush()


@on_moved
def note_what_happened(placement: Placement, by: User | None, now: datetime) -> None:
    """Once the first time was held: who went along, who of the group looked after the child, interpreter and calls."""
    if placement.state not in BEGUN:
        return
    arrangement, talk = find_arrangement(placement.id), find_current_conversation(placement.child_id)
    happened = {
        K.ACCOMPANIED: placement.comes_along in WITH_US,
        K.BUDDY: arrangement is not None and arrangement.buddy is not None,
        K.INTERPRETER: talk is not None and talk.interpreter in INTERPRETED,
        K.CALL_BEFORE: was_called(placement.id, CheckInKind.BEFORE_FIRST_SESSION),
        K.CALL_AFTER: was_called(placement.id, CheckInKind.AFTER_FIRST_SESSION),
    }
    for kind, is_so in happened.items():
        if is_so:
            note(placement, kind, by=by, now=now, is_automatic=True)
