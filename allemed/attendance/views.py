"""Pages: a session of a group on the coach's phone, and how far each association has come."""

from datetime import date
from uuid import UUID

from flask import Blueprint, abort, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.associations.queries import get_association
from allemed.attendance import actions, queries
from allemed.attendance.forms import STEP_LABELS, STEP_TONES, StepForm, TapForm
from allemed.attendance.queries.sessions import LOOK_BACK
from allemed.attendance.rules import Mark, Step
from allemed.audit.actions import record_read
from allemed.catalogue.queries import get_activity
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import register_child_part
from allemed.followup.queries import find_kind_question
from allemed.htmx import is_htmx, redirect_to, render
from allemed.locales import _s
from allemed.placements.queries import get_placement, register_placement_part, shared_with_association

views = Blueprint("attendance", __name__)


def _today() -> date:
    return clock.today(settings().zone)


@views.get("/our-activities/<uuid:own_activity_id>/sessions/<day>")
@allow(Role.ASSOCIATION)
@logs_reads
def show_session(own_activity_id: UUID, day: str):
    """The children of one session, each with two buttons. Nothing is ticked before somebody taps."""
    activity, user, now, on = get_activity(own_activity_id), current_user(), clock.now(), _day_of(day)
    days = queries.list_sessions([activity], _today() - LOOK_BACK, _today())[activity.id]
    if on not in days:
        abort(404)
    children = queries.list_children(activity.id, on, by=user, now=now)
    page = render(
        "attendance/show_session.html", activity=activity, kind=kind_of(activity.kind), day=on, today=_today(),
        days=days, children=[_row(placement, present) for placement, present in children],
    )  # fmt: skip
    for placement, _present in children:
        record_read(placement, by=user, now=now, family_id=placement.child.family_id)
    db.session.commit()
    return page


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _row(placement, present: queries.Present) -> dict:
    """Two children of one name are told apart by their age, where the family shares it."""
    question, born = find_kind_question(placement.id), present.shared.birth_year
    return {
        "id": placement.id, "name": present.shared.first_name, "age": _today().year - born if born else None,
        "mark": present.mark, "question": question,
    }  # fmt: skip


@views.post("/placements/<uuid:placement_id>/attendance")
@allow(Role.ASSOCIATION)
def tap(placement_id: UUID):
    """There, or not there; the same again takes it back."""
    placement, user, now, form = get_placement(placement_id), current_user(), clock.now(), TapForm()
    if not form.validate_on_submit():
        return redirect_to(url_for("home.show_our_association"))
    day = form.day.data
    if day < _today() - LOOK_BACK:  # longer ago than the page shows
        raise actions.NoSession
    actions.tap(placement, day, is_present=form.was.data == Mark.PRESENT, by=user, now=now)
    session = url_for("attendance.show_session", own_activity_id=placement.activity_id, day=day.isoformat())
    gone = once.commit_and_go(f"{session}#child-{placement.id}")
    if not is_htmx():
        return gone
    seen = queries.list_seen([placement.id], day, day).get(placement.id, [])
    present = queries.Present(shared_with_association(placement, now), seen[0].mark if seen else None)
    return render("attendance/_child.html", fragment="attendance/_child.html", one=_row(placement, present), day=day)


# The coordinator: how far each association has come


@views.get("/attendance")
@allow(Role.COORDINATOR)
def list_steps():
    """Registering first, then a routine, then alerts (B7)."""
    associations = queries.list_associations_taking_part()
    standings = queries.standings_of([one.id for one in associations], _today())
    rows = [(one, standings[one.id]) for one in associations if one.id in standings]
    begun = [(one, standing) for one, standing in rows if standing.registered]
    order = [Step.ROUTINE, Step.REGISTERS, Step.ALERTS, Step.NOT_YET]
    begun.sort(key=lambda row: order.index(row[1].step))
    return render(
        "attendance/list_steps.html", begun=begun, not_yet=[row for row in rows if row not in begun], words=STEP_LABELS,
        tones=STEP_TONES, limits=queries.limits(), Step=Step,
    )  # fmt: skip


@views.post("/associations/<uuid:association_id>/attendance")
@allow(Role.COORDINATOR)
def take_step(association_id: UUID):
    """The routine is agreed on, alerts go on, or off again."""
    association, by, now, form = get_association(association_id), current_user(), clock.now(), StepForm()
    here = url_for("attendance.list_steps")
    if not form.validate_on_submit():
        return redirect_to(here)
    if form.step.data == "off":
        actions.switch_alerts_off(association, version=form.version.data, by=by, now=now)
    else:
        actions.take_step(association, Step(form.step.data), version=form.version.data, by=by, now=now)
    return once.commit_and_go(here, _s("Noted."))


@register_placement_part
def _part_of_placement(placement, *, now) -> dict:
    lately = queries.find_lately(placement.id, clock.local(now, settings().zone).date())
    return {"lately": lately, "asks_after": queries.limits().in_a_row}


@register_child_part
def _part_of_child(child, *, now) -> dict:
    return {"regular": queries.list_regular_of_child(child.id, clock.local(now, settings().zone).date())}


def earlier_and_later(days: list[date], day: date) -> tuple[date | None, date | None]:
    """The session before this one, and the one after it."""
    before, after = [one for one in days if one < day], [one for one in days if one > day]
    return (before[-1] if before else None, after[0] if after else None)


def prepare(app) -> None:
    """For the session's page."""
    app.jinja_env.globals["earlier_and_later"] = earlier_and_later
