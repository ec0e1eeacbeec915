"""A session is not held: one tap for the association, and everybody it is for is told."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.catalogue import actions as catalogue
from allemed.catalogue.forms.words import CANCEL_LABELS
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import calendar_of, get_activity
from allemed.catalogue.rules import CancelReason
from allemed.config import settings
from allemed.htmx import redirect_to, render
from allemed.locales import _s, ngettext_s
from allemed.placements import notices, queries
from allemed.placements.forms import AbsenceForm, CancelForm
from allemed.placements.views.blueprint import views

WEEKS = 6


def _address(activity_id: UUID) -> str:
    return url_for("placements.cancel_session", own_activity_id=activity_id)


@views.route("/our-activities/<uuid:own_activity_id>/cancel", methods=["GET", "POST"])
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def cancel_session(own_activity_id: UUID):
    """Which of the coming days, and why in a ready word."""
    activity, by, now = get_activity(own_activity_id), current_user(), clock.now()
    today = clock.today(settings().zone)
    form = CancelForm(days=calendar_of(activity).next_days(today, weeks=WEEKS))
    if not form.validate_on_submit():
        return _page(activity, form, status=422 if form.errors else 200)
    day = form.day.data
    catalogue.cancel_session(activity, day, CancelReason(form.reason.data), by=by, now=now)
    count = _tell(activity, day)
    told = ngettext_s("Cancelled. %(num)s family is told.", "Cancelled. %(num)s families are told.", count)
    return once.commit_and_go(_address(own_activity_id), told)


def _tell(activity: Activity, day) -> int:
    """How many families hear it."""
    concerned = queries.list_concerned(activity.id, day, settings().zone)
    notices.tell_of_cancelled(activity, concerned, by=current_user(), now=clock.now())
    return len({one.child.family_id for one in concerned})


def _page(activity: Activity, form: CancelForm, *, status: int = 200):
    today = clock.today(settings().zone)
    cancelled = [one for one in activity.cancelled if one.session_on >= today]
    return render(
        "placements/cancel_session.html", status=status, activity=activity, form=form, cancelled=cancelled,
        labels=CANCEL_LABELS,
    )  # fmt: skip


@views.post("/our-activities/<uuid:own_activity_id>/hold-after-all")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def hold_after_all(own_activity_id: UUID):
    activity, form = get_activity(own_activity_id), AbsenceForm()
    if not form.validate_on_submit():
        return redirect_to(_address(own_activity_id))
    if catalogue.hold_after_all(activity, form.session_on.data, by=current_user(), now=clock.now()):
        _tell(activity, form.session_on.data)
    return once.commit_and_go(_address(own_activity_id), _s("Good. They are told that it is held."))
