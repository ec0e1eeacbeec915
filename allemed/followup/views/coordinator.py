"""The coordinator's list, and the page to call from."""

from datetime import timedelta

from flask import url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record, record_read
from allemed.database import db
from allemed.followup import actions, forms, queries
from allemed.followup.rules import Face, does_not_want_to_go_on
from allemed.followup.views.blueprint import local_today, views
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import LANGUAGES, _s, in_language
from allemed.placements.forms.words import STOP_LABELS
from allemed.placements.rules import PlacementState, StopReason, may_move

SOON_DAYS, LATER_DAYS = 7, 90


@views.get("/check-ins")
@allow(Role.COORDINATOR)
@logs_reads
def list_check_ins():
    user, today = current_user(), local_today()
    soon, later = (timedelta(days=days) for days in (SOON_DAYS, LATER_DAYS))
    groups = [
        ("now", _s("Now"), queries.list_open(user, until=today)),
        ("soon", _s("The next seven days"), queries.list_open(user, after=today, until=today + soon)),
        ("later", _s("Later"), queries.list_open(user, after=today + soon, until=today + later, most=30)),
    ]
    page = render(
        "followup/list_check_ins.html", groups=groups, due=queries.count_open(user, until=today), year=today.year
    )
    record("read_list", by=user, now=clock.now())
    db.session.commit()
    return page


@views.get("/check-ins/<uuid:check_in_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_check_in(check_in_id):
    check_in = queries.get_check_in(check_in_id)
    missing = {True: "yes", False: "no"}.get(check_in.is_something_missing)
    form = forms.CloseForm(
        formdata=None, face=check_in.face, missing=missing, note=check_in.note, version=check_in.version
    )
    return _check_in_page(check_in, form)


def _check_in_page(check_in, form, status=200):
    """The page with whom to call and what to ask, in the reader's and in the family's language."""
    family_id, now = check_in.placement.child.family_id, clock.now()
    form.face.choices = [(str(face), word) for face, word in forms.face_labels(check_in.kind).items()]
    form.face.label.text = forms.question_for(check_in.kind, check_in.audience)
    people = queries.whom_to_call(family_id)
    page = render(
        "followup/show_check_in.html", status=status, check_in=check_in, form=form, people=people,
        placement=check_in.placement, later_form=Form(formdata=None), aloud=_read_aloud(check_in, people.talk_language),
        others=[one for one in queries.list_of_placement(check_in.placement_id) if one.id != check_in.id],
        helping=forms.helping_questions(check_in.kind), languages_known=LANGUAGES, age=_age(check_in),
        switch=_switch(check_in),
    )  # fmt: skip
    if status == 200:
        record_read(check_in, by=current_user(), now=now, family_id=family_id)
        db.session.commit()
    return page


def _switch(check_in) -> dict | None:
    """Where one tap leads when the child does not want to go on: to its next wish, with the reason."""
    placement = check_in.placement
    leaves = does_not_want_to_go_on(check_in.kind, check_in.face, check_in.said)
    if not leaves or not may_move(placement.state, PlacementState.SWITCHED, Role.COORDINATOR):
        return None
    reasons = {code: text for code, text in STOP_LABELS.items() if code not in (StopReason.SWITCH, StopReason.MOVED)}
    return {"reasons": reasons, "likely": StopReason.CHILD_DID_NOT_WANT_TO}


def _age(check_in) -> int:
    return local_today().year - check_in.placement.child.birth_year


def _read_aloud(check_in, code: str) -> dict | None:
    """The questions in the family's own language, if the page itself is in another one of ours."""
    if code not in LANGUAGES or not _is_for_family(check_in):
        return None
    with in_language(code):
        questions = [forms.family_question(check_in.kind), *forms.helping_questions(check_in.kind)]
        return {"language": LANGUAGES[code], "questions": list(dict.fromkeys(str(one) for one in questions))}


def _is_for_family(check_in) -> bool:
    return check_in.audience in queries.AT_HOME


@views.post("/check-ins/<uuid:check_in_id>")
@allow(Role.COORDINATOR)
def close_check_in(check_in_id):
    check_in, form = queries.get_check_in(check_in_id), forms.CloseForm()
    if not form.validate():
        return _check_in_page(check_in, form, 422)
    face = Face(form.face.data) if form.face.data else None
    missing = {"yes": True, "no": False}.get(form.missing.data)
    actions.close_check_in(
        check_in, face=face, is_something_missing=missing, note=form.note.data or "", version=form.version.data,
        by=current_user(), now=clock.now(),
    )  # fmt: skip
    if missing or face == Face.BAD:
        target = url_for("placements.show_placement", placement_id=check_in.placement_id)
        return once.commit_and_go(target, _s("Noted. Here you can see to what is missing."))
    return once.commit_and_go(url_for("home.show_today"), _s("Done. Thank you for asking."))


@views.post("/check-ins/<uuid:check_in_id>/later")
@allow(Role.COORDINATOR)
def postpone_check_in(check_in_id):
    """Nobody answered the phone."""
    actions.postpone_check_in(queries.get_check_in(check_in_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("home.show_today"), _s("It comes back in two days."))
