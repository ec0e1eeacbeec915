"""Equipment, transport and fee: how it stands, who sees to it, and by when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.errors import StaleVersion
from allemed.locales import _sl
from allemed.placements.models import Light
from allemed.placements.rules import LightColour


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
    unchanged = update(Light).where(Light.id == light.id, Light.version == version)
    ours = count_changed(unchanged.values(version=version + 1).execution_options(synchronize_session=False))
    db.session.refresh(light)
    if ours != 1:
        label = str(_sl("Note"))
        raise StaleVersion(
            _sl("Somebody changed this light while you had the page open."),
            theirs={label: light.note or ""},
            yours={label: note},
        )
    light.colour, light.owner_id, light.due_on, light.note = colour, owner_id, due_on, note or None
    family_id = light.placement.child.family_id
    record(
        "set_light", by=by, now=now, subject=light, family_id=family_id, fields=["colour", "owner_id", "due_on", "note"]
    )
    db.session.flush()
