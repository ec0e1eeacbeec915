"""Wishes that no open spot fits: the coordinator's list, and what associations are asked and answer."""

from uuid import UUID

from flask import abort, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.audit.actions import record
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import get_child
from allemed.htmx import redirect_to, render
from allemed.locales import _s
from allemed.rounds import notices, queries
from allemed.rounds.actions import waiting
from allemed.rounds.forms import AnswerWishForm, say_wish
from allemed.rounds.models import OpenWish, WishAnswer
from allemed.rounds.views.blueprint import views


def _year() -> int:
    return clock.today(settings().zone).year


@views.get("/waiting-list")
@allow(Role.COORDINATOR)
@logs_reads
def list_waiting():
    """Who waits since when, what associations said, and where a spot has opened."""
    wishes = queries.list_open_wishes()
    answers: dict[UUID, list[WishAnswer]] = {}
    for answer in queries.list_answers([wish.id for wish in wishes]):
        answers.setdefault(answer.wish_id, []).append(answer)
    year = _year()
    rows = [
        {
            "wish": wish, "child": wish.child, "age": year - wish.child.birth_year, "text": say_wish(wish, year),
            "kind": kind_of(wish.kinds[0]), "room": [one for one in answers.get(wish.id, []) if one.has_room],
            "no_room": sum(not one.has_room for one in answers.get(wish.id, [])),
        }
        for wish in wishes
    ]  # fmt: skip
    page = render("rounds/list_waiting.html", rows=rows)
    record("read_list", by=current_user(), now=clock.now())
    db.session.commit()
    return page


@views.post("/children/<uuid:child_id>/waiting-list")
@allow(Role.COORDINATOR)
def start_waiting(child_id: UUID):
    """No spot fits: the child waits, from today."""
    waiting.wait(get_child(child_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("rounds.list_waiting"), _s("The child is on the waiting list."))


@views.post("/waiting-list/<uuid:wish_id>/ask")
@allow(Role.COORDINATOR)
def ask_associations(wish_id: UUID):
    """Associations see the wish, without the name."""
    wish, by, now = queries.get_wish(wish_id), current_user(), clock.now()
    waiting.ask_associations(wish, by=by, now=now)
    notices.tell_associations_of_wish(wish, by=by, now=now)
    return once.commit_and_go(url_for("rounds.list_waiting"), _s("Associations with such groups see it now."))


@views.post("/waiting-list/<uuid:wish_id>/stop")
@allow(Role.COORDINATOR)
def stop_waiting(wish_id: UUID):
    """The child waits no more."""
    waiting.stop_waiting(queries.get_wish(wish_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("rounds.list_waiting"), _s("The child waits no more."))


@views.post("/waiting-list/answers/<uuid:answer_id>/seen")
@allow(Role.COORDINATOR)
def see_answer(answer_id: UUID):
    """Tick off what an association said."""
    waiting.see_answer(db.session.get_one(WishAnswer, answer_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("rounds.list_waiting"))


def asked_of(association_id: UUID) -> list[dict]:
    """The wishes an association has not answered, in words."""
    year = _year()
    return [_asked(wish, year) for wish in queries.list_wishes_asked_of(association_id)]


def _asked(wish: OpenWish, year: int) -> dict:
    return {"id": wish.id, "kind": kind_of(wish.kinds[0]), "text": say_wish(wish, year), "asked_at": wish.asked_at}


@views.get("/our-association/wishes")
@allow(Role.ASSOCIATION)
def list_asked():
    """An address of before: messages that were sent lead here."""
    return redirect_to(url_for("home.show_our_wishes"))


@views.post("/our-association/wishes/<uuid:wish_id>/answer")
@allow(Role.ASSOCIATION)
def answer_wish(wish_id: UUID):
    """There is room, or not now."""
    form = AnswerWishForm()
    if not form.validate_on_submit() or form.answer.data not in ("room", "not_now"):
        abort(422)
    has_room = form.answer.data == "room"
    waiting.answer_wish(queries.get_wish(wish_id), has_room, by=current_user(), now=clock.now())
    said = _s("Thank you. The coordinator gets in touch.") if has_room else _s("Thank you for your answer.")
    return once.commit_and_go(url_for("home.show_our_wishes"), said)
