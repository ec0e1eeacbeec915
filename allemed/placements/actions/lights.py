"""Equipment, transport and fee: how it stands, who sees to it, and by when."""

from datetime import date, datetime
from uuid import UUID

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.locales import _sl
from allemed.placements.models import Light
from allemed.placements.rules import LightColour
from allemed.versions import claim


def set_light(
    light: Light,
    *,
    colour: LightColour,
    owner_id: UUID | None,
    due_on: date | None,
    note: str,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """Change a light. StaleVersion, with both notes, if somebody was faster."""
    stale = _sl("Somebody changed this light while you had the page open.")
    claim(light, version, stale, {"note": (_sl("Note"), note or None)})
    light.colour, light.owner_id, light.due_on, light.note = colour, owner_id, due_on, note or None
    family_id = light.placement.child.family_id
    record(
        "set_light", by=by, now=now, subject=light, family_id=family_id, fields=["colour", "owner_id", "due_on", "note"]
    )
    db.session.flush()
