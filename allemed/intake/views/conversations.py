"""The conversation: before it starts, the one page of it, and what it left."""

from datetime import timedelta

from flask import abort, redirect, request, url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record_read
from allemed.catalogue.rules import KINDS
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import get_child, get_family, register_child_part, register_family_part
from allemed.families.rules import UNASKED_KINDS, Channel
from allemed.htmx import render
from allemed.intake import actions, forms, queries
from allemed.intake.forms import labels
from allemed.intake.rules import Interpreter, NextStep, times_on
from allemed.intake.views.blueprint import views
from allemed.intake.views.page import conversation_page, is_to_be_read_again, record_first, said_in, saved
from allemed.intake.views.waited import UNFINISHED, keep_for_later
from allemed.locales import _, _s
from allemed.referrals.actions import link_child
from allemed.referrals.notices import tell_partner_of_progress
from allemed.referrals.queries import find_referral
from allemed.sealed import came_sealed
from allemed.vocabulary import LANGUAGE_LABELS


@views.get("/conversations/new")
@allow(Role.COORDINATOR)
def start_conversation():
    """Before you start: the language, the interpreter, and the question that is only asked aloud."""
    referral = find_referral(current_user(), request.args.get("referral"))
    onward = url_for("intake.hold_conversation", referral=referral.id if referral else None)
    return _before_you_start(onward, known=referral.language if referral else None)


@views.get("/families/<uuid:family_id>/conversations/new")
@allow(Role.COORDINATOR)
def start_for_sibling(family_id):
    return _before_you_start(
        url_for("intake.hold_for_sibling", family_id=family_id), known=get_family(family_id).talk_language
    )


@views.get("/children/<uuid:child_id>/conversations/new")
@allow(Role.COORDINATOR)
def continue_conversation(child_id):
    family = get_child(child_id).family
    return _before_you_start(url_for("intake.hold_again", child_id=child_id), known=family.talk_language)


def _before_you_start(onward: str, *, known: str | None):
    address, _mark, query = onward.partition("?")
    common = list(forms.COMMON_LANGUAGES)
    if known and known not in common:
        common.insert(0, known)
    return render(
        "intake/start_conversation.html", onward=address, referral=query.partition("=")[2], known=known, common=common,
        others=[code for code in LANGUAGE_LABELS if code not in common], interpreters=labels.INTERPRETER_LABELS,
        questions=labels.QUESTIONS, aloud=forms.in_other_languages("careful"),
    )  # fmt: skip


@views.get("/conversations/paper")
@allow(Role.COORDINATOR)
def show_paper_routine():
    """A plain page, reached by a plain link: nothing is kept, and it looks the same for whoever opens it."""
    return render("intake/show_paper_routine.html")


@views.get("/conversations/form")
@allow(Role.COORDINATOR)
@logs_reads
def hold_conversation():
    if not _is_started():
        return redirect(url_for("intake.start_conversation", referral=request.args.get("referral")), 303)
    referral = find_referral(current_user(), request.args.get("referral"))
    form = forms.FirstConversationForm(formdata=None, data=_opening() | _from_referral(referral))
    if referral:
        record_read(referral, by=current_user(), now=clock.now(), family_id=None)
    return conversation_page(form)


@views.post("/conversations/form")
@allow(Role.COORDINATOR)
def record_conversation():
    form = forms.FirstConversationForm()
    is_whole = form.validate() and not is_to_be_read_again(form) and not request.form.get(UNFINISHED)
    if not is_whole and came_sealed(request.environ):  # nobody looks at the answer: it waits in the coordinator's day
        return keep_for_later()
    if not is_whole:
        return conversation_page(form, status=422)
    now, user = clock.now(), current_user()
    row = record_first(form, by=user, now=now)
    if referral := find_referral(user, request.args.get("referral")):
        was_contacted = referral.contacted_at is not None
        link_child(referral, row.child, by=user, now=now)
        if not was_contacted:
            tell_partner_of_progress(referral, now=now)
    return saved(row)


@views.route("/families/<uuid:family_id>/conversations/form", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def hold_for_sibling(family_id):
    family = get_family(family_id)
    if request.method == "GET":
        if not _is_started():
            return redirect(url_for("intake.start_for_sibling", family_id=family_id), 303)
        record_read(family, by=current_user(), now=clock.now(), family_id=family.id)
        return conversation_page(forms.SiblingConversationForm(formdata=None, data=_opening(family)), family=family)
    form = forms.SiblingConversationForm()
    if not form.validate() or is_to_be_read_again(form):
        return conversation_page(form, family=family, status=422)
    row = actions.record_sibling_conversation(
        family, **said_in(form), child=form.child_values(), by=current_user(), now=clock.now()
    )
    return saved(row)


@views.route("/children/<uuid:child_id>/conversations/form", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def hold_again(child_id):
    """A later conversation about the same child: what was said last time stands there already."""
    child = get_child(child_id)
    if request.method == "GET":
        if not _is_started():
            return redirect(url_for("intake.continue_conversation", child_id=child_id), 303)
        latest = queries.find_current_conversation(child_id)
        known = forms.known_answers(latest) if latest else {}
        form = forms.ConversationForm(formdata=None, data=known | _opening(child.family))
        record_read(child, by=current_user(), now=clock.now(), family_id=child.family_id)
        return conversation_page(form, family=child.family, child=child)
    form = forms.ConversationForm()
    if not form.validate() or is_to_be_read_again(form):
        return conversation_page(form, family=child.family, child=child, status=422)
    return saved(actions.record_conversation(child, **said_in(form), by=current_user(), now=clock.now()))


def _is_started() -> bool:
    """Did the page before, with the question asked aloud, lead here?"""
    return request.args.get("talk") in LANGUAGE_LABELS and request.args.get("interpreter") in set(Interpreter)


def _opening(family=None) -> dict:
    """What the page before has told: the language and the interpreter; and what follows from that."""
    talk, interpreter = request.args["talk"], request.args["interpreter"]
    read = family.read_language if family else "nb" if talk in forms.SIGNED else talk
    known = {"talk_language": talk, "read_language": read, "interpreter": interpreter}
    if interpreter == Interpreter.NOT_AVAILABLE:
        known |= {
            "next_step": NextStep.BOOK_INTERPRETER,
            "next_step_on": clock.today(settings().zone) + timedelta(days=2),
        }
    return known


def _from_referral(referral) -> dict:
    if referral is None:
        return {}
    kinds = [code for code in referral.kinds if code in KINDS and code not in UNASKED_KINDS]
    return {
        "first_name": referral.child_first_name, "birth_year": referral.birth_year, "phone": referral.phone,
        "channel": Channel(referral.channel), "school_id": referral.school_id, "class_level": referral.class_level,
        "kinds": kinds, "kinds_order": " ".join(kinds),
        "times": [code.replace(":", "-") for code in times_on(referral.wish_days, referral.wish_part)],
    }  # fmt: skip


@views.get("/conversations/<uuid:conversation_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_conversation(conversation_id):
    row = queries.get_conversation(conversation_id)
    answer = render("intake/show_conversation.html", conversation=row, labels=labels, missing=queries.missing_of(row))
    record_read(row, by=current_user(), now=clock.now(), family_id=row.family_id)
    db.session.commit()
    return answer


@views.post("/conversations/<uuid:conversation_id>/next-step-done")
@allow(Role.COORDINATOR)
def finish_next_step(conversation_id):
    row = queries.get_conversation(conversation_id)
    actions.finish_next_step(row, by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("families.show_child", child_id=row.child_id), _s("Done."))


@views.post("/conversations/<uuid:conversation_id>/understood")
@allow(Role.FAMILY)
def say_understood(conversation_id):
    """Two faces on the family's own page."""
    answer = request.form.get("understood")
    if answer not in ("yes", "no"):
        abort(422)
    actions.say_understood(
        queries.get_conversation(conversation_id), answer == "yes", by=current_user(), now=clock.now()
    )
    return once.commit_and_go(url_for("home.show_our_page"), _("Thank you."))


@register_child_part
def _part_of_child(child, *, now) -> dict:
    latest = queries.find_current_conversation(child.id)
    return {
        "conversation": latest, "missing": queries.missing_of(latest) if latest else (), "labels": labels,
        "conversations": queries.list_conversations(child_id=child.id), "today": clock.today(settings().zone),
    }  # fmt: skip


@register_family_part
def _part_of_family(family, *, now) -> dict:
    return {"conversations": queries.list_conversations(family_id=family.id), "labels": labels}
