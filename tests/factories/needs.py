"""Needs of associations and notes on what helped, invented."""

from allemed import clock
from allemed.associations.models import Association
from allemed.database import db
from allemed.needs.models import Need, SolutionNote
from allemed.needs.rules import NeedKind, NeedStatus, NoteState
from tests.factories.associations import make_association


def make_need(association: Association | None = None, **changes) -> Need:
    association = association or make_association()
    values = {"kind": NeedKind.EQUIPMENT, "words": "Ti par fotballsko", "status": NeedStatus.NEW}
    moments = {"created_at": clock.now(), "status_since": clock.now()}
    return _add(Need(association_id=association.id, **(values | moments | changes)))


def make_note(**changes) -> SolutionNote:
    """A published one."""
    values = {
        "kind": NeedKind.TRANSPORT, "difficult": "Et barn kom ikke fram i tide", "did": "Vi flyttet gruppa en time",
        "state": NoteState.PUBLISHED, "created_at": clock.now(), "published_at": clock.now(),
    }  # fmt: skip
    return _add(SolutionNote(**(values | changes)))


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row
