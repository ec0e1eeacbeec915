"""One tap on a spot: still right, closed for now, open again."""

from uuid import UUID

from flask import request

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.catalogue import actions
from allemed.catalogue.forms import ConfirmSpotForm
from allemed.catalogue.queries import get_activity
from allemed.catalogue.rules import PilotOutcome
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.groups import own_page_of
from allemed.errors import DomainError
from allemed.htmx import redirect_to
from allemed.locales import _s


class NotANumber(DomainError):
    """The number of places was not one."""

    status = 422

    def __init__(self):
        super().__init__(_s("Write how many places are free, from 0 to 99."))


def _back(activity) -> str:
    """To the page the tap was made on: our start page, or the list of groups."""
    if request.form.get("back", "") in ("/our-association", "/today"):
        return request.form["back"]
    return own_page_of(activity.association_id, current_user())


@views.post("/our-activities/<uuid:own_activity_id>/confirm")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def confirm_spot(own_activity_id: UUID):
    activity, form = get_activity(own_activity_id), ConfirmSpotForm()
    if not form.validate_on_submit():
        raise NotANumber
    actions.confirm_spot(activity, by=current_user(), now=clock.now(), free=form.free.data, seen=form.free_seen.data)
    return once.commit_and_go(_back(activity), _s("Thank you. Families see that it is right today."))


@views.post("/our-activities/<uuid:own_activity_id>/close")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def close_spot(own_activity_id: UUID):
    activity = get_activity(own_activity_id)
    actions.close_spot(activity, by=current_user(), now=clock.now())
    return once.commit_and_go(_back(activity), _s("Closed. Families do not see the group in the list."))


@views.post("/our-activities/<uuid:own_activity_id>/reopen")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def reopen_spot(own_activity_id: UUID):
    activity = get_activity(own_activity_id)
    actions.reopen_spot(activity, by=current_user(), now=clock.now())
    return once.commit_and_go(_back(activity), _s("Open again. Families see the group now."))


@views.post("/our-activities/<uuid:own_activity_id>/pilot")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def close_pilot(own_activity_id: UUID):
    """The follow-up question of something that was tried: what happens now?"""
    activity, outcome = get_activity(own_activity_id), request.form.get("outcome", "")
    if outcome not in set(PilotOutcome):
        return redirect_to(_back(activity))
    actions.close_pilot(activity, PilotOutcome(outcome), by=current_user(), now=clock.now())
    return once.commit_and_go(_back(activity), _s("Thank you. It is noted."))
