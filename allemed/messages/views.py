"""The family's page of messages and the coordinator's: the same conversation, each in its own language."""

from uuid import UUID

from flask import Blueprint, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.audit.actions import record_read
from allemed.database import db
from allemed.families.models import Family
from allemed.families.queries import get_family, register_family_part
from allemed.htmx import render
from allemed.limits import limiter
from allemed.locales import LANGUAGES, _, language
from allemed.messages import actions, notices, queries
from allemed.messages.forms import PHRASE_ICONS, PHRASE_LABELS, MessageForm
from allemed.messages.rules import Phrase, Side

views = Blueprint("messages", __name__)
ENOUGH = "10 per minute; 60 per hour"


def _who() -> str:
    return f"messages of {current_user().id}"


@views.get("/our-messages")
@allow(Role.FAMILY)
@logs_reads
def show_ours():
    """What was written; opening it is reading it."""
    return _show(get_family(current_user().family_id))


@views.post("/our-messages")
@allow(Role.FAMILY)
@limiter.limit(ENOUGH, key_func=_who)
def send_ours():
    return _send(get_family(current_user().family_id), url_for("messages.show_ours"))


@views.get("/families/<uuid:family_id>/messages")
@allow(Role.COORDINATOR)
@logs_reads
def show_of_family(family_id: UUID):
    return _show(get_family(family_id))


@views.post("/families/<uuid:family_id>/messages")
@allow(Role.COORDINATOR)
@limiter.limit(ENOUGH, key_func=_who)
def send_to_family(family_id: UUID):
    return _send(get_family(family_id), url_for("messages.show_of_family", family_id=family_id))


def _show(family: Family):
    """The page, with a line in the read log; what the other side wrote is read from now on."""
    by, now = current_user(), clock.now()
    actions.mark_read(family.id, by=by, now=now)
    page = _page(family)
    record_read(family, by=by, now=now, family_id=family.id)
    db.session.commit()
    return page


def _send(family: Family, back: str):
    by, now = current_user(), clock.now()
    form = MessageForm.of(actions.side_of(by))
    if not form.validate():
        return _page(family, form, status=422)
    phrase = Phrase(form.phrase.data) if form.phrase.data else None
    words = "" if phrase else form.words.data or ""
    try:
        message = actions.send_message(
            family, by=by, now=now, language=language().code, phrase=phrase, words=words
        )  # fmt: skip
    except actions.NothingSaid as error:
        form.words.errors = [str(error)]
        return _page(family, form, status=422)
    notices.tell_of_message(message, by=by, now=now)
    return once.commit_and_go(f"{back}#newest", _("Sent."))


def _page(family: Family, form: MessageForm | None = None, status: int = 200):
    user = current_user()
    side = actions.side_of(user)
    template = "show_of_family" if side is Side.COORDINATOR else "show_ours"
    return render(
        f"messages/{template}.html", status=status, family=family, side=side,
        messages=queries.list_messages(user, family.id), form=form or MessageForm.of(side, formdata=None),
        phrases=PHRASE_LABELS, icons=PHRASE_ICONS, tags={code: one.tag for code, one in LANGUAGES.items()},
    )  # fmt: skip


@register_family_part
def _part_of_family(family: Family, *, now) -> dict:
    return {"unread_messages": queries.count_unread(current_user(), family.id, Side.FAMILY)}
