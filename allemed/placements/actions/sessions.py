"""The first session: booked with who meets whom, then held or not."""

from datetime import datetime

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.locales import _sl
from allemed.placements.actions.moving import NotHeldYet, announced, claim, move
from allemed.placements.models import Placement
from allemed.placements.rules import ComesAlong, PlacementState

S = PlacementState


@announced
def book_first_session(
    placement: Placement,
    *,
    at: datetime,
    meets: str,
    comes_along: ComesAlong,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """Put the first session into the calendar, or change one that is there and was not held yet."""
    claim(placement, version)
    if placement.state is not S.BOOKED:
        move(placement, S.BOOKED, by=by, now=now)
    placement.first_session_at, placement.meets, placement.comes_along = at, meets, comes_along
    record(
        "book_first_session", by=by, now=now, subject=placement, family_id=placement.child.family_id,
        fields=["first_session_at", "meets", "comes_along"],
    )  # fmt: skip
    db.session.flush()


@announced
def record_first_session(placement: Placement, *, was_held: bool, version: int, by: User, now: datetime) -> None:
    """The child was there, or was not. NotHeldYet for a session of the future that is said to be held."""
    if was_held and placement.first_session_at is not None and placement.first_session_at > now:
        raise NotHeldYet(_sl("The first session has not been yet."))
    claim(placement, version)
    move(placement, S.HELD if was_held else S.NOT_HELD, by=by, now=now)
