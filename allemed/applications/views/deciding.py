"""One application as those who decide read it, what they decided, and the answer that is sent."""

from contextlib import suppress
from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.applications import actions, forms, notices, queries
from allemed.applications.actions import GrantStands
from allemed.applications.models import GrantApplication
from allemed.applications.rules import may_decide, may_enter
from allemed.applications.views.blueprint import state_of, today, views
from allemed.applications.views.own import WithdrawForm
from allemed.countries import profile
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s, ngettext_s


@views.get("/grant-applications/<uuid:grant_application_id>")
@allow(Role.COORDINATOR)
def show_application(grant_application_id: UUID):
    application = queries.get_application(grant_application_id)
    return _show(application, None)


def _show(application: GrantApplication, form: forms.DecisionForm | None):
    facts = queries.facts_of(application, today())
    if form is None:
        last = queries.find_last_decision(application.call)
        data = forms.decision_data(application, last, facts.grant, today())
        form = forms.DecisionForm(formdata=None, data=data, today=today())
    state = state_of(application.call)
    return render(
        "applications/show_application.html", status=422 if form.errors else 200, one=application, call=application.call,
        facts=facts, form=form, may_decide=may_decide(application.state, state), labels=forms.STATE_LABELS,
        tones=forms.STATE_TONES, currency=profile().currency_sign, following=queries.next_undecided(application),
        may_enter=application.is_entered and may_enter(application.state, state),
        has_no_sign_in=actions.may_enter_for(application.association),
        take_back_form=WithdrawForm(formdata=None, data={"version": application.version}),
    )  # fmt: skip


@views.post("/grant-applications/<uuid:grant_application_id>/decide")
@allow(Role.COORDINATOR)
def decide(grant_application_id: UUID):
    """Then on to the next one that nobody has decided on, so that an afternoon is one press each."""
    application = queries.get_application(grant_application_id)
    form = forms.DecisionForm(today=today())
    if not form.validate_on_submit():
        return _show(application, form)
    version, now = form.version.data, clock.now()
    try:
        actions.decide(application, form.decision_values(), version=version, by=current_user(), now=now)
    except GrantStands as error:
        form.outcome.errors = [str(error)]
        return _show(application, form)
    following = queries.next_undecided(application)
    if following is None:
        address = url_for("applications.show_call", call_id=application.call_id)
        return once.commit_and_go(address, _s("Noted. Every application has a decision."))
    address = url_for("applications.show_application", grant_application_id=following.id)
    return once.commit_and_go(address, _s("Noted. The association sees it when you send the answer. Here is the next."))


def _seen() -> list[UUID]:
    """The decisions that stood on the page: what was decided anew meanwhile is not sent unseen."""
    with suppress(ValueError):
        return [UUID(one) for one in request.form.getlist("decision")]
    return []


@views.post("/grant-applications/<uuid:grant_application_id>/send-answer")
@allow(Role.COORDINATOR)
def send_answer(grant_application_id: UUID):
    application, by, now = queries.get_application(grant_application_id), current_user(), clock.now()
    is_new = actions.send_answer(application, _seen(), by=by, now=now)
    if is_new:
        notices.tell_association_of_answer(application, by=by, now=now)
    address = url_for("applications.show_application", grant_application_id=grant_application_id)
    return once.commit_and_go(
        address, _s("Sent.") if is_new else _s("Not sent: it was sent before, or decided anew. Look once more.")
    )


@views.route("/grant-calls/<uuid:call_id>/send-answers", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def send_answers(call_id: UUID):
    """All that are decided, at once, after a look at the list."""
    call, form = queries.get_call(call_id), Form()
    address = url_for("applications.show_call", call_id=call_id)
    if form.validate_on_submit():
        by, now = current_user(), clock.now()
        told = actions.send_answers(call, _seen(), by=by, now=now)
        for one in told:
            notices.tell_association_of_answer(one, by=by, now=now)
        said = ngettext_s("%(num)s answer is sent.", "%(num)s answers are sent.", len(told))
        return once.commit_and_go(address, said)
    overview = queries.overview_of(call)
    if not overview.to_send:
        return once.commit_and_go(address)
    return render(
        "applications/send_answers.html", call=call, overview=overview, form=form, labels=forms.STATE_LABELS,
        tones=forms.STATE_TONES,
    )  # fmt: skip
