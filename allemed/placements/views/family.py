"""The family's side: what is proposed, yes or not now, and the card for the first day."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.catalogue.actions import NoSpotLeft
from allemed.catalogue.views.facts import describe
from allemed.database import db
from allemed.families.rules import AgreementHow, ChildHeard, should_be_heard
from allemed.forms import mark_ids
from allemed.htmx import redirect_to, render
from allemed.intake.queries import find_current_conversation
from allemed.locales import _s, language
from allemed.placements import actions, notices, queries
from allemed.placements.forms import SayNotNowForm, SayYesForm
from allemed.placements.forms.words import NEED_ICONS, NOT_NOW_LABELS, NOT_NOW_PICTURES
from allemed.placements.models import Placement
from allemed.placements.rules import (
    NOT_NOW_CHOICES,
    NotNow,
    PlacementState,
    may_association_see,
    may_move,
)
from allemed.placements.views.blueprint import finish_reading, kind_of_activity, today, views
from allemed.vocabulary import LANGUAGE_LABELS, label_of

S = PlacementState


def _is_coordinator() -> bool:
    return current_user().role == Role.COORDINATOR


def _yes_form(placement: Placement) -> SayYesForm:
    form = SayYesForm.for_placement(placement, find_current_conversation(placement.child_id))
    if not form.is_submitted():
        form.version.data = placement.version
    return mark_ids(form, "yes")


def _not_now_form(placement: Placement) -> SayNotNowForm:
    form = SayNotNowForm()
    if not form.is_submitted():
        form.version.data, form.reason.data = placement.version, None
    form.reason.choices = [(str(one), NOT_NOW_LABELS[one]) for one in NOT_NOW_CHOICES]
    return mark_ids(form, "not-now")


def _proposal_page(placement: Placement, *, status: int = 200, yes=None, not_now=None):
    return render(
        "placements/show_proposal.html",
        status=status,
        placement=placement,
        child=placement.child,
        talk_language=label_of(LANGUAGE_LABELS, placement.child.family.talk_language),
        yes=yes or _yes_form(placement),
        not_now=not_now or _not_now_form(placement),
        pictures=NOT_NOW_PICTURES,
        need_icons=NEED_ICONS,
        may_take_back=placement.state is not S.PROPOSED and may_move(placement.state, S.WISH, Role.FAMILY),
        asks_child=should_be_heard(placement.child.birth_year, today().year),
        is_coordinator=_is_coordinator(),
        **describe(placement.activity),
    )


@views.get("/proposals/<uuid:placement_id>")
@allow(Role.FAMILY, Role.COORDINATOR)
@logs_reads
def show_proposal(placement_id: UUID):
    """What is proposed, and where it stands. The coordinator notes here what the family says aloud."""
    placement = queries.get_placement(placement_id)
    return finish_reading(_proposal_page(placement), placement)


@views.post("/proposals/<uuid:placement_id>/yes")
@allow(Role.FAMILY, Role.COORDINATOR)
def say_yes(placement_id: UUID):
    """The family wants it. If somebody was faster, the answer says what can be done now."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    if placement.state is not S.PROPOSED:
        return redirect_to(_home_of(placement))  # answered already, on this phone or another
    form = _yes_form(placement)
    if not form.validate_on_submit():
        return _proposal_page(placement, status=422, yes=form)
    try:
        actions.say_yes(placement, _yes_of(form, placement), version=form.version.data, by=by, now=now)
    except NoSpotLeft:
        db.session.rollback()
        return _somebody_was_faster(queries.get_placement(placement_id))
    notices.tell_of_yes(placement, by=by, now=now)
    words = _s("Noted. The club is asked.") if _is_coordinator() else None  # the family's page itself says so
    return once.commit_and_go(_home_of(placement), words)


def _yes_of(form: SayYesForm, placement: Placement) -> actions.Yes:
    heard = ChildHeard.YES if form.child_wants.data else ChildHeard.NO
    if not should_be_heard(placement.child.birth_year, today().year) and not form.child_wants.data:
        heard = ChildHeard.NOT_APPLICABLE
    spoken = _is_coordinator()
    return actions.Yes(
        how=AgreementHow.SPOKEN if spoken else AgreementHow.ON_SCREEN,
        language=placement.child.family.talk_language if spoken else language().code,
        child_heard=heard,
        given_on=today(),
        guardians=form.guardian_ids(),
        has_interpreter=form.has_interpreter.data,
        shares_language=form.shares_language.data,
        needs=tuple(form.needs.data or ()),
    )


def _somebody_was_faster(placement: Placement):
    return render(
        "placements/somebody_was_faster.html",
        status=409,
        placement=placement,
        kind=kind_of_activity(placement.activity),
        look_further=NotNow.LOOK_FURTHER,
        waiting_list=NotNow.WAITING_LIST,
        is_coordinator=_is_coordinator(),
    )


def _home_of(placement: Placement) -> str:
    """Where the person goes on: the coordinator to its own page, the family stays at the proposal."""
    endpoint = "placements.show_placement" if _is_coordinator() else "placements.show_proposal"
    return url_for(endpoint, placement_id=placement.id)


@views.post("/proposals/<uuid:placement_id>/not-now")
@allow(Role.FAMILY, Role.COORDINATOR)
def say_not_now(placement_id: UUID):
    """Not now, or a yes taken back. The wish stays."""
    placement, by, now = queries.get_placement(placement_id), current_user(), clock.now()
    form = SayNotNowForm()
    if not form.validate_on_submit():
        return _proposal_page(placement, status=422, not_now=mark_ids(form, "not-now"))
    reason = NotNow(form.reason.data or NotNow.NO_REASON)
    association_knew = may_association_see(placement.state)
    actions.say_not_now(placement, reason, version=form.version.data, by=by, now=now)
    notices.tell_of_not_now(placement, association_knew=association_knew, by=by, now=now)
    words = _s("Noted. The wish stays.") if _is_coordinator() else None
    return once.commit_and_go(_home_of(placement), words)
