""" "Is it still open?": a page that a reminder leads to. It needs no sign-in; looking changes nothing, pressing does."""

from flask import Response, flash, make_response, render_template, request, url_for

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import PUBLIC
from allemed.catalogue import actions
from allemed.catalogue.forms.group import MOST_SPOTS
from allemed.catalogue.models import SpotLink, SpotQuestion
from allemed.catalogue.queries import find_spot_link, list_questions
from allemed.catalogue.rules import SpotAnswer
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.groups import group_row
from allemed.database import db
from allemed.htmx import redirect_to
from allemed.limits import SIGN_IN, limiter
from allemed.locales import _s, in_language, language

ALL = "all"


def _secretive(response: Response) -> Response:
    """The address of the page is the secret: it goes nowhere, and stays nowhere."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _dead() -> Response:
    """One page for an old, a used-up and an invented link: nobody learns which it was."""
    return _secretive(make_response(render_template("catalogue/show_dead_questions.html"), 410))


@views.get("/still-open/<token>")
@allow(PUBLIC)
def show_spot_questions(token: str):
    link = find_spot_link(token, clock.now())
    return _page(link, token) if link else _dead()


def _page(link: SpotLink, token: str, status: int = 200) -> Response:
    questions = list_questions(link)
    rows = [(one, group_row(one.activity), _is_answered(one)) for one in questions]
    with in_language(link.user.language):
        text = render_template(
            "catalogue/show_spot_questions.html", token=token, rows=rows,
            waiting=sum(not answered for _one, _row, answered in rows),
        )  # fmt: skip
        response = make_response(text, status)
        response.headers["Content-Language"] = language().tag
    return _secretive(response)


def _is_answered(question: SpotQuestion) -> bool:
    """Here, or somebody confirmed it elsewhere since."""
    spot = question.activity.spot
    return question.answered_at is not None or (spot is not None and spot.confirmed_at > question.asked_at)


@views.post("/still-open/<token>")
@allow(PUBLIC)
@limiter.limit(SIGN_IN)
def answer_spot_questions(token: str):
    """One press: one group, or all that wait. No idempotency key: each question takes one answer anyhow."""
    now = clock.now()
    link = find_spot_link(token, now)
    if link is None:
        return _dead()
    with in_language(link.user.language):
        try:
            told = _take_answer(link, now)
        except actions.AnsweredAlready as error:
            db.session.rollback()
            told = str(error)
        flash(told)
    db.session.commit()
    return _secretive(redirect_to(url_for("catalogue.show_spot_questions", token=token)))


def _take_answer(link: SpotLink, now) -> str:
    questions = [one for one in list_questions(link) if not _is_answered(one)]
    if request.form.get("question") == ALL:
        actions.answer_all_open(questions, by=link.user, now=now)
        return _s("Thank you. Families see that it is right today.")
    mine = next((one for one in questions if str(one.id) == request.form.get("question")), None)
    if mine is None:
        raise actions.AnsweredAlready
    answer, free = request.form.get("answer", ""), request.form.get("free", "")
    number = int(free) if free.isascii() and free.isdigit() and len(free) < 4 else None
    is_number = number is not None and number <= MOST_SPOTS
    if answer not in set(SpotAnswer) or (answer == SpotAnswer.CHANGED and not is_number):
        return _s("Write how many places are free, from 0 to 99.")
    actions.answer_question(mine, SpotAnswer(answer), number, by=link.user, now=now)
    return _s("Thank you. Families see that it is right today.")
