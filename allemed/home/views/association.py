"""An association's evening in five minutes: answer, confirm, see who comes, keep a promise."""

from datetime import date
from uuid import UUID

from flask import g, request

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.applications.forms import until_words
from allemed.applications.queries import list_open_for
from allemed.applications.rules import ANSWERED_BY_CLUB, ApplicationState
from allemed.associations.models import Association
from allemed.audit.actions import record_read
from allemed.catalogue.forms.words import PILOT_LABELS
from allemed.catalogue.queries import list_groups_of
from allemed.catalogue.rules import kind_of
from allemed.catalogue.views.groups import group_rows
from allemed.config import settings
from allemed.database import db
from allemed.followup.queries import list_asked
from allemed.followup.rules import CheckInKind
from allemed.home.queries import list_children_on_their_way, list_requests
from allemed.home.queries.running import running_of
from allemed.home.queries.wishes import count_wishes_to_answer
from allemed.home.views.asked import asked_of, lines_of, pilots_of
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _sl
from allemed.placements.forms.words import NEED_LABELS_STAFF
from allemed.placements.models import Placement
from allemed.placements.queries import SharedWithAssociation, list_absences, list_shared
from allemed.placements.rules import LightColour, LightKind, PlacementState
from allemed.voice.queries import tell_association

S = PlacementState
GROUPS_SHOWN, MOST_FREE = 3, 99
CLUB_WORDS = {
    S.ACCEPTED: _sl("The coordinator books the first time"),
    S.BOOKED: _sl("First time"),
    S.NOT_HELD: _sl("The coordinator finds a new day"),
    S.HELD: _sl("Was there once"),
    S.TRIAL: _sl("Trying it out"),
}


@views.get("/our-association")
@allow(Role.ASSOCIATION)
@logs_reads
def show_our_association():
    user, today = current_user(), clock.today(settings().zone)
    requests, children = list_requests(user), list_children_on_their_way(user)
    asked = list_asked(user, today)
    away = list_absences(user, today)
    named = {one.id: one for one in [*requests, *children, *(one.placement for one in [*asked, *away])]}.values()
    shared = list_shared(named, clock.now())
    ours, association = list_groups_of(user.association_id), db.session.get_one(Association, user.association_id)
    groups, running = group_rows(ours), running_of(ours, today)
    stale = [group for group in groups if group["state"] == "stale"]
    questions = [(one, shared[one.placement_id]) for one in asked]
    g.waiting_count, wish_count = len(requests), count_wishes_to_answer(user.association_id, running, clock.now())
    page = render(
        "home/show_our_association.html", association=association,
        asks=lines_of(user, questions, asked_of(association, running, clock.now(), today), wish_count, today, clock.now()),
        calls=_calls(user.association_id, today),
        pilots=pilots_of(ours, today), pilot_labels=PILOT_LABELS,
        requests=[_request(one, shared[one.id]) for one in requests],
        children=[_on_the_way(one, shared[one.id]) for one in children],
        away=[(one, _known(one.placement, shared[one.placement_id])) for one in away if shared[one.placement_id].first_name],
        questions=[one for one in questions if one[0].kind != CheckInKind.MISSED_TWICE],
        stale=stale, groups=stale[:GROUPS_SHOWN], group_count=len(groups), spot_days=settings().spot_days,
        told_by_children=tell_association(user.association_id), just_full=_just_full(groups),
    )  # fmt: skip
    _note_reading(named)
    return page


def _just_full(groups: list[dict]) -> tuple[dict, int] | None:
    """The group that it called full a moment ago, and how many places it had: one tap takes it back."""
    had, asked = request.args.get("had", 0, type=int), request.args.get("full", "")
    group = next((one for one in groups if str(one["id"]) == asked and one["state"] == "full"), None)
    return (group, had) if group and 0 < had <= MOST_FREE else None


def _calls(association_id: UUID, today: date) -> list[dict]:
    """Calls for grants that the association has not answered: it can apply, or has begun to."""
    return [
        {"call": call, "until": until_words(call.closes_on, today), "has_draft": mine is not None and mine.state is ApplicationState.DRAFT}
        for call, mine in list_open_for(association_id, clock.now())
        if mine is None or mine.state not in ANSWERED_BY_CLUB
    ]  # fmt: skip


def _note_reading(placements) -> None:
    """One line in the read log for each child whose name stands on the page."""
    for placement in placements:
        record_read(placement, by=current_user(), now=clock.now(), family_id=placement.child.family_id)
    db.session.commit()


def _known(placement: Placement, shared: SharedWithAssociation) -> dict:
    """What the family lets this association know, and nothing else of it."""
    return {
        "shared": shared,
        "activity": placement.activity,
        "kind": kind_of(placement.activity.kind),
        "age": clock.today(settings().zone).year - shared.birth_year if shared.birth_year else None,
        "needs": [NEED_LABELS_STAFF[need] for need in shared.needs if need in NEED_LABELS_STAFF],
    }


def _request(placement: Placement, shared: SharedWithAssociation) -> dict:
    return _known(placement, shared) | {
        "id": placement.id,
        "version": placement.version,
        "asked_at": placement.asked_at,
    }


def _on_the_way(placement: Placement, shared: SharedWithAssociation) -> dict:
    """Of the fee the association learns only that it is taken care of."""
    fee = next((light.colour for light in placement.lights if light.kind == LightKind.FEE), None)
    return _known(placement, shared) | {
        "id": placement.id,
        "word": CLUB_WORDS[placement.state],
        "is_booked": placement.state == S.BOOKED,
        "fee_is_solved": fee == LightColour.GREEN,
    }
