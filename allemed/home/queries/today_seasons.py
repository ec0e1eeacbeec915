"""Associations that have room for what children wish for, first times on a cancelled day, and courses that go on elsewhere."""

from datetime import timedelta

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from allemed import clock
from allemed.accounts.models import User
from allemed.catalogue.models import Activity, CancelledSession
from allemed.database import db
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window
from allemed.placements.models import Placement
from allemed.placements.rules import LIVE_STATES, PlacementState
from allemed.referrals.models import RoomOffer
from allemed.referrals.queries import list_open_offers, open_offers

HAND_OVER_DAYS = 14  # before a starter course ends; our default


def _rooms(user: User, window: Window) -> list[RoomOffer]:
    return list_open_offers(window.now)


def _rooms_waiting(user: User, window: Window) -> Select:
    return open_offers(window.now).with_only_columns(RoomOffer.id)


def _placements() -> Select:
    group = joinedload(Placement.activity)
    return select(Placement).options(
        joinedload(Placement.child), group.joinedload(Activity.association), group.joinedload(Activity.goes_on_in)
    )


def _cancelled(user: User, window: Window) -> list[Placement]:
    """First times that are booked on a day whose session was cancelled: they need a new day."""
    query = _placements().join(CancelledSession, CancelledSession.activity_id == Placement.activity_id)
    query = query.where(Placement.state == PlacementState.BOOKED, CancelledSession.session_on >= window.today)
    rows = db.session.execute(query.add_columns(CancelledSession.session_on).order_by(Placement.first_session_at))
    return [one for one, day in rows if clock.local(one.first_session_at, window.zone).date() == day]


def _courses(user: User, window: Window) -> list[Placement]:
    """Children in a starter course that ends soon or has ended; they leave the list when they have gone on, and while the
    course runs as soon as the family is asked about the group it goes on in."""
    query = _placements().join(Activity, Activity.id == Placement.activity_id)
    query = query.where(
        Activity.goes_on_in_id.is_not(None), Activity.ends_on <= window.today + timedelta(days=HAND_OVER_DAYS)
    )
    there = (PlacementState.HELD, PlacementState.TRIAL, PlacementState.ACTIVE)
    next_one = aliased(Placement)
    asked = exists().where(
        next_one.child_id == Placement.child_id, next_one.activity_id == Activity.goes_on_in_id,
        next_one.state.in_(LIVE_STATES - {PlacementState.WISH}),
    )  # fmt: skip
    query = query.where(Placement.state.in_(there), or_(Activity.ends_on < window.today, ~asked))
    return list(db.session.scalars(query.order_by(Activity.ends_on, Placement.id)))


SOURCES.append(Source("rooms", TodayKind.ROOM_OFFERED, _rooms, _rooms_waiting))
SOURCES.append(Source("cancelled", TodayKind.FIRST_SESSION, _cancelled))
SOURCES.append(Source("courses", TodayKind.COURSE_ENDS, _courses))
