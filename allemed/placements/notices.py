"""Who is told what about a placement. Whoever did it is not told of it."""

from datetime import datetime

from flask import url_for

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.placements.models import Placement
from allemed.placements.queries import list_coordinators_of, shared_with_association


def _family_of(placement: Placement) -> list[User]:
    return list_users(Role.FAMILY, family_id=placement.child.family_id)


def _association_of(placement: Placement) -> list[User]:
    return list_users(Role.ASSOCIATION, association_id=placement.activity.association_id)


def _page(endpoint: str, placement: Placement) -> str:
    return url_for(f"placements.{endpoint}", placement_id=placement.id)


def tell_family_of_proposal(placement: Placement, *, by: User, now: datetime) -> None:
    """The family is asked."""
    tell_all(_family_of(placement), Topic.PROPOSAL, _page("show_proposal", placement), by=by, now=now)


def tell_of_yes(placement: Placement, *, by: User, now: datetime) -> None:
    """The family said yes: the association is asked, the coordinator knows."""
    tell_all(_association_of(placement), Topic.REQUEST, _page("show_request", placement), by=by, now=now)
    tell_coordinator(placement, by=by, now=now)


def tell_coordinator(placement: Placement, *, by: User, now: datetime) -> None:
    """Somebody has answered."""
    tell_all(list_coordinators_of(placement), Topic.ANSWER, _page("show_placement", placement), by=by, now=now)


def tell_of_not_now(placement: Placement, *, association_knew: bool, by: User, now: datetime) -> None:
    """The family does not want it now; an association that was asked finds it gone from its list."""
    tell_coordinator(placement, by=by, now=now)
    if association_knew:
        tell_association_of_change(placement, by=by, now=now)


def tell_of_association_answer(placement: Placement, *, by: User, now: datetime) -> None:
    """The association said yes or no."""
    tell_all(_family_of(placement), Topic.ANSWER, _page("show_proposal", placement), by=by, now=now)
    tell_coordinator(placement, by=by, now=now)


def tell_of_first_session(placement: Placement, *, by: User, now: datetime) -> None:
    """The first session has a date: both sides get their own page."""
    tell_all(_family_of(placement), Topic.FIRST_SESSION, _page("show_first_day", placement), by=by, now=now)
    tell_all(_association_of(placement), Topic.FIRST_SESSION, _page("show_request", placement), by=by, now=now)


def tell_association_of_change(placement: Placement, *, by: User, now: datetime) -> None:
    """A child does not come after all: the association's own page shows who does."""
    tell_all(_association_of(placement), Topic.NEWS, url_for("home.show_our_association"), by=by, now=now)


def tell_of_absence(placement: Placement, *, by: User, now: datetime) -> None:
    """A child cannot come to a session, or comes after all. The association hears it while it may know the child."""
    tell_all(list_coordinators_of(placement), Topic.ABSENCE, _page("show_placement", placement), by=by, now=now)
    if shared_with_association(placement, now).first_name:
        tell_all(_association_of(placement), Topic.ABSENCE, _page("show_request", placement), by=by, now=now)
