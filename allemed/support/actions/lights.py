"""What was solved turns the light of the placement by itself; a note and an owner stay."""

from datetime import datetime

from allemed.accounts.models import User
from allemed.placements.actions import set_light
from allemed.placements.models import Placement
from allemed.placements.rules import LightColour, LightKind


def turn_light(placement: Placement, kind: LightKind, colour: LightColour | None, *, by: User, now: datetime) -> None:
    """Set one light to this colour, if it has another one. None: nothing is known, nothing changes."""
    light = next((one for one in placement.lights if one.kind == kind), None)
    if light is None or colour is None or light.colour == colour:
        return
    set_light(
        light, colour=colour, owner_id=light.owner_id, due_on=light.due_on, note=light.note or "",
        version=light.version, by=by, now=now,
    )  # fmt: skip
