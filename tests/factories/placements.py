"""Placements in any state, invented."""

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.families.models import Child
from allemed.families.rules import AgreementHow, AgreementItem, ChildHeard
from allemed.placements.actions import Yes
from allemed.placements.models import Light, Placement
from allemed.placements.rules import LightColour, LightKind, PlacementState, holds_seat
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_agreement, make_child, make_guardian


def make_placement(
    child: Child | None = None,
    activity: Activity | None = None,
    state: PlacementState = PlacementState.PROPOSED,
    *,
    by: User | None = None,
    light: LightColour = LightColour.UNKNOWN,
    **changes,
) -> Placement:
    """A placement with its three lights; where a seat is held the family has said yes to name, year and wish."""
    child, activity = child or make_child(), activity or make_activity(birth_year_from=2005, birth_year_to=2026)
    now = clock.now()
    values = {
        "child": child, "activity": activity, "state": state, "holds_seat": holds_seat(state), "state_since": now,
        "proposed_by": (by or make_user(Role.COORDINATOR)).id, "proposed_at": now,
    }  # fmt: skip
    if holds_seat(state):
        values |= {"agreed_at": now, "asked_at": now}
    placement = Placement(**(values | changes))
    placement.lights = [Light(kind=kind, colour=light) for kind in LightKind]
    db.session.add(placement)
    db.session.flush()
    if holds_seat(state):
        for item in (AgreementItem.FIRST_NAME, AgreementItem.BIRTH_YEAR, AgreementItem.WISH):
            make_agreement(child, item, receiver_id=activity.association_id, placement_id=placement.id)
    return placement


def make_family_user(child: Child) -> User:
    """An adult of the child's family, signed in."""
    return db.session.get_one(User, make_guardian(child.family).user_id)


def make_yes(**changes) -> Yes:
    """A yes on the family's own phone, with nothing ticked."""
    values = {
        "how": AgreementHow.ON_SCREEN, "language": "ar", "child_heard": ChildHeard.YES, "given_on": clock.now().date(),
    }  # fmt: skip
    return Yes(**(values | changes))
