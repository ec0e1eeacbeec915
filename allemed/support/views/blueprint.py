"""The blueprint, and what the pages about one placement share."""

from datetime import date

from flask import Blueprint, url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.audit.actions import record_read
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.database import db
from allemed.htmx import render
from allemed.locales import _sl
from allemed.placements.forms.words import COLOUR_LABELS
from allemed.placements.models import Placement
from allemed.placements.rules import LightKind

views = Blueprint("support", __name__)

PAGES = (
    ("show_company", _sl("First time"), None),
    ("show_equipment", _sl("Equipment"), LightKind.EQUIPMENT),
    ("show_transport", _sl("Transport"), LightKind.TRANSPORT),
    ("show_fee", _sl("Fee"), LightKind.FEE),
    ("show_done", _sl("What was done"), None),
)


def today() -> date:
    """The date on the wall in the municipality."""
    return clock.today(settings().zone)


def page_about(placement: Placement, here: str, *, status: int = 200, **context):
    """One of the five pages about a placement, with its tabs, and a line in the read log."""
    lights = {one.kind: one for one in placement.lights}
    light = lights.get({name: kind for name, _label, kind in PAGES}[here])
    page = render(
        f"support/{here}.html", status=status, placement=placement, child=placement.child, activity=placement.activity,
        kind=kind_of(placement.activity.kind), light=light, colour_word=COLOUR_LABELS[light.colour] if light else "",
        tabs_of=[
            {"label": label, "url": url_for(f"support.{name}", placement_id=placement.id), "here": name == here}
            for name, label, _kind in PAGES
        ],
        today=today(), **context,
    )  # fmt: skip
    record_read(placement, by=current_user(), now=clock.now(), family_id=placement.child.family_id)
    db.session.commit()
    return page


def page_of(name: str, placement: Placement) -> str:
    """The address of one of these pages."""
    return url_for(f"support.{name}", placement_id=placement.id)
