"""The blueprint of all sides of follow-up, and what they share."""

from datetime import date

from flask import Blueprint, Flask

from allemed import clock
from allemed.access.guard import current_user
from allemed.config import settings
from allemed.followup import actions, forms, notices
from allemed.followup.forms.words import FACE_ICONS
from allemed.followup.models import CheckIn
from allemed.followup.rules import Face, Said, is_overdue, needs_a_person

views = Blueprint("followup", __name__)


def prepare(app: Flask) -> None:
    """Words that the pages of several features need."""
    app.jinja_env.globals.update(
        check_in_words=forms.KIND_LABELS, check_in_audiences=forms.AUDIENCE_LABELS, check_in_question=forms.question_for,
        face_labels=forms.face_labels, face_icons=FACE_ICONS, is_check_in_overdue=_is_late, say_said=forms.say_said,
    )  # fmt: skip


def local_today() -> date:
    """The date on the wall in the municipality."""
    return clock.today(settings().zone)


def _is_late(check_in: CheckIn) -> bool:
    return is_overdue(check_in.due_on, local_today(), check_in.kind)


def take_answer(check_in: CheckIn) -> None:
    """A tap on a face, on "something is missing", or on a ready answer; the coordinator hears of what needs a person."""
    form, user, now = forms.AnswerForm(), current_user(), clock.now()
    waited = _waits(check_in)
    if form.validate() and form.face.data:
        actions.answer(check_in, Face(form.face.data), by=user, now=now)
    if form.validate() and form.missing.data:
        actions.say_missing(check_in, form.missing.data == "yes", by=user, now=now)
    if form.validate() and form.said.data:
        actions.say_ready(check_in, Said(form.said.data), by=user, now=now)
    if not waited and _waits(check_in):
        notices.tell_coordinators_of_answer(check_in, now=now)


def _waits(check_in: CheckIn) -> bool:
    return bool(check_in.face) and needs_a_person(check_in.face, check_in.is_something_missing)
