"""Guides: who there is, who fits, and the only way to what a guide may know of a first time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Exists, Select, exists, false, or_, select
from sqlalchemy.orm import aliased, joinedload

from allemed import clock
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import Device, User
from allemed.catalogue.models import Activity
from allemed.config import settings
from allemed.database import db
from allemed.families.models import Agreement
from allemed.families.rules import AgreementItem, ReceiverKind
from allemed.followup.rules import Face
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState
from allemed.support.models import Guide, GuideBooking
from allemed.support.rules import SHOWN_AFTER, BookingState, Fit, Helper, rank_guides

LIVING = (BookingState.ASKED, BookingState.CAN)


@scope("guide_id")
def guides_visible_to(user: User | None) -> Select:
    """The coordinator keeps the list; nobody else sees it."""
    query = select(Guide)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


@scope("booking_id")
def bookings_visible_to(user: User | None) -> Select:
    """A guide sees what it is asked, until a week after, while it is named and while the family's yes holds."""
    query = select(GuideBooking)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is None or user.role != Role.GUIDE:
        return query.where(false())
    now = clock.now()
    today = clock.local(now, settings().zone).date()
    query = query.join(GuideBooking.guide).where(Guide.user_id == user.id, *_is_named(today))
    query = query.where(GuideBooking.state != BookingState.OVER, GuideBooking.session_at > now - SHOWN_AFTER)
    return query.where(_family_agrees(now))


def _is_named(today: date) -> tuple:
    return Guide.ended_at.is_(None), or_(Guide.active_until.is_(None), Guide.active_until >= today)


def _family_agrees(now: datetime, booking: Any = GuideBooking) -> Exists:
    """The family's living yes that this guide comes along and may know the first name."""
    today = clock.local(now, settings().zone).date()
    return exists().where(
        Agreement.placement_id == booking.placement_id,
        Agreement.receiver_kind == ReceiverKind.GUIDE,
        Agreement.receiver_id == booking.guide_id,
        Agreement.item == AgreementItem.FIRST_NAME,
        Agreement.expires_on >= today,
        or_(Agreement.withdrawn_at.is_(None), Agreement.withdrawn_at > now),
    )


def get_guide(guide_id: UUID) -> Guide:
    return db.session.get_one(Guide, guide_id)


def get_booking(booking_id: UUID) -> GuideBooking:
    return db.session.get_one(GuideBooking, booking_id)


def list_guides(user: User) -> list[Guide]:
    """All who have not ended, by name."""
    query = guides_visible_to(user).where(Guide.ended_at.is_(None)).order_by(Guide.first_name, Guide.id)
    return list(db.session.scalars(query))


def ended_guides(since: datetime) -> Select[Guide]:
    """Those who ended before that moment."""
    return select(Guide).where(Guide.ended_at < since)


def list_signed_in(guides: Collection[Guide]) -> set[UUID]:
    """The users of those who have opened their link."""
    users = [one.user_id for one in guides if one.user_id]
    return set(db.session.scalars(select(Device.user_id).where(Device.user_id.in_(users))))


@dataclass(frozen=True)
class SeenByGuide:
    """All that a guide learns of a first time."""

    booking_id: UUID
    state: BookingState
    at: datetime
    place: str
    first_name: str
    face: Face | None
    is_past: bool


def list_asked(user: User, now: datetime) -> list[tuple[SeenByGuide, GuideBooking]]:
    """What a guide is asked, the nearest first; the row beside it is for the read log only."""
    load = joinedload(GuideBooking.placement)
    query = bookings_visible_to(user).options(
        load.joinedload(Placement.child), load.joinedload(Placement.activity).joinedload(Activity.place)
    )
    return [
        (_seen(one, now), one) for one in db.session.scalars(query.order_by(GuideBooking.session_at, GuideBooking.id))
    ]


def _seen(booking: GuideBooking, now: datetime) -> SeenByGuide:
    place = booking.placement.activity.place
    return SeenByGuide(
        booking_id=booking.id,
        state=booking.state,
        at=booking.session_at,
        place=place.name if place else "",
        first_name="" if booking.state == BookingState.CANNOT else booking.placement.child.first_name,
        face=booking.face,
        is_past=booking.session_at <= now,
    )


def list_bookings_of(placement_id: UUID) -> list[GuideBooking]:
    """Who was asked for a placement, the newest first."""
    query = select(GuideBooking).where(GuideBooking.placement_id == placement_id)
    return list(
        db.session.scalars(query.options(joinedload(GuideBooking.guide)).order_by(GuideBooking.asked_at.desc()))
    )


def find_living_booking(placement: Placement) -> GuideBooking | None:
    """The guide who is asked or has said yes, for the day that is booked now, while the family agrees."""
    query = select(GuideBooking).where(GuideBooking.placement_id == placement.id, GuideBooking.state.in_(LIVING))
    query = query.where(GuideBooking.session_at == placement.first_session_at, _family_agrees(clock.now()))
    return db.session.scalar(query.options(joinedload(GuideBooking.guide)).limit(1))


def list_fits(user: User, placement: Placement) -> list[tuple[Guide, Fit]]:
    """All guides who can be asked for the first time of a placement, the best first, each with why."""
    at = placement.first_session_at
    if at is None:
        return []
    local = clock.local(at, settings().zone)
    today = clock.today(settings().zone)
    query = guides_visible_to(user).where(*_is_named(max(today, local.date()))).order_by(Guide.first_name)
    guides = {one.id: one for one in db.session.scalars(query)}
    busy = defaultdict(list)
    taken = select(GuideBooking).where(GuideBooking.guide_id.in_(guides), GuideBooking.state == BookingState.CAN)
    for booking in db.session.scalars(taken.where(GuideBooking.placement_id != placement.id)):
        busy[booking.guide_id].append(booking.session_at)
    helpers = [Helper(one.id, one.languages, one.free, busy[one.id]) for one in guides.values()]
    return [(guides[fit.id], fit) for fit in rank_guides(helpers, placement.child.family.talk_language, local, at)]


def unanswered(until: datetime) -> Select:
    """Placements with a first time before `until` whose guide said no, has not answered or may not come.

    And nobody else comes.
    """
    asked, comes = aliased(GuideBooking), aliased(GuideBooking)
    is_asked = select(asked.id).where(
        asked.placement_id == Placement.id,
        asked.session_at == Placement.first_session_at,
        asked.state != BookingState.OVER,
    )
    somebody = select(comes.id).where(
        comes.placement_id == Placement.id,
        comes.session_at == Placement.first_session_at,
        comes.state == BookingState.CAN,
        _family_agrees(clock.now(), comes),
    )
    query = select(Placement).where(Placement.state == PlacementState.BOOKED, Placement.first_session_at < until)
    return query.where(is_asked.exists(), ~somebody.exists())


def list_unanswered(until: datetime, most: int) -> list[tuple[Placement, GuideBooking]]:
    """The same, each with the newest booking, the nearest first. Two queries."""
    load = joinedload(Placement.activity).joinedload(Activity.association)
    query = unanswered(until).options(joinedload(Placement.child), load)
    placements = list(db.session.scalars(query.order_by(Placement.first_session_at, Placement.id).limit(most)))
    rows = select(GuideBooking).where(GuideBooking.placement_id.in_([one.id for one in placements]))
    rows = rows.where(GuideBooking.state != BookingState.OVER).options(joinedload(GuideBooking.guide))
    newest = {one.placement_id: one for one in db.session.scalars(rows.order_by(GuideBooking.asked_at))}
    return [(one, newest[one.id]) for one in placements]
