"""Loans and rides: what is needed, what is lent, and what one family may know of another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.families.models import Child, Family
from allemed.placements.models import Placement
from allemed.placements.queries import known_for_lights
from allemed.placements.rules import PlacementState
from allemed.support.models import Arrangement, Loan, SharedRide
from allemed.support.rules import REMIND_DAYS, LoanState, are_in_touch, needed_items

S = PlacementState
GOES_THERE = (S.ACCEPTED, S.BOOKED, S.NOT_HELD, S.HELD, S.TRIAL, S.ACTIVE)


def _own_placements(user: User) -> Select:
    return select(Placement.id).join(Placement.child).where(Child.family_id == user.family_id)


@scope("loan_id")
def loans_visible_to(user: User | None) -> Select:
    """The coordinator sees all, a family its own."""
    query = select(Loan)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.FAMILY:
        return query.where(Loan.placement_id.in_(_own_placements(user)))
    return query.where(false())


@scope("ride_id")
def rides_visible_to(user: User | None) -> Select:
    """The coordinator sees all, a family those it is asked about."""
    query = select(SharedRide)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.FAMILY:
        own = _own_placements(user)
        return query.where(or_(SharedRide.placement_id.in_(own), SharedRide.other_id.in_(own)))
    return query.where(false())


def get_loan(loan_id: UUID) -> Loan:
    return db.session.get_one(Loan, loan_id)


def get_ride(ride_id: UUID) -> SharedRide:
    return db.session.get_one(SharedRide, ride_id)


def find_arrangement(placement_id: UUID) -> Arrangement | None:
    """What is settled for a placement."""
    return db.session.scalar(select(Arrangement).where(Arrangement.placement_id == placement_id))


def what_is_needed(placement: Placement) -> list[str]:
    """What this group says to bring and the child said it does not have."""
    known = known_for_lights(placement.child, placement.activity)
    return needed_items(known.bring, known.lacking)


def list_loans_of(placement_id: UUID) -> list[Loan]:
    """All loans of a placement, in the order they were wanted."""
    query = select(Loan).where(Loan.placement_id == placement_id).options(joinedload(Loan.lender))
    return list(db.session.scalars(query.order_by(Loan.wanted_at, Loan.item)))


def due_loans(today: date) -> Select:
    """Lent, and to be given back soon or late already."""
    return select(Loan).where(Loan.state == LoanState.LENT, Loan.due_on <= today + timedelta(days=REMIND_DAYS))


def list_due_loans(today: date, most: int) -> list[Loan]:
    """With child and group, those due first."""
    load = joinedload(Loan.placement)
    query = due_loans(today).options(
        load.joinedload(Placement.child),
        load.joinedload(Placement.activity).joinedload(Activity.association),
        joinedload(Loan.lender),
    )
    return list(db.session.scalars(query.order_by(Loan.due_on, Loan.id).limit(most)))


def list_loans_of_family(user: User) -> list[Loan]:
    """What a family has borrowed and not given back."""
    query = loans_visible_to(user).where(Loan.state == LoanState.LENT).options(joinedload(Loan.lender))
    return list(db.session.scalars(query.order_by(Loan.due_on)))


@dataclass(frozen=True)
class RideSide:
    """A shared ride as one of the two families meets it. The other one is named only while both say yes."""

    ride_id: UUID
    placement_id: UUID
    says: bool | None
    first_name: str | None = None
    phone: str | None = None


def side_of(ride: SharedRide, placement_id: UUID) -> RideSide:
    """The ride from the side of one placement."""
    is_first = ride.placement_id == placement_id
    says = ride.says if is_first else ride.other_says
    contact = ride.other_guardian if is_first else ride.guardian
    if contact is None or not are_in_touch(ride.says, ride.other_says, ride.ended_at):
        return RideSide(ride.id, placement_id, says)
    return RideSide(ride.id, placement_id, says, contact.first_name, contact.phone)


def _living_rides(placement_ids: Collection[UUID]) -> Select:
    mine = or_(SharedRide.placement_id.in_(placement_ids), SharedRide.other_id.in_(placement_ids))
    return select(SharedRide).where(mine, SharedRide.ended_at.is_(None)).order_by(SharedRide.asked_at)


def list_ride_sides(placement_ids: Collection[UUID]) -> list[RideSide]:
    """The shared rides of a family's placements, as it may see them."""
    own = set(placement_ids)
    rides = db.session.scalars(_living_rides(own))
    return [side_of(one, one.placement_id if one.placement_id in own else one.other_id) for one in rides]


def list_rides_of(placement_id: UUID) -> list[SharedRide]:
    """For the coordinator: the living ones of a placement, with both families."""
    sides = (SharedRide.placement, SharedRide.other)
    load = [joinedload(side).joinedload(Placement.child) for side in sides]
    return list(db.session.scalars(_living_rides([placement_id]).options(*load)))


def list_others_in_group(placement: Placement) -> list[Placement]:
    """Children of other families who go to the same group, those of the same school first."""
    query = select(Placement).join(Placement.child).where(
        Placement.activity_id == placement.activity_id,
        Placement.state.in_(GOES_THERE),
        Child.family_id != placement.child.family_id,
    )  # fmt: skip
    people = joinedload(Placement.child).joinedload(Child.family).selectinload(Family.guardians)
    school = placement.child.school_id
    rows = db.session.scalars(query.options(people, selectinload(Placement.lights)).limit(40))
    return sorted(rows, key=lambda one: (school is None or one.child.school_id != school, one.child.first_name))
