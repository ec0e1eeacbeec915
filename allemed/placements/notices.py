"""Who is told what about a placement. Whoever did it is not told of it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from flask import url_for

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.catalogue.models import Activity
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.placements.models import Placement
from allemed.placements.queries import list_coordinators_of, shared_with_association
from allemed.placements.rules import PlacementState


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


def tell_of_cancelled(activity: Activity, concerned: Iterable[Placement], *, by: User, now: datetime) -> None:
    """One session is not held, or is after all: the families it is for hear it, each once, and the other contacts.

    A first time that was booked then needs a new day: its coordinators hear it too.
    """
    told: set[UUID] = set()
    for placement in concerned:
        if placement.child.family_id not in told:
            told.add(placement.child.family_id)
            tell_all(_family_of(placement), Topic.CANCELLED, url_for("home.show_our_page"), by=by, now=now)
        if placement.state == PlacementState.BOOKED:
            tell_all(
                list_coordinators_of(placement), Topic.CANCELLED, _page("show_placement", placement), by=by, now=now
            )
    others = list_users(Role.ASSOCIATION, association_id=activity.association_id)
    tell_all(others, Topic.CANCELLED, url_for("home.show_our_association"), by=by, now=now)
