"""A family's or a child's answer on the family's own phone."""

from datetime import timedelta

from flask import url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record_read
from allemed.database import db
from allemed.followup import actions, forms, notices, queries
from allemed.followup.forms.words import CHILD_ICONS
from allemed.followup.rules import Audience, Face, Said, does_not_want_to_go_on, needs_a_person
from allemed.followup.views.blueprint import local_today, take_answer, views
from allemed.forms import Form
from allemed.htmx import redirect_to, render
from allemed.intake.forms.labels import COMING_LABELS
from allemed.locales import _

TRUST_AGAIN = timedelta(days=90)  # our default: so long nobody is asked again whether it trusts us


@views.get("/our-check-ins/<uuid:check_in_id>")
@allow(Role.FAMILY)
@logs_reads
def show_question(check_in_id):
    return _question_page(queries.get_check_in(check_in_id))


def _question_page(check_in, status=200):
    """One question with faces; for a child several, with pictures."""
    family_id = check_in.placement.child.family_id
    wants_to_stop = does_not_want_to_go_on(check_in.kind, check_in.face, check_in.said)
    page = render(
        "followup/show_question.html", status=status, check_in=check_in, placement=check_in.placement, form=Form(formdata=None),
        question=forms.family_question(check_in.kind), is_settled=check_in.closed_at and not check_in.answered_at,
        needs_a_person=check_in.face and needs_a_person(check_in.face, check_in.is_something_missing),
        pictures=_pictures(check_in), child_icons=CHILD_ICONS, coming_labels=COMING_LABELS,
        may_switch=wants_to_stop or check_in.face == Face.BAD, wants_something_else=Said.SOMETHING_ELSE in check_in.said,
        asks_for_trust=_asks_for_trust(check_in, family_id),
    )  # fmt: skip
    if status == 200:
        record_read(check_in, by=current_user(), now=clock.now(), family_id=family_id)
        db.session.commit()
    return page


def _pictures(check_in):
    """The picture questions of a child, with what it has answered."""
    if check_in.audience != Audience.CHILD:
        return None
    said = dict(one.split(":") for one in check_in.said if ":" in one)
    return forms.ChildForm(formdata=None, data=said)


def _asks_for_trust(check_in, family_id) -> bool:
    """Once an answer is given, and seldom (F3)."""
    answered = check_in.audience == Audience.FAMILY and check_in.answered_at is not None
    return answered and queries.may_be_asked_for_trust(family_id, local_today() - TRUST_AGAIN)


@views.post("/our-check-ins/<uuid:check_in_id>")
@allow(Role.FAMILY)
def answer_check_in(check_in_id):
    """A tap on a face, on "something is missing", or on "something else"."""
    check_in = queries.get_check_in(check_in_id)
    take_answer(check_in)
    said = _("Thank you!") if check_in.is_something_missing is not None else None
    return once.commit_and_go(url_for("followup.show_question", check_in_id=check_in.id), said)


@views.post("/our-check-ins/<uuid:check_in_id>/pictures")
@allow(Role.FAMILY)
def answer_with_pictures(check_in_id):
    """What a child has pointed at."""
    check_in, form, now = queries.get_check_in(check_in_id), forms.ChildForm(), clock.now()
    page = url_for("followup.show_question", check_in_id=check_in.id)
    if check_in.audience != Audience.CHILD or not form.validate_on_submit() or not form.answers():
        return redirect_to(page)
    actions.answer_as_child(check_in, form.answers(), by=current_user(), now=now)
    if check_in.closed_at is None:
        notices.tell_coordinators_of_answer(check_in, now=now)
    return once.commit_and_go(page, _("Thank you!"))


@views.post("/our-trust")
@allow(Role.FAMILY)
def say_trust():
    """Do you trust us? One face, counted together with the others'."""
    form, user = forms.TrustForm(), current_user()
    if form.validate_on_submit():
        actions.say_trust(user.family_id, Face(form.face.data), by=user, now=clock.now())
    return once.commit_and_go(url_for("home.show_our_page"), _("Thank you!"))
