"""Pages: the open spots for a child, ranked, with the reasons."""

from uuid import UUID

from flask import Blueprint, request

from allemed import clock
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.audit.actions import record_read
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import get_child
from allemed.htmx import render
from allemed.intake.models import Conversation
from allemed.intake.queries import find_current_conversation
from allemed.matching import queries
from allemed.matching.forms import count_limits, say, say_wishes
from allemed.matching.queries import Outcome, Standing
from allemed.vocabulary import KIND_LABELS

views = Blueprint("matching", __name__)

FIRST_SHOWN, MOST_SHOWN, MOST_NOT_SHOWN = 9, 60, 25


@views.get("/children/<uuid:child_id>/matches")
@allow(Role.COORDINATOR)
@logs_reads
def list_matches(child_id: UUID):
    """The spots that fit a child, the best first. `?all=1` shows more; `?instead_of=` a placement it would leave."""
    child, now = get_child(child_id), clock.now()
    instead_of = _instead_of()
    outcome = queries.match_child(child, now=now, instead_of=instead_of)
    most = MOST_SHOWN if request.args.get("all") else FIRST_SHOWN
    page = render(
        "matching/list_matches.html",
        child=child,
        age=clock.today(settings().zone).year - child.birth_year,
        instead_of=instead_of,
        **_wishes(find_current_conversation(child.id)),
        **_shown(outcome, most),
    )
    record_read(child, by=current_user(), now=now, family_id=child.family_id)
    db.session.commit()
    return page


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
    }


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
