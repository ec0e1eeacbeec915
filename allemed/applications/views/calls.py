"""The coordinator's calls: all of them, one with its applications, a new one, lengthened, closed early, removed."""

from uuid import UUID

from flask import flash, request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.applications import actions, forms, notices, queries
from allemed.applications.actions import CallExists, CallValues, DatesStand
from allemed.applications.models import GrantCall
from allemed.applications.rules import CallState
from allemed.applications.views.blueprint import state_of, today, views
from allemed.config import settings
from allemed.countries import profile
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s


def _address(call: GrantCall) -> str:
    return url_for("applications.show_call", call_id=call.id)


@views.get("/grant-calls")
@allow(Role.COORDINATOR)
def list_calls():
    calls = [(call, state_of(call)) for call in queries.list_calls()]
    waiting = {call.id: count for call, count in queries.list_to_answer(clock.now())}
    return render(
        "applications/list_calls.html", calls=calls, waiting=waiting, labels=forms.CALL_LABELS, tones=forms.CALL_TONES
    )


@views.get("/grant-calls/<uuid:call_id>")
@allow(Role.COORDINATOR)
def show_call(call_id: UUID):
    call = queries.get_call(call_id)
    return render(
        "applications/show_call.html", call=call, state=state_of(call), overview=queries.overview_of(call),
        labels=forms.STATE_LABELS, tones=forms.STATE_TONES, call_labels=forms.CALL_LABELS, call_tones=forms.CALL_TONES,
        until=forms.until_words(call.closes_on, today()),
    )  # fmt: skip


def _like() -> GrantCall | None:
    """The call a new one takes after: the one named in the address, else the last one made."""
    wanted = request.args.get("like", "")
    return next((one for one in queries.list_calls() if str(one.id) == wanted), None) or queries.find_call_before()


def _start(schemes) -> CallValues:
    if like := _like():
        return actions.values_like(like)
    ask = " ".join(filter(None, (settings().coordinator_name, settings().coordinator_phone)))
    return actions.first_values(schemes[0].id, today(), ask)


@views.route("/grant-calls/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_call():
    schemes = queries.list_schemes_to_call_for(today())
    if not schemes:
        flash(_s("Make a grant scheme first. A call says which one it is for."))
        return once.commit_and_go(url_for("commitments.list_schemes"))
    form = forms.CallForm(data=forms.call_data(_start(schemes)), schemes=schemes)
    if form.validate_on_submit():
        try:
            call = actions.add_call(form.new_values(), by=current_user(), now=clock.now())
        except CallExists as error:
            form.year.errors = [str(error)]
        else:
            return once.commit_and_go(_address(call), _saved(call))
    return _show(form, "applications/add_call.html", like=_like())


def _saved(call: GrantCall) -> str:
    if state_of(call) is CallState.OPEN:
        return _s("Saved. The call is open, and associations are told.")
    return _s("Saved. It opens by itself on its first day, and associations are told.")


def _show(form, page: str, **shown):
    status = 422 if form.errors else 200
    return render(page, status=status, form=form, currency=profile().currency_sign, **shown)


@views.route("/grant-calls/<uuid:call_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_call(call_id: UUID):
    call = queries.get_call(call_id)
    state, data = state_of(call), forms.call_data(call)
    if state is CallState.PLANNED:
        form = forms.CallForm(data=data, schemes=queries.list_schemes_to_call_for(today(), call.scheme_id))
    else:
        form = forms.OpenCallForm(data=data)
    if form.validate_on_submit():
        values = form.new_values() if state is CallState.PLANNED else form.call_values(call)
        try:
            actions.change_call(call, values, version=form.version.data, by=current_user(), now=clock.now())
        except CallExists as error:
            form.year.errors = [str(error)]
        except DatesStand as error:
            form.closes_on.errors = [str(error)]
        else:
            return once.commit_and_go(_address(call), _s("Saved."))
    return _show(form, "applications/edit_call.html", call=call, state=state)


@views.route("/grant-calls/<uuid:call_id>/close", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def close_call(call_id: UUID):
    call, now = queries.get_call(call_id), clock.now()
    form = forms.CloseForm(data={"version": call.version})
    if form.validate_on_submit():
        actions.close_call(call, form.because.data, version=form.version.data, by=current_user(), now=now)
        notices.tell_of_early_end(call, now=now)
        return once.commit_and_go(_address(call), _s("The call is closed. Associations read why."))
    if state_of(call) is not CallState.OPEN:
        return once.commit_and_go(_address(call))
    return _show(form, "applications/close_call.html", call=call)


@views.route("/grant-calls/<uuid:call_id>/remove", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def remove_call(call_id: UUID):
    call, form = queries.get_call(call_id), Form()
    if form.validate_on_submit():
        actions.remove_call(call, by=current_user(), now=clock.now())
        return once.commit_and_go(url_for("applications.list_calls"), _s("Removed. No association has seen it."))
    return render("applications/remove_call.html", call=call, form=form)
