"""Children whom no place fitted: an association has room now, an open place fits, or the group whose waiting list they are
on has one.
"""

from sqlalchemy import Select, and_, or_, select, union_all
from sqlalchemy.orm import aliased, joinedload

from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Spot
from allemed.catalogue.rules import fresh_since
from allemed.database import db
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window
from allemed.placements.models import Placement, PlacementMove
from allemed.placements.rules import LIVE_STATES, DeclineReason, NotNow, PlacementState
from allemed.rounds.models import OpenWish, WishAnswer

S = PlacementState
_WAITS = OpenWish.closed_at.is_(None)


_UNSEEN = (WishAnswer.has_room, WishAnswer.seen_at.is_(None))


def _room(_user: User, window: Window) -> list[WishAnswer]:
    query = select(WishAnswer).join(WishAnswer.wish).where(*_UNSEEN, _WAITS).order_by(WishAnswer.answered_at)
    query = query.options(joinedload(WishAnswer.wish).joinedload(OpenWish.child), joinedload(WishAnswer.association))
    return list(db.session.scalars(query.limit(window.most)))


def _openings(_user: User, window: Window) -> list[OpenWish]:
    query = select(OpenWish).where(_WAITS, OpenWish.fits_at.is_not(None)).options(joinedload(OpenWish.child))
    return list(db.session.scalars(query.order_by(OpenWish.since_on, OpenWish.id).limit(window.most)))


def _turns(window: Window) -> Select:
    """Who waits for one certain group, and there is a place in it now; not those who went somewhere else meanwhile.

    A club that was not full when it said no has to say since then that there is room.
    """
    said = select(PlacementMove.id).where(
        PlacementMove.placement_id == Placement.id, PlacementMove.at == Placement.state_since,
        PlacementMove.to_state == S.WISH, PlacementMove.reason == NotNow.WAITING_LIST,
    )  # fmt: skip
    was_full = or_(Placement.decline_reason == DeclineReason.FULL, Spot.confirmed_at > Placement.state_since)
    waits = or_(
        and_(Placement.state == S.DECLINED, Placement.offers_waiting_list, was_full),
        and_(Placement.state == S.WISH, said.exists()),
    )
    other = aliased(Placement)
    elsewhere = select(other.id).where(
        other.child_id == Placement.child_id, other.id != Placement.id, other.state.in_(LIVE_STATES - {S.WISH}),
        or_(other.proposed_at >= Placement.state_since, other.activity_id == Placement.activity_id),
    )  # fmt: skip
    query = select(Placement).join(Placement.activity).join(Activity.association).join(Activity.spot)
    query = query.where(Association.is_approved, Activity.is_open, Spot.is_open, Spot.free > 0)
    query = query.where(Spot.confirmed_at >= fresh_since(window.now, window.spot_days))
    query = query.where(or_(Activity.ends_on.is_(None), Activity.ends_on >= window.today))
    return query.where(waits, ~elsewhere.exists())


def _waiting_lists(_user: User, window: Window) -> list[Placement]:
    query = _turns(window).options(joinedload(Placement.child), joinedload(Placement.activity))
    return list(db.session.scalars(query.order_by(Placement.state_since, Placement.id).limit(window.most)))


def _either(_user: User, window: Window) -> Select:
    """Each child that waits counts once, whichever of the first two it is; and each whose turn it is on a list."""
    has_room = OpenWish.id.in_(select(WishAnswer.wish_id).where(*_UNSEEN))
    wishes = select(OpenWish.id).where(_WAITS, or_(OpenWish.fits_at.is_not(None), has_room))
    found = union_all(wishes, _turns(window).with_only_columns(Placement.id)).subquery()
    return select(found.c.id)


SOURCES.append(Source("wish_answers", TodayKind.WAITING, _room, _either))
SOURCES.append(Source("openings", TodayKind.WAITING, _openings))
SOURCES.append(Source("waiting_lists", TodayKind.WAITING, _waiting_lists))
