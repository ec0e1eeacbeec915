"""What was done for a child, one tap each; and for all together: what was done, and who stayed."""

from uuid import UUID

from flask import abort, request

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.placements.models import Placement
from allemed.placements.queries import get_placement
from allemed.support import actions, queries
from allemed.support.forms import EffortForm, words
from allemed.support.rules import InterventionKind, compare, cost_of_staying
from allemed.support.views.blueprint import page_about, page_of, today, views


@views.get("/placements/<uuid:placement_id>/done")
@allow(Role.COORDINATOR)
@logs_reads
def show_done(placement_id: UUID):
    return _done_page(get_placement(placement_id))


def _done_page(placement: Placement, form: EffortForm | None = None, status: int = 200):
    done = queries.list_done(placement.id)
    return page_about(
        placement, "show_done", status=status, done=done, kinds=InterventionKind, words=words,
        form=form or _effort_form(done), minutes=sum(one.minutes or 0 for one in done.values()),
        money=sum(one.money or 0 for one in done.values()), is_open=form is not None,
    )  # fmt: skip


def _effort_form(done) -> EffortForm:
    """For something that is noted already."""
    form = EffortForm(formdata=None)
    form.kind.choices = [(str(kind), words.DONE_LABELS[kind]) for kind in InterventionKind if kind in done]
    return form


@views.post("/placements/<uuid:placement_id>/done")
@allow(Role.COORDINATOR)
def note_done(placement_id: UUID):
    """Done, in one tap."""
    placement = get_placement(placement_id)
    actions.note(placement, _kind(), by=current_user(), now=clock.now())
    return commit_and_go(page_of("show_done", placement))


@views.post("/placements/<uuid:placement_id>/done/take-back")
@allow(Role.COORDINATOR)
def take_back_note(placement_id: UUID):
    placement = get_placement(placement_id)
    actions.take_back_note(placement, _kind(), by=current_user(), now=clock.now())
    return commit_and_go(page_of("show_done", placement))


def _kind() -> InterventionKind:
    if request.form.get("kind") not in set(InterventionKind):
        abort(422)
    return InterventionKind(request.form["kind"])


@views.post("/placements/<uuid:placement_id>/done/effort")
@allow(Role.COORDINATOR)
def note_effort(placement_id: UUID):
    """The time and money it took."""
    placement, form = get_placement(placement_id), EffortForm()
    if not form.validate_on_submit():
        return _done_page(placement, form, 422)
    actions.note_effort(
        placement, InterventionKind(form.kind.data), minutes=form.minutes.data, money=form.money.data,
        by=current_user(), now=clock.now(),
    )  # fmt: skip
    return commit_and_go(page_of("show_done", placement), _s("Saved."))


@views.get("/what-helps")
@allow(Role.COORDINATOR)
def show_comparison():
    """Figures only: no child, no group, nothing below five."""
    rows = compare(queries.list_stays(today()))
    return render(
        "support/show_comparison.html", rows_shown=[one for one in rows if one.is_shown], words=words,
        cost=cost_of_staying(queries.list_efforts(today())),
        hidden=[words.DONE_LABELS[one.kind] for one in rows if not one.is_shown],
    )  # fmt: skip
