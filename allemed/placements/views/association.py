"""The association's side: what it is asked, and its answer. It sees what the family said yes to, and no more."""

from datetime import date
from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.config import settings
from allemed.forms import mark_ids
from allemed.htmx import redirect_to, render
from allemed.limits import limiter
from allemed.locales import _s
from allemed.placements import actions, notices, queries
from allemed.placements.forms import AcceptForm, DeclineForm
from allemed.placements.forms.words import DECLINE_ICONS, NEED_LABELS_STAFF
from allemed.placements.models import Placement
from allemed.placements.rules import DeclineReason, PlacementState
from allemed.placements.views.blueprint import finish_reading, kind_of_activity, today, views
from allemed.vocabulary import LANGUAGE_LABELS, label_of

S = PlacementState
CHILDREN_AN_HOUR = "30 per hour"


def _who() -> str:
    return f"contact {current_user().id}"


def _request_page(placement: Placement, *, status: int = 200, decline: DeclineForm | None = None):
    """No row of the family goes into this template: only what `shared_with_association` lets through."""
    shared = queries.shared_with_association(placement, clock.now())
    accept = mark_ids(AcceptForm(formdata=None, version=placement.version), "accept")
    return render(
        "placements/show_request.html",
        status=status,
        shared=shared,
        activity=placement.activity,
        kind=kind_of_activity(placement.activity),
        age=today().year - shared.birth_year if shared.birth_year else None,
        needs=[NEED_LABELS_STAFF[need] for need in shared.needs if need in NEED_LABELS_STAFF],
        language_name=label_of(LANGUAGE_LABELS, shared.language) if shared.language else "",
        coordinator=_coordinator_of(placement),
        asked_at=placement.asked_at,
        away=_away(placement) if shared.first_name else [],
        answer_days=settings().answer_days,
        accept=accept,
        decline=decline or mark_ids(DeclineForm(formdata=None, version=placement.version), "decline"),
        icons=DECLINE_ICONS,
    )


def _away(placement: Placement) -> list[date]:
    """The sessions to come that the family has said it cannot come to."""
    return [
        one.session_on for one in queries.list_absences(current_user(), today()) if one.placement_id == placement.id
    ]


def _coordinator_of(placement: Placement) -> dict[str, str]:
    found = queries.list_coordinators_of(placement)
    name = settings().coordinator_name or (found[0].name if found else "")
    return {"name": name, "phone": settings().coordinator_phone}


@views.get("/requests/<uuid:placement_id>")
@allow(Role.ASSOCIATION)
@logs_reads
@limiter.limit(CHILDREN_AN_HOUR, key_func=_who)
def show_request(placement_id: UUID):
    """A child would like to come. Names are read and logged one page at a time, and only so many an hour."""
    placement = queries.get_placement(placement_id)
    return finish_reading(_request_page(placement), placement)


@views.post("/requests/<uuid:placement_id>/accept")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def accept_request(placement_id: UUID):
    """Welcome, in one tap. The coordinator notes it for an association that says it by phone."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = AcceptForm()
    if not form.validate_on_submit():
        return redirect_to(_back_to(placement))
    actions.accept_request(placement, version=form.version.data, by=by, now=now)
    notices.tell_of_association_answer(placement, by=by, now=now)
    going_to = url_for("home.show_our_association") if request.form.get("back") == "now" else _back_to(placement)
    return once.commit_and_go(going_to, _s("Thank you! The family is told now."))


@views.post("/requests/<uuid:placement_id>/decline")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def decline_request(placement_id: UUID):
    """Not this time, with one word why; the waiting list may be offered."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = mark_ids(DeclineForm(), "decline")
    if not form.validate_on_submit():
        if by.role == Role.ASSOCIATION:
            return _request_page(placement, status=422, decline=form)
        return redirect_to(_back_to(placement))
    had = placement.activity.spot.free if placement.activity.spot else 0
    actions.decline_request(
        placement, DeclineReason(form.reason.data), offers_waiting_list=form.offers_waiting_list.data,
        version=form.version.data, by=by, now=now,
    )  # fmt: skip
    notices.tell_of_association_answer(placement, by=by, now=now)
    return once.commit_and_go(_back_to(placement, had), _thanks_for(placement))


def _thanks_for(placement: Placement) -> str:
    """After a no. Whoever says that it is full has said what families see, and until when."""
    if placement.decline_reason is DeclineReason.FULL:
        return _s("Thank you. Families see that it is full. Write how many places, when there is room again.")
    return _s("Thank you for the answer. We look for another place.")


def _back_to(placement: Placement, had: int = 0) -> str:
    """`had`: how many places a group had that is called full; the page offers to take that back."""
    if current_user().role == Role.COORDINATOR:
        return url_for("placements.show_placement", placement_id=placement.id)
    if placement.state is S.DECLINED:
        if had and placement.decline_reason is DeclineReason.FULL:
            return url_for("home.show_our_association", full=placement.activity_id, had=had)
        return url_for("home.show_our_association")
    return url_for("placements.show_request", placement_id=placement.id)
