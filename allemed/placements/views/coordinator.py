"""The coordinator's side: the list, one placement with what comes next, and the way in."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.audit.actions import record
from allemed.database import db
from allemed.families.queries import get_child
from allemed.htmx import page_asked_for, redirect_to, render
from allemed.locales import _s
from allemed.placements import actions, notices, queries
from allemed.placements.forms import ProposeForm
from allemed.placements.forms.words import GROUP_LABELS, STATE_LABELS, STATE_TONES
from allemed.placements.rules import ListGroup
from allemed.placements.views.blueprint import finish_reading, views
from allemed.placements.views.page import placement_page


@views.get("/placements")
@allow(Role.COORDINATOR)
@logs_reads
def list_placements():
    """Who is where on the way. `?group=` chooses whose turn it is, `?page=` the next forty."""
    by, now = current_user(), clock.now()
    group = _group_of(request.args.get("group", ""))
    number = page_asked_for()
    counts = queries.count_by_group(by)
    live = sum(count for one, count in counts.items() if one is not ListGroup.OVER)
    page = render(
        "placements/list_placements.html",
        fragment="placements/_placement_list.html",
        placements=queries.list_placements(by, group, page=number),
        group=group,
        groups=GROUP_LABELS,
        counts=counts,
        live=live,
        total=counts[group] if group else live,
        page=number,
        size=queries.PAGE,
        states=STATE_LABELS,
        tones=STATE_TONES,
    )
    record("read_list", by=by, now=now)
    db.session.commit()
    return page


def _group_of(text: str) -> ListGroup | None:
    return ListGroup(text) if text in set(ListGroup) else None


@views.post("/children/<uuid:child_id>/placements")
@allow(Role.COORDINATOR)
def propose_placement(child_id: UUID):
    """Ask the family whether it wants this one."""
    child, by, now = get_child(child_id), current_user(), clock.now()
    form = ProposeForm()
    if not form.validate_on_submit():
        return redirect_to(url_for("matching.list_matches", child_id=child.id))
    placement = actions.propose_placement(child, form.activity_id.data, by=by, now=now)
    notices.tell_family_of_proposal(placement, by=by, now=now)
    return once.commit_and_go(
        url_for("placements.show_placement", placement_id=placement.id), _s("The family is asked now.")
    )


@views.get("/placements/<uuid:placement_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_placement(placement_id: UUID):
    """One child on its way into one activity: where it stands, what comes next, who sees to what."""
    placement = queries.get_placement(placement_id)
    return finish_reading(placement_page(placement), placement)
