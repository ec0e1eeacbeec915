"""The blueprint that the views of all three sides belong to, and what they share."""

from datetime import date, datetime

from flask import Blueprint, Flask

from allemed import clock
from allemed.access.guard import current_user
from allemed.audit.actions import record_read
from allemed.catalogue.models import Activity
from allemed.catalogue.rules import Kind, kind_of
from allemed.config import settings
from allemed.database import db
from allemed.placements.forms.words import NEED_LABELS, STATE_LABELS, STATE_TONES
from allemed.placements.models import Placement

views = Blueprint("placements", __name__)


def finish_reading(page, placement: Placement):
    """Write the read log for a page about a placement, and give the page on."""
    record_read(placement, by=current_user(), now=clock.now(), family_id=placement.child.family_id)
    db.session.commit()
    return page


def today() -> date:
    """The date on the wall in the municipality."""
    return clock.today(settings().zone)


def kind_of_activity(activity: Activity) -> Kind:
    """Its picture and colour."""
    return kind_of(activity.kind)


def is_past(moment: datetime | None) -> bool:
    """Has this moment come?"""
    return moment is not None and moment <= clock.now()


def prepare(app: Flask) -> None:
    """Words and pictures that templates of several features need."""
    app.jinja_env.globals.update(
        kind_of=kind_of, need_labels=NEED_LABELS, placement_states=STATE_LABELS, placement_tones=STATE_TONES
    )
