"""An association says "we have room" to wishes it never sees the owners of."""

from datetime import datetime

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.catalogue.actions import confirm_spot, reopen_spot
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.referrals.models import RoomOffer
from allemed.referrals.queries import find_open_offer


def offer_room(activity: Activity, *, free: int, wish_count: int, by: User, now: datetime) -> RoomOffer:
    """The group has `free` places and its spot is open, confirmed now. Said again it is the same offer, with a new number."""
    reopen_spot(activity, by=by, now=now)
    confirm_spot(activity, by=by, now=now, free=free)
    offer = find_open_offer(activity.id, now)
    if offer is None:
        offer = RoomOffer(activity_id=activity.id, wish_count=wish_count, offered_at=now, offered_by=by.id)
        db.session.add(offer)
    offer.wish_count = wish_count
    db.session.flush()
    record("offer_room", by=by, now=now, subject=offer)
    return offer


def close_offer(offer: RoomOffer, *, by: User, now: datetime) -> None:
    """The coordinator has looked at all whom it may suit."""
    offer.closed_at = offer.closed_at or now
    record("close_offer", by=by, now=now, subject=offer)
    db.session.flush()
