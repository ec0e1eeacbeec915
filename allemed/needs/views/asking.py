"""An association says what it needs and reads the answer; the coordinator sees all of it and answers."""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations.queries import get_association
from allemed.htmx import render
from allemed.locales import _s
from allemed.needs import actions, notices, queries
from allemed.needs.forms import KIND_ICONS, KIND_LABELS, STATUS_LABELS, STATUS_TONES, AnswerNeedForm, NeedForm
from allemed.needs.rules import NeedKind, NeedStatus
from allemed.needs.views.blueprint import views
from allemed.once import commit_and_go


def _words() -> dict:
    return {"kinds": KIND_LABELS, "icons": KIND_ICONS, "statuses": STATUS_LABELS, "tones": STATUS_TONES}


@views.route("/our-needs", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def add_need():
    """What we need, and what was answered."""
    form, user = NeedForm(), current_user()
    if form.validate_on_submit():
        _add(user.association_id, form)
        return commit_and_go(url_for("needs.add_need"), _s("Sent. You get an answer here."))
    return render(
        "needs/add_need.html", status=422 if form.errors else 200, form=form, needs=queries.list_needs(user), **_words()
    )  # fmt: skip


@views.route("/associations/<uuid:association_id>/needs/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_need_for(association_id: UUID):
    """The coordinator writes down what an association said, for example on the phone."""
    form, association = NeedForm(), get_association(association_id)
    if form.validate_on_submit():
        need = _add(association_id, form)
        return commit_and_go(url_for("needs.show_need", need_id=need.id), _s("Saved."))
    return render(
        "needs/add_need_for.html", status=422 if form.errors else 200, form=form, association=association,
        needs=queries.list_needs(current_user(), association_id), **_words(),
    )  # fmt: skip


def _add(association_id: UUID, form: NeedForm):
    by, now = current_user(), clock.now()
    need = actions.add_need(association_id, NeedKind(form.kind.data), form.words.data, by=by, now=now)
    notices.tell_coordinators_of_need(need, by=by, now=now)
    return need


@views.get("/needs")
@allow(Role.COORDINATOR)
def list_needs():
    needs = queries.list_needs(current_user())
    return render("needs/list_needs.html", needs=needs, days=queries.days_to_answer(), **_words())


@views.get("/needs/<uuid:need_id>")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def show_need(need_id: UUID):
    need = queries.get_need(need_id)
    form = AnswerNeedForm(formdata=None, obj=need) if current_user().role == Role.COORDINATOR else None
    return _page(need, form)


def _page(need, form, status: int = 200):
    notes = queries.find_notes(current_user(), kind=need.kind)[:3]
    return render("needs/show_need.html", status=status, need=need, form=form, notes=notes, **_words())


@views.post("/needs/<uuid:need_id>/answer")
@allow(Role.COORDINATOR)
def answer_need(need_id: UUID):
    need, form, by, now = queries.get_need(need_id), AnswerNeedForm(), current_user(), clock.now()
    if not form.validate():
        return _page(need, form, 422)
    actions.answer_need(
        need, NeedStatus(form.status.data), form.answer.data or "", version=form.version.data, by=by, now=now
    )  # fmt: skip
    notices.tell_association_of_answer(need, by=by, now=now)
    return commit_and_go(url_for("needs.show_need", need_id=need_id), _s("Saved."))
