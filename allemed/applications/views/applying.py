"""An association reads a call, writes, keeps a draft and sends; or says "not this year"."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.applications import actions, forms, queries
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.rules import ApplicationState, CallState, may_write
from allemed.applications.views.blueprint import state_of, today, views
from allemed.associations.models import Association
from allemed.catalogue.queries import list_groups_of
from allemed.commitments.actions import is_sport
from allemed.commitments.forms import due_words, shown_by, text_in_language
from allemed.commitments.queries import texts_of
from allemed.commitments.rules.offered import suits
from allemed.countries import profile
from allemed.database import db
from allemed.errors import DomainError
from allemed.htmx import render
from allemed.locales import _s

S = ApplicationState
KEEP, SEND = "keep", "send"


def _ours() -> Association:
    return db.session.get_one(Association, current_user().association_id)


@views.get("/our-grant-calls/<uuid:call_id>")
@allow(Role.ASSOCIATION)
def show_open_call(call_id: UUID):
    """What the money is for and what is promised with it, before anybody writes a word."""
    call, club = queries.get_call(call_id), _ours()
    state, mine = state_of(call), queries.find_application(call.id, club.id)
    sport = is_sport(club)
    promises = [
        {"text": text_in_language(texts_of(line)), "level": line.level, "due": due_words(line.due_rule), "line": line}
        for line in call.scheme.lines
        if suits(line.code, sport)
    ]
    return render(
        "applications/show_open_call.html", call=call, state=state, mine=mine, promises=promises, shown_by=shown_by,
        until=forms.until_words(call.closes_on, today()), may_write=may_write(mine.state if mine else S.DRAFT, state),
        labels=forms.STATE_LABELS_FOR_CLUB, tones=forms.STATE_TONES,
    )  # fmt: skip


def _form(call: GrantCall, mine: GrantApplication | None, **options) -> forms.ApplicationForm:
    user = current_user()
    before = queries.find_last_application(call, user.association_id)
    data = forms.application_data(mine, before, user.name)
    chosen = set(data.get("groups") or ())
    own = [one for one in list_groups_of(user.association_id) if one.is_open or str(one.id) in chosen]
    data["groups"] = [str(one.id) for one in own if str(one.id) in chosen]
    return forms.ApplicationForm(data=data, call=call, own_groups=own, **options)


def _show(call: GrantCall, mine: GrantApplication | None, form: forms.ApplicationForm, *, kept: bool = False):
    before = None if mine else queries.find_last_application(call, current_user().association_id)
    return render(
        "applications/apply.html", status=422 if form.errors else 200, call=call, mine=mine, form=form, before=before,
        kept=kept, until=forms.until_words(call.closes_on, today()), currency=profile().currency_sign,
        is_sent=mine is not None and mine.state is S.SENT,
    )  # fmt: skip


@views.route("/our-grant-calls/<uuid:call_id>/apply", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def apply(call_id: UUID):
    """Kept as a draft, or sent. Where something is not right yet, the rest is kept all the same."""
    call, club = queries.get_call(call_id), _ours()
    mine = queries.find_application(call.id, club.id)
    form = _form(call, mine)
    if not form.is_submitted():
        if state_of(call) is not CallState.OPEN:
            return once.commit_and_go(url_for("applications.show_open_call", call_id=call_id))
        return _show(call, mine, form)
    is_draft = (mine is None or mine.state is not S.SENT) and request.form.get("do") != SEND
    is_right = form.validate()
    if is_draft:
        is_right = form.forgive_what_is_missing()
    if not is_right:
        return _show_what_is_wrong(call, club, mine, form)
    mine = _write(call, club, form)
    if is_draft:
        address = url_for("applications.show_open_call", call_id=call_id)
        return once.commit_and_go(address, _s("Kept as a draft. It is not sent yet."))
    is_changed = mine.state is S.SENT
    actions.send(mine, by=current_user(), now=clock.now())
    address = url_for("applications.show_own", grant_application_id=mine.id)
    return once.commit_and_go(address, _s("Changed. The municipality has it.") if is_changed else None)


def _write(call: GrantCall, club: Association, form: forms.ApplicationForm) -> GrantApplication:
    values, version = form.right_values(), form.version.data or 0
    return actions.write(call, club, values, version=version, by=current_user(), now=clock.now())


def _show_what_is_wrong(call: GrantCall, club: Association, mine: GrantApplication | None, form: forms.ApplicationForm):
    """What is right of a draft is kept, so that a phone put away loses nothing. What was sent stays as it was sent."""
    if mine is not None and mine.state is S.SENT:
        return _show(call, mine, form)
    mine = _write(call, club, form)
    once.may_come_again()
    db.session.commit()
    form.go_on_from(mine.version)
    return _show(call, mine, form, kept=True)


@views.post("/our-grant-calls/<uuid:call_id>/draft")
@allow(Role.ASSOCIATION)
def keep_draft(call_id: UUID):
    """While somebody writes: what is right so far is kept. Answers with a line that says so, or why not."""
    call, club = queries.get_call(call_id), _ours()
    mine, problem = queries.find_application(call.id, club.id), ""
    if mine is None or mine.state is not S.SENT:
        form = _form(call, mine)
        form.validate()
        try:
            mine = _write(call, club, form)
            db.session.commit()
        except DomainError as error:
            db.session.rollback()
            problem = str(error)
    return render("applications/_draft_state.html", mine=mine, at=clock.now(), problem=problem)


@views.post("/our-grant-calls/<uuid:call_id>/not-this-year")
@allow(Role.ASSOCIATION)
def pass_this_year(call_id: UUID):
    actions.pass_this_year(queries.get_call(call_id), _ours(), by=current_user(), now=clock.now())
    address = url_for("home.show_our_association")
    return once.commit_and_go(address, _s("Noted. Nobody asks you about it again this year."))
