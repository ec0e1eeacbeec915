"""Pages: the open spots for a child, ranked, with the reasons."""

from uuid import UUID

from flask import Blueprint, abort, flash, request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.audit.actions import record_read
from allemed.catalogue.rules import Kind, kind_of
from allemed.config import settings
from allemed.database import db
from allemed.families.models import Child
from allemed.families.queries import children_visible_to, get_child
from allemed.htmx import redirect_to, render
from allemed.intake.models import Conversation
from allemed.intake.queries import find_current_conversation, list_pictures
from allemed.intake.rules import time_choices
from allemed.locales import _s
from allemed.matching import actions, queries
from allemed.matching.forms import (
    MATTERS_LABELS,
    STEP_LABELS,
    WALKS,
    CompanionForm,
    MattersForm,
    count_limits,
    read_try,
    say,
    say_time,
    say_wishes,
)
from allemed.matching.queries import Outcome, Standing
from allemed.matching.rules import AS_USUAL
from allemed.vocabulary import KIND_LABELS

views = Blueprint("matching", __name__)

FIRST_SHOWN, MOST_SHOWN, MOST_NOT_SHOWN, MOST_PICTURES = 9, 60, 25, 12


@views.route("/children/<uuid:child_id>/matches", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def list_matches(child_id: UUID):
    """The spots that fit a child, the best first. `?all=1` shows more; `?instead_of=` a placement it would leave.

    `?try=1` looks with other wishes and priorities than those that were saved; nothing of that is kept.
    Posted: the first name of a friend, which stands in no address.
    """
    child, now = get_child(child_id), clock.now()
    together = _together(child, request.form.get("friend_name", "")[:60])
    instead_of, conversation = _instead_of(), find_current_conversation(child.id)
    saved = queries.find_matters(child.id) or AS_USUAL
    looked = read_try(request.args, conversation, saved)
    outcome = queries.match_child(child, now=now, instead_of=instead_of, matters=looked.matters, tried=looked.tried)
    most = MOST_SHOWN if request.args.get("all") else FIRST_SHOWN
    page = render(
        "matching/list_matches.html",
        fragment="matching/_match_list.html",
        child=child,
        age=clock.today(settings().zone).year - child.birth_year,
        instead_of=instead_of,
        looked=looked,
        is_saved=looked.matters == saved,
        more={**request.args.to_dict(flat=False), "all": 1},
        **together,
        **_wishes(conversation),
        **_shown(outcome, most),
    )
    for one in (child, *together["found"]):
        record_read(one, by=current_user(), now=now, family_id=one.family_id)
    db.session.commit()
    return page


def _together(child: Child, name: str) -> dict:
    """Who this child could go with, and who is noted; `name` finds a friend in another family."""
    noted = queries.list_companions(child.id)
    found = [one for one in queries.find_by_name(child, name) if one not in noted]
    return {
        "noted": noted,
        "siblings": [one for one in queries.list_siblings(child) if one not in noted],
        "friend_name": name,
        "found": found,
        "year": clock.today(settings().zone).year,
    }


@views.post("/children/<uuid:child_id>/what-matters")
@allow(Role.COORDINATOR)
def save_matters(child_id: UUID):
    """Keep what matters to this family."""
    child, form = get_child(child_id), MattersForm()
    if not form.validate_on_submit():
        abort(422)
    actions.save_matters(child, form.matters(), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("matching.list_matches", child_id=child.id), _s("Saved with the child's wishes."))


@views.post("/children/<uuid:child_id>/companions")
@allow(Role.COORDINATOR)
def note_companion(child_id: UUID):
    """Note, or with `forget` take back, that two children wish to be together."""
    child, form, by, now = get_child(child_id), CompanionForm(), current_user(), clock.now()
    other = _other(form.other_id.data) if form.validate_on_submit() else None
    back = url_for("matching.list_matches", child_id=child.id)
    if other is None:
        abort(422)
    if form.forget.data:
        actions.forget_companion(child, other, by=by, now=now)
        return once.commit_and_go(back, _s("They need not be together any more."))
    if other.family_id != child.family_id and not form.both_said_yes.data:
        return redirect_with(back, _s("Ask both families first, then tick that they said yes."))
    actions.note_companion(child, other, by=by, now=now)
    return once.commit_and_go(back, _s("Noted: they wish to be together."))


def redirect_with(address: str, message: str):
    """Back to the page, with what is missing."""
    flash(message, "warn")
    return redirect_to(address)


def _other(other_id: UUID | None) -> Child | None:
    visible = children_visible_to(current_user()).where(Child.id == other_id)
    return db.session.scalar(visible)


def _instead_of() -> UUID | None:
    try:
        return UUID(request.args["instead_of"])
    except (KeyError, ValueError):
        return None


def _wishes(conversation: Conversation | None) -> dict:
    """What the order is made from, for the head of the page."""
    kinds = [kind_of(code) for code in conversation.kinds] if conversation else []
    return {
        "conversation": conversation,
        "wish_kinds": kinds,
        "kind_labels": KIND_LABELS,
        "wish_facts": say_wishes(conversation) if conversation else [],
        "matters_labels": MATTERS_LABELS,
        "step_labels": STEP_LABELS,
        "walks": WALKS,
        "try_kinds": _try_kinds(kinds),
        "try_times": [(code, say_time(code)) for code in time_choices()],
    }


def _try_kinds(chosen: list[Kind]) -> list[Kind]:
    """The child's pictures first, then those that some group here offers."""
    codes = [kind.code for kind in chosen] + list_pictures()[:MOST_PICTURES]
    return [kind_of(code) for code in dict.fromkeys(codes)]


def _shown(outcome: Outcome, most: int) -> dict:
    matches, refused = outcome.matches[:most], outcome.not_shown[:MOST_NOT_SHOWN]
    ids = [match.spot.activity_id for match in matches] + [spot.activity_id for spot, _reasons in refused]
    activities = queries.get_activities([*ids, *(other.activity_id for other in outcome.others)])
    standing = {other.activity_id: other.standing for other in outcome.others}
    cards = [
        {
            "activity": activities[match.spot.activity_id],
            "kind": kind_of(match.spot.kind),
            "good": [say(reason) for reason in match.reasons],
            "bad": [say(reason) for reason in match.objections],
            "unknown": [say(reason) for reason in match.unknowns],
            "standing": standing.get(match.spot.activity_id),
        }
        for match in matches
    ]
    return {
        "cards": cards,
        "total": len(outcome.matches),
        "not_shown": [(activities[s.activity_id], [say(r) for r in reasons]) for s, reasons in refused],
        "not_shown_total": len(outcome.not_shown) + outcome.far_in_age,
        "not_shown_why": count_limits((reasons for _spot, reasons in outcome.not_shown), outcome.far_in_age),
        "on_the_way": [
            (activities[other.activity_id], other) for other in outcome.others if other.standing is Standing.ON_THE_WAY
        ],
    }
