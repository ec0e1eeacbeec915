"""An association's own applications: what was sent, and the answer once it was sent."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.applications import actions, forms, queries
from allemed.applications.models import GrantApplication
from allemed.applications.queries.facts import groups_of
from allemed.applications.rules import ApplicationState, may_write
from allemed.applications.views.blueprint import state_of, today, views
from allemed.commitments.actions import list_unagreed
from allemed.commitments.queries import get_grant
from allemed.forms import Form, VersionField
from allemed.htmx import render
from allemed.locales import _s

S = ApplicationState


class WithdrawForm(Form):
    version = VersionField()


@views.get("/our-grant-applications")
@allow(Role.ASSOCIATION)
def list_own():
    association_id = current_user().association_id
    return render(
        "applications/list_own.html", open_calls=queries.list_open_for(association_id, clock.now()),
        applications=queries.list_own(association_id), labels=forms.STATE_LABELS_FOR_CLUB, tones=forms.STATE_TONES,
        until=lambda call: forms.until_words(call.closes_on, today()),
    )  # fmt: skip


@views.get("/our-grant-applications/<uuid:grant_application_id>")
@allow(Role.ASSOCIATION)
def show_own(grant_application_id: UUID):
    application = queries.get_application(grant_application_id)
    return render(
        "applications/show_own.html", one=application, call=application.call, answer=application.answer,
        may_write=may_write(application.state, state_of(application.call)), groups=groups_of([application])[application.id],
        to_agree=_to_agree(application), labels=forms.STATE_LABELS_FOR_CLUB, tones=forms.STATE_TONES,
        until=forms.until_words(application.call.closes_on, today()), form=WithdrawForm(formdata=None, data={"version": application.version}),
    )  # fmt: skip


def _to_agree(application: GrantApplication) -> bool:
    """Do promises wait for a yes? Only of a grant the association knows of."""
    if application.grant_id is None:
        return False
    return bool(list_unagreed(get_grant(application.grant_id)))


@views.post("/our-grant-applications/<uuid:grant_application_id>/withdraw")
@allow(Role.ASSOCIATION)
def withdraw(grant_application_id: UUID):
    application, form = queries.get_application(grant_application_id), WithdrawForm()
    address = url_for("applications.show_own", grant_application_id=grant_application_id)
    if not form.validate_on_submit():
        return once.commit_and_go(address)
    actions.withdraw(application, version=form.version.data, by=current_user(), now=clock.now())
    return once.commit_and_go(address, _s("Withdrawn. Until the call closes you can send it again."))
