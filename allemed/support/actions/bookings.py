"""A guide is asked, answers, and says how it went. Asking needs the family's yes."""

from datetime import datetime

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.families.actions import give_agreement, withdraw_agreement
from allemed.families.queries import list_agreements
from allemed.families.rules import AgreementHow, AgreementItem, ChildHeard, ReceiverKind
from allemed.followup.rules import Face
from allemed.locales import _sl
from allemed.placements.actions import on_moved
from allemed.placements.models import Placement
from allemed.placements.rules import ComesAlong, PlacementState
from allemed.support.models import Arrangement, Guide, GuideBooking
from allemed.support.queries import find_arrangement, find_living_booking, list_bookings_of
from allemed.support.queries.guides import LIVING
from allemed.support.rules import BookingState, Buddy
from allemed.versions import lock


class NoDayYet(DomainError):
    """Nobody can be asked before there is a day."""

    def __init__(self) -> None:
        super().__init__(_sl("Book the first session first."))


class SomebodyIsAsked(DomainError):
    """One guide at a time."""

    def __init__(self) -> None:
        super().__init__(_sl("A guide is asked already."))


class AlreadyOver(DomainError):
    """The booking was taken back, or belongs to another day."""

    def __init__(self) -> None:
        super().__init__(_sl("This has changed since you opened the page. Look again."))


def ask_guide(placement: Placement, guide: Guide, *, language: str, by: User, now: datetime) -> GuideBooking:
    """Ask a guide to come along. The family has said aloud that this guide may know the child's first name."""
    lock(placement)
    if placement.state != PlacementState.BOOKED or placement.first_session_at is None:
        raise NoDayYet
    if find_living_booking(placement):
        raise SomebodyIsAsked
    give_agreement(
        placement.child, [AgreementItem.FIRST_NAME], how=AgreementHow.SPOKEN, language=language,
        child_heard=ChildHeard.NOT_APPLICABLE, by=by, now=now, receiver_kind=ReceiverKind.GUIDE,
        receiver_id=guide.id, placement_id=placement.id,
    )  # fmt: skip
    booking = GuideBooking(
        placement_id=placement.id, guide_id=guide.id, session_at=placement.first_session_at,
        state=BookingState.ASKED, asked_at=now,
    )  # fmt: skip
    db.session.add(booking)
    db.session.flush()
    record("ask_guide", by=by, now=now, subject=booking, family_id=placement.child.family_id)
    return booking


def answer_booking(booking: GuideBooking, *, can: bool, by: User, now: datetime) -> None:
    """I can, or I can't; also changed later, until the day. With a yes the placement knows who goes along."""
    lock(booking)
    if booking.state == BookingState.OVER or booking.session_at <= now:
        raise AlreadyOver
    free_the_day(booking)
    booking.state, booking.answered_at = BookingState.CAN if can else BookingState.CANNOT, now
    placement = booking.placement
    if can:
        placement.comes_along = ComesAlong.VOLUNTEER
    record("answer_booking", by=by, now=now, subject=booking, family_id=placement.child.family_id)
    db.session.flush()


def free_the_day(booking: GuideBooking) -> None:
    """A guide who had said yes does not come: nobody is said to go along on that day any more."""
    placement = booking.placement
    is_this_day = placement.state == PlacementState.BOOKED and booking.session_at == placement.first_session_at
    if booking.state == BookingState.CAN and is_this_day and placement.comes_along == ComesAlong.VOLUNTEER:
        placement.comes_along = None


def say_how_it_went(booking: GuideBooking, face: Face, *, by: User, now: datetime) -> None:
    """One face, and nothing else."""
    if booking.state != BookingState.CAN or booking.session_at > now:
        raise AlreadyOver
    booking.face = face
    record("say_how_it_went", by=by, now=now, subject=booking, family_id=booking.placement.child.family_id)
    db.session.flush()


def take_back_booking(booking: GuideBooking, *, by: User | None, now: datetime) -> None:
    """The guide is not asked any more, and what was agreed for it ends."""
    lock(booking)
    placement = booking.placement
    free_the_day(booking)
    booking.state = BookingState.OVER
    if by is not None:
        for agreement in list_agreements(placement.child.family_id, child_id=placement.child_id):
            is_this = agreement.receiver_kind == ReceiverKind.GUIDE and agreement.receiver_id == booking.guide_id
            if is_this and agreement.placement_id == placement.id and agreement.withdrawn_at is None:
                withdraw_agreement(agreement, by=by, now=now)
    record("take_back_booking", by=by, now=now, subject=booking, family_id=placement.child.family_id)
    db.session.flush()


def set_buddy(placement: Placement, buddy: Buddy | None, *, by: User, now: datetime) -> Arrangement:
    """Who of the group looks after the child: a kind, never a name."""
    arrangement = arrangement_of(placement)
    arrangement.buddy = buddy
    record("set_buddy", by=by, now=now, subject=arrangement, family_id=placement.child.family_id, fields=["buddy"])
    db.session.flush()
    return arrangement


def arrangement_of(placement: Placement) -> Arrangement:
    """The row of a placement, made if there is none."""
    arrangement = find_arrangement(placement.id)
    if arrangement is None:
        arrangement = Arrangement(placement_id=placement.id)
        db.session.add(arrangement)
        db.session.flush()
    return arrangement


@on_moved
def let_go_of_guides(placement: Placement, by: User | None, now: datetime) -> None:
    """Another day, or no first time any more: the guide who was asked about the old one is free."""
    stays = placement.state in (PlacementState.BOOKED, PlacementState.HELD, PlacementState.TRIAL, PlacementState.ACTIVE)
    for booking in list_bookings_of(placement.id):
        is_same = stays and booking.session_at == placement.first_session_at
        if booking.state in LIVING and not is_same:
            take_back_booking(booking, by=by if by and by.role == Role.COORDINATOR else None, now=now)
