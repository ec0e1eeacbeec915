"""Asking how it goes: the coordinator's list and page, the answers of families and associations, the schedule."""

from datetime import timedelta

from flask import Blueprint, Flask, url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record, record_read
from allemed.config import settings
from allemed.database import db
from allemed.followup import actions, forms, notices, queries
from allemed.followup.forms.words import FACE_ICONS
from allemed.followup.rules import Audience, Face, is_overdue, needs_a_person
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import LANGUAGES, _, _s, in_language, ngettext_s
from allemed.placements.queries import shared_with_association

views = Blueprint("followup", __name__)
SOON_DAYS, LATER_DAYS = 7, 90


def prepare(app: Flask) -> None:
    """Words that the pages of several features need."""
    app.jinja_env.globals.update(
        check_in_words=forms.KIND_LABELS, check_in_audiences=forms.AUDIENCE_LABELS, check_in_question=forms.question_for,
        face_labels=forms.face_labels, face_icons=FACE_ICONS, is_check_in_overdue=_is_late,
    )  # fmt: skip


def _today():
    return clock.today(settings().zone)


def _is_late(check_in) -> bool:
    return is_overdue(check_in.due_on, _today(), check_in.kind)


@views.get("/check-ins")
@allow(Role.COORDINATOR)
@logs_reads
def list_check_ins():
    user, today = current_user(), _today()
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
    )  # fmt: skip
    if status == 200:
        record_read(check_in, by=current_user(), now=now, family_id=family_id)
        db.session.commit()
    return page


def _age(check_in) -> int:
    return _today().year - check_in.placement.child.birth_year


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


# The family's answer


@views.get("/our-check-ins/<uuid:check_in_id>")
@allow(Role.FAMILY)
@logs_reads
def show_question(check_in_id):
    check_in = queries.get_check_in(check_in_id)
    page = render(
        "followup/show_question.html", check_in=check_in, placement=check_in.placement, form=Form(formdata=None),
        question=forms.family_question(check_in.kind), is_settled=check_in.closed_at and not check_in.answered_at,
        needs_a_person=check_in.face and needs_a_person(check_in.face, check_in.is_something_missing),
    )  # fmt: skip
    record_read(check_in, by=current_user(), now=clock.now(), family_id=check_in.placement.child.family_id)
    db.session.commit()
    return page


@views.post("/our-check-ins/<uuid:check_in_id>")
@allow(Role.FAMILY)
def answer_check_in(check_in_id):
    """A tap on a face, or on "something is missing"."""
    check_in = queries.get_check_in(check_in_id)
    _take_answer(check_in)
    said = _("Thank you!") if check_in.is_something_missing is not None else None
    return once.commit_and_go(url_for("followup.show_question", check_in_id=check_in.id), said)


def _take_answer(check_in) -> None:
    form, user, now = forms.AnswerForm(), current_user(), clock.now()
    waited = bool(check_in.face) and needs_a_person(check_in.face, check_in.is_something_missing)
    if form.validate() and form.face.data:
        actions.answer(check_in, Face(form.face.data), by=user, now=now)
    if form.validate() and form.missing.data:
        actions.say_missing(check_in, form.missing.data == "yes", by=user, now=now)
    if not waited and check_in.face and needs_a_person(check_in.face, check_in.is_something_missing):
        notices.tell_coordinators_of_answer(check_in, now=now)


# The association's answer


@views.get("/our-questions/<uuid:check_in_id>")
@allow(Role.ASSOCIATION)
@logs_reads
def show_group_question(check_in_id):
    check_in, now = queries.get_check_in(check_in_id), clock.now()
    page = render(
        "followup/show_group_question.html", check_in=check_in, activity=check_in.placement.activity,
        shared=shared_with_association(check_in.placement, now), form=Form(formdata=None),
        question=forms.question_for(check_in.kind, Audience.ASSOCIATION),
        is_settled=check_in.closed_at and not check_in.answered_at,
    )  # fmt: skip
    record_read(check_in, by=current_user(), now=now, family_id=check_in.placement.child.family_id)
    db.session.commit()
    return page


@views.post("/our-questions/<uuid:check_in_id>")
@allow(Role.ASSOCIATION)
def answer_group_question(check_in_id):
    check_in = queries.get_check_in(check_in_id)
    _take_answer(check_in)
    said = _s("Thank you!") if check_in.is_something_missing is not None else None
    return once.commit_and_go(url_for("followup.show_group_question", check_in_id=check_in.id), said)


# The schedule


@views.route("/schedule", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_schedule():
    schedule = queries.current_schedule()
    form = forms.schedule_form(schedule, actions.schedule_version(queries.list_steps()))
    if form.validate_on_submit():
        lines = forms.values_of(form, schedule)
        changed = actions.change_schedule(lines, version=form.version.data, by=current_user(), now=clock.now())
        said = ngettext_s("Saved: %(num)s line changed.", "Saved: %(num)s lines changed.", changed)
        return once.commit_and_go(url_for("followup.edit_schedule"), said if changed else _s("Nothing was changed."))
    status, lines = 422 if form.errors else 200, forms.lines_of(form, schedule)
    return render("followup/edit_schedule.html", status=status, form=form, lines=lines)
