"""Answers: the family's not now, the association's yes or no."""

from datetime import datetime

from allemed.accounts.models import User
from allemed.catalogue.actions import confirm_spot
from allemed.database import db
from allemed.placements.actions.moving import announced, claim, move
from allemed.placements.models import Placement
from allemed.placements.rules import DeclineReason, NotNow, PlacementState

S = PlacementState


@announced
def say_not_now(placement: Placement, reason: NotNow, *, version: int, by: User, now: datetime) -> None:
    """The family does not want it now, or takes its yes back before the first session. The wish stays."""
    claim(placement, version)
    move(placement, S.WISH, by=by, now=now, reason=reason)
    placement.first_session_at, placement.meets, placement.comes_along = None, "", None
    db.session.flush()


@announced
def accept_request(placement: Placement, *, version: int, by: User, now: datetime) -> None:
    """The association says welcome; the coordinator also notes a yes given by voice."""
    claim(placement, version)
    move(placement, S.ACCEPTED, by=by, now=now)
    placement.answered_at = now
    db.session.flush()


@announced
def decline_request(
    placement: Placement,
    reason: DeclineReason,
    *,
    offers_waiting_list: bool,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """The association cannot take the child now, with one word why; it may offer its waiting list.

    What says that it is full has no other place either, whatever was posted: families see so at once.
    """
    claim(placement, version)
    move(placement, S.DECLINED, by=by, now=now, reason=reason)
    if reason is DeclineReason.FULL and placement.activity.spot is not None:
        confirm_spot(placement.activity, by=by, now=now, free=0)
    placement.answered_at, placement.decline_reason = now, reason
    placement.offers_waiting_list = offers_waiting_list
    db.session.flush()
