"""We cannot come: one tap on the family's page, and one tap to take it back."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.htmx import redirect_to
from allemed.locales import _, _s
from allemed.placements import actions, notices, queries
from allemed.placements.forms import AbsenceForm
from allemed.placements.models import Placement
from allemed.placements.views.blueprint import views


@views.post("/placements/<uuid:placement_id>/absences")
@allow(Role.FAMILY, Role.COORDINATOR)
def say_absent(placement_id: UUID):
    """The coordinator and, as far as the agreement goes, the club hear of it."""
    placement, by, now, form = queries.get_placement(placement_id), current_user(), clock.now(), AbsenceForm()
    if not form.validate_on_submit():
        return redirect_to(_back_to(placement))
    actions.say_absent(placement, form.session_on.data, by=by, now=now)
    notices.tell_of_absence(placement, by=by, now=now)
    return once.commit_and_go(_back_to(placement), _words(_("Thank you for telling us. They know.")))


@views.post("/placements/<uuid:placement_id>/absences/take-back")
@allow(Role.FAMILY, Role.COORDINATOR)
def take_back_absence(placement_id: UUID):
    """They come after all, and everybody who was told hears it."""
    placement, by, now, form = queries.get_placement(placement_id), current_user(), clock.now(), AbsenceForm()
    if not form.validate_on_submit():
        return redirect_to(_back_to(placement))
    if actions.take_back_absence(placement, form.session_on.data, by=by, now=now):
        notices.tell_of_absence(placement, by=by, now=now)
    return once.commit_and_go(_back_to(placement), _words(_("Good. You come after all.")))


def _words(to_family: str) -> str:
    return _s("Noted. The club is told.") if current_user().role == Role.COORDINATOR else to_family


def _back_to(placement: Placement) -> str:
    if current_user().role == Role.COORDINATOR:
        return url_for("placements.show_placement", placement_id=placement.id)
    return url_for("home.show_our_page")
