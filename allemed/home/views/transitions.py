"""The list of children who go on to another school this summer."""

from flask import Response

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record_read
from allemed.config import settings
from allemed.database import db
from allemed.home.queries.transitions import list_moving
from allemed.home.rules import SchoolStep, summer_of
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _sl

STEP_TITLES = {
    SchoolStep.STARTS_SCHOOL: _sl("Begin school"),
    SchoolStep.LOWER_SECONDARY: _sl("Go on to lower secondary school"),
    SchoolStep.UPPER_SECONDARY: _sl("Go on to upper secondary school"),
}


@views.get("/new-schools")
@allow(Role.COORDINATOR)
@logs_reads
def list_transitions() -> Response:
    """By step; each family is one line in the read log."""
    user, now = current_user(), clock.now()
    year = summer_of(clock.today(settings().zone))
    moving = list_moving(user, year)
    page = render(
        "home/list_transitions.html", year=year, steps=STEP_TITLES,
        moving={step: [one for one in moving if one.step is step] for step in SchoolStep},
    )  # fmt: skip
    for one in moving:
        record_read(one.child, by=user, now=now, family_id=one.child.family_id)
    db.session.commit()
    return page
