"""Check-ins, invented."""

from allemed import clock
from allemed.database import db
from allemed.followup.models import CheckIn
from allemed.followup.rules import Audience, CheckInKind
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState
from tests.factories.placements import make_placement


def make_check_in(
    placement: Placement | None = None,
    kind: CheckInKind = CheckInKind.TWO_WEEKS,
    audience: Audience = Audience.FAMILY,
    **changes,
) -> CheckIn:
    """A question of two weeks that is due today, about a child that is active."""
    placement = placement or make_placement(state=PlacementState.ACTIVE)
    today = clock.now().date()
    values = {"code": f"{kind}_{audience}", "audience": audience, "anchor_on": today, "due_on": today}
    check_in = CheckIn(placement_id=placement.id, **(values | changes))
    db.session.add(check_in)
    db.session.flush()
    return check_in
