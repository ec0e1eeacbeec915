"""The coordinator enters what came on paper or by e-mail from an association that cannot sign in."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.applications import actions, forms, queries
from allemed.applications.actions import AppliesItself, NotInTime
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.rules import CallState
from allemed.applications.views.blueprint import state_of, today, views
from allemed.applications.views.own import WithdrawForm
from allemed.associations.models import Association
from allemed.associations.queries import get_association
from allemed.catalogue.queries import list_groups_of
from allemed.config import settings
from allemed.countries import profile
from allemed.htmx import render
from allemed.locales import _s

SHOWN = 50


@views.get("/grant-calls/<uuid:call_id>/enter")
@allow(Role.COORDINATOR)
def choose_applicant(call_id: UUID):
    """Who is it from? Only associations that have said nothing and cannot sign in."""
    call, words = queries.get_call(call_id), request.args.get("q", "")[:80]
    if state_of(call) is CallState.PLANNED:
        return once.commit_and_go(url_for("applications.show_call", call_id=call_id))
    found = queries.list_to_enter_for(call, words)
    return render(
        "applications/choose_applicant.html", call=call, words=words, clubs=found[:SHOWN], has_more=len(found) > SHOWN
    )


@views.route("/grant-calls/<uuid:call_id>/enter/<uuid:association_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def enter(call_id: UUID, association_id: UUID):
    call, club = queries.get_call(call_id), get_association(association_id)
    if not actions.may_enter_for(club):
        raise AppliesItself
    mine = queries.find_application(call.id, club.id)
    form = _form(call, club, mine if mine and mine.is_entered else None)
    if form.validate_on_submit():
        try:
            application = actions.enter(
                call, club, form.right_values(), form.arrived_on.data, version=form.version.data or 0,
                by=current_user(), now=clock.now(),
            )  # fmt: skip
        except NotInTime as error:
            form.arrived_on.errors = [str(error)]
        else:
            address = url_for("applications.show_application", grant_application_id=application.id)
            return once.commit_and_go(address, _s("Entered. It counts like the others."))
    return render(
        "applications/enter.html", status=422 if form.errors else 200, call=call, club=club, form=form,
        currency=profile().currency_sign,
    )  # fmt: skip


def _form(call: GrantCall, club: Association, entered: GrantApplication | None) -> forms.EnteredForm:
    """Nothing is filled in from an earlier year: the paper says it."""
    data = forms.application_data(entered, None, "")
    last = min(call.last_day(settings().zone), today())
    data["arrived_on"] = entered.arrived_on if entered else last
    return forms.EnteredForm(data=data, call=call, own_groups=list_groups_of(club.id))


@views.post("/grant-applications/<uuid:grant_application_id>/take-back")
@allow(Role.COORDINATOR)
def take_back(grant_application_id: UUID):
    application, form = queries.get_application(grant_application_id), WithdrawForm()
    address = url_for("applications.show_call", call_id=application.call_id)
    if not form.validate_on_submit():
        return once.commit_and_go(address)
    actions.take_back(application, version=form.version.data, by=current_user(), now=clock.now())
    return once.commit_and_go(address, _s("Taken out of the call."))
