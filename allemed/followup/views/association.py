"""The association's answers."""

from flask import url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record_read
from allemed.database import db
from allemed.followup import forms, queries
from allemed.followup.rules import AFTER_ASKING, Audience, is_first_theirs
from allemed.followup.views.blueprint import take_answer, views
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s
from allemed.placements.queries import shared_with_association


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
        ready=AFTER_ASKING if is_first_theirs(check_in.kind, check_in.audience) else (),
        said_labels=forms.SAID_LABELS, said_icons=forms.SAID_ICONS,
    )  # fmt: skip
    record_read(check_in, by=current_user(), now=now, family_id=check_in.placement.child.family_id)
    db.session.commit()
    return page


@views.post("/our-questions/<uuid:check_in_id>")
@allow(Role.ASSOCIATION)
def answer_group_question(check_in_id):
    check_in = queries.get_check_in(check_in_id)
    take_answer(check_in)
    said = _s("Thank you!") if check_in.is_something_missing is not None or check_in.said else None
    return once.commit_and_go(url_for("followup.show_group_question", check_in_id=check_in.id), said)
