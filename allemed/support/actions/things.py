"""Borrowing and giving back, and the way there."""

from datetime import date, datetime
from uuid import UUID

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.families.models import Guardian
from allemed.locales import _sl
from allemed.placements.actions import on_moved
from allemed.placements.models import Placement
from allemed.placements.rules import LightColour, LightKind, PlacementState
from allemed.support.actions.bookings import arrangement_of
from allemed.support.actions.done import note
from allemed.support.actions.lights import turn_light
from allemed.support.models import Loan, SharedRide
from allemed.support.queries import list_loans_of, list_rides_of, what_is_needed
from allemed.support.queries.things import GOES_THERE
from allemed.support.rules import (
    ARRANGED_WAYS,
    InterventionKind,
    LoanState,
    RideWay,
    are_in_touch,
    equipment_colour,
    is_over,
    return_date,
)
from allemed.versions import lock


class AskedAlready(DomainError):
    """These two families are asked."""

    def __init__(self) -> None:
        super().__init__(_sl("These two families are asked already."))


def want_loan(placement: Placement, item: str, *, size: str, lender_id: UUID | None, by: User, now: datetime) -> Loan:
    """Something is to be borrowed: what, in which size, and where."""
    loan = Loan(placement_id=placement.id, item=item, size=size, lender_id=lender_id, wanted_at=now)
    db.session.add(loan)
    db.session.flush()
    record("want_loan", by=by, now=now, subject=loan, family_id=placement.child.family_id, fields=["item", "size"])
    _turn(placement, by=by, now=now)
    return loan


def lend(loan: Loan, *, on: date, due_on: date | None, by: User, now: datetime) -> None:
    """The child has it: the size is forgotten, and the day it goes back is known."""
    lock(loan)
    loan.state, loan.lent_on, loan.due_on, loan.size = LoanState.LENT, on, due_on or return_date(on), ""
    loan.told_at = None
    record("lend", by=by, now=now, subject=loan, family_id=loan.placement.child.family_id, fields=["state", "due_on"])
    note(loan.placement, InterventionKind.EQUIPMENT_LENT, by=by, now=now, is_automatic=True)
    _turn(loan.placement, by=by, now=now)


def give_back(loan: Loan, *, on: date, by: User, now: datetime) -> None:
    """It is back at its lender."""
    lock(loan)
    loan.state, loan.returned_on, loan.size = LoanState.RETURNED, on, ""
    record("give_back", by=by, now=now, subject=loan, family_id=loan.placement.child.family_id, fields=["state"])
    db.session.flush()


def drop_loan(loan: Loan, *, by: User, now: datetime) -> None:
    """It is not needed after all."""
    placement = loan.placement
    record("drop_loan", by=by, now=now, subject=loan, family_id=placement.child.family_id)
    db.session.delete(loan)
    _turn(placement, by=by, now=now)


def _turn(placement: Placement, *, by: User, now: datetime) -> None:
    db.session.flush()
    loans = [(one.item, one.state) for one in list_loans_of(placement.id)]
    turn_light(placement, LightKind.EQUIPMENT, equipment_colour(what_is_needed(placement), loans), by=by, now=now)
    db.session.flush()


def set_ride(placement: Placement, way: RideWay, *, by: User, now: datetime) -> None:
    """How the child gets there: the light is green."""
    arrangement = arrangement_of(placement)
    arrangement.ride = way
    record("set_ride", by=by, now=now, subject=arrangement, family_id=placement.child.family_id, fields=["ride"])
    if way in ARRANGED_WAYS:
        note(placement, InterventionKind.TRANSPORT, by=by, now=now, is_automatic=True)
    turn_light(placement, LightKind.TRANSPORT, LightColour.GREEN, by=by, now=now)
    db.session.flush()


def ask_both(placement: Placement, other: Placement, *, by: User, now: datetime) -> SharedRide:
    """Each family is asked on its own page, without knowing who the other one is. AskedAlready."""
    lock(placement)
    if any(other.id in (one.placement_id, one.other_id) for one in list_rides_of(placement.id)):
        raise AskedAlready
    ride = SharedRide(placement_id=placement.id, other_id=other.id, asked_at=now)
    db.session.add(ride)
    db.session.flush()
    for one in (placement, other):
        record("ask_both", by=by, now=now, subject=ride, family_id=one.child.family_id)
    turn_light(placement, LightKind.TRANSPORT, LightColour.YELLOW, by=by, now=now)
    return ride


def answer_ride(
    ride: SharedRide, placement: Placement, *, says: bool, guardian: Guardian | None, by: User, now: datetime
) -> None:
    """One family's yes or no. With both yeses each learns the other's first name and phone; a no ends it for both.

    `guardian`: who may be called. Also a yes taken back is a no; then nobody sees the other one any more.
    """
    lock(ride)
    guardian_id = guardian.id if says and guardian else None
    if ride.placement_id == placement.id:
        ride.says, ride.guardian_id = says, guardian_id
    else:
        ride.other_says, ride.other_guardian_id = says, guardian_id
    if is_over(ride.says, ride.other_says):
        ride.ended_at = ride.ended_at or now
    record("answer_ride", by=by, now=now, subject=ride, family_id=placement.child.family_id)
    db.session.flush()
    if are_in_touch(ride.says, ride.other_says, ride.ended_at):
        set_ride(ride.placement, RideWay.OTHER_PARENT, by=by, now=now)
    elif ride.ended_at == now:
        _ride_is_gone(ride, by=by, now=now)


@on_moved
def end_rides_of_who_left(placement: Placement, by: User | None, now: datetime) -> None:
    """Who does not go there any more shares no ride: from then on neither family sees the other's name and phone."""
    if placement.state in (*GOES_THERE, PlacementState.PAUSED):
        return
    for ride in list_rides_of(placement.id):
        ride.ended_at = now
        record("end_ride", by=by, now=now, subject=ride, family_id=placement.child.family_id)
        if by is not None and ride.placement_id != placement.id:
            _ride_is_gone(ride, by=by, now=now)
    db.session.flush()


def _ride_is_gone(ride: SharedRide, *, by: User, now: datetime) -> None:
    """The child for whom it was asked needs another way."""
    arrangement = arrangement_of(ride.placement)
    if arrangement.ride in (None, RideWay.OTHER_PARENT):
        arrangement.ride = None
        turn_light(ride.placement, LightKind.TRANSPORT, LightColour.RED, by=by, now=now)
    db.session.flush()
