"""The coordinator's steps: the first session, the lights, the start, the end, the switch."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.forms import mark_ids
from allemed.htmx import redirect_to
from allemed.locales import _s
from allemed.placements import actions, notices, queries
from allemed.placements.forms import BookForm, DatesForm, EndForm, MoveForm, RecordForm, SwitchForm
from allemed.placements.models import Placement
from allemed.placements.rules import ComesAlong, LightColour, PlacementState, StopReason, may_association_see
from allemed.placements.views.blueprint import views
from allemed.placements.views.page import light_form, placement_page
from allemed.referrals.notices import tell_partners_of_activity


def _page_of(placement: Placement) -> str:
    return url_for("placements.show_placement", placement_id=placement.id)


@views.post("/placements/<uuid:placement_id>/first-session")
@allow(Role.COORDINATOR)
def book_first_session(placement_id: UUID):
    """The first session gets its date, and both sides are told."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = mark_ids(BookForm(), "book")
    if not form.validate_on_submit():
        return placement_page(placement, status=422, open_form="book", invalid=form)
    actions.book_first_session(
        placement, at=form.moment(), meets=form.meets.data, comes_along=ComesAlong(form.comes_along.data),
        version=form.version.data, by=by, now=now,
    )  # fmt: skip
    notices.tell_of_first_session(placement, by=by, now=now)
    return once.commit_and_go(_page_of(placement), _s("Booked. The family and the club are told."))


@views.post("/placements/<uuid:placement_id>/first-session/record")
@allow(Role.COORDINATOR)
def record_first_session(placement_id: UUID):
    """The child was there, or was not."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = RecordForm()
    if not form.validate_on_submit():
        return redirect_to(_page_of(placement))
    actions.record_first_session(
        placement, was_held=form.was_held.data == "yes", version=form.version.data, by=by, now=now
    )
    return once.commit_and_go(_page_of(placement), _s("Noted."))


@views.post("/placements/<uuid:placement_id>/state")
@allow(Role.COORDINATOR)
def change_state(placement_id: UUID):
    """The next step, where it needs nothing else."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = MoveForm()
    if not form.validate_on_submit():
        return redirect_to(_page_of(placement))
    association_knew, had_begun = may_association_see(placement.state), placement.started_at is not None
    actions.change_state(placement, form.state(), version=form.version.data, by=by, now=now)
    if placement.state is PlacementState.ASKED:
        notices.tell_of_yes(placement, by=by, now=now)
    elif association_knew and not may_association_see(placement.state):
        notices.tell_association_of_change(placement, by=by, now=now)
    if placement.started_at and not had_begun:
        tell_partners_of_activity(placement.child_id, now=now)
    return once.commit_and_go(_page_of(placement), _s("Noted."))


@views.post("/lights/<uuid:light_id>")
@allow(Role.COORDINATOR)
def set_light(light_id: UUID):
    """How equipment, transport or fee stands."""
    light, by, now = queries.get_light(light_id), current_user(), clock.now()
    form = light_form(light)
    if not form.validate_on_submit():
        placement = queries.get_placement(light.placement_id)
        return placement_page(placement, status=422, open_form=str(light.id), invalid=form)
    actions.set_light(
        light, colour=LightColour(form.colour.data), owner_id=form.owner_id.data, due_on=form.due_on.data,
        note=form.note.data or "", version=form.version.data, by=by, now=now,
    )  # fmt: skip
    return once.commit_and_go(_page_of(light.placement), _s("Saved."))


@views.post("/placements/<uuid:placement_id>/dates")
@allow(Role.COORDINATOR)
def set_dates(placement_id: UUID):
    """When the season and the help with the fee end."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = mark_ids(DatesForm(), "dates")
    if not form.validate_on_submit():
        return placement_page(placement, status=422, open_form="dates", invalid=form)
    actions.set_dates(
        placement, season_ends_on=form.season_ends_on.data, fund_ends_on=form.fund_ends_on.data,
        version=form.version.data, by=by, now=now,
    )  # fmt: skip
    return once.commit_and_go(_page_of(placement), _s("Saved."))


@views.post("/placements/<uuid:placement_id>/end")
@allow(Role.COORDINATOR)
def end_placement(placement_id: UUID):
    """It is over, with one word why."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = mark_ids(EndForm(), "end")
    if not form.validate_on_submit():
        return placement_page(placement, status=422, open_form="end", invalid=form)
    association_knew = may_association_see(placement.state)
    actions.end_placement(placement, StopReason(form.reason.data), version=form.version.data, by=by, now=now)
    if association_knew:
        notices.tell_association_of_change(placement, by=by, now=now)
    return once.commit_and_go(_page_of(placement), _s("Noted. The spot is free again."))


@views.post("/placements/<uuid:placement_id>/switch")
@allow(Role.COORDINATOR)
def switch_placement(placement_id: UUID):
    """The child goes on to another activity; the family is asked about that one."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = SwitchForm()
    if not form.validate_on_submit():
        return redirect_to(url_for("matching.list_matches", child_id=placement.child_id, instead_of=placement.id))
    association_knew = may_association_see(placement.state)
    new = actions.switch_placement(
        placement, form.activity_id.data, reason=form.why(), version=form.version.data, by=by, now=now
    )
    notices.tell_family_of_proposal(new, by=by, now=now)
    if association_knew:
        notices.tell_association_of_change(placement, by=by, now=now)
    return once.commit_and_go(_page_of(new), _s("The family is asked now."))
