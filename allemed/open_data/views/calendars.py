"""Calendar files: of a group for everybody; of a family and of a coordinator at an address that nobody can guess."""

from uuid import UUID

from flask import abort, url_for

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import PUBLIC, Role, allow
from allemed.audit.actions import record_read
from allemed.calendar_files import calendar_file
from allemed.catalogue.queries import get_activity
from allemed.config import settings
from allemed.database import db
from allemed.htmx import render
from allemed.locales import _, _s, in_language
from allemed.once import commit_and_go
from allemed.open_data import actions, queries
from allemed.open_data.views.answers import as_calendar
from allemed.open_data.views.blueprint import views
from allemed.open_data.views.events import activity_events, coordinator_events, family_events, guide_event
from allemed.support.queries import list_asked
from allemed.support.rules import BookingState


@views.get("/activities/<uuid:activity_id>.ics")
@allow(PUBLIC)
def show_activity_calendar(activity_id: UUID):
    """The group's weekly times; for a calendar that follows the address, or for a file taken once."""
    activity = get_activity(activity_id)
    events = activity_events(activity)
    name = events[0].title if events else activity.name
    body = calendar_file(name, settings().zone, events, changed_at=activity.updated_at)
    return as_calendar(body, "allemed.ics")


@views.get("/calendar")
@allow(Role.FAMILY, Role.COORDINATOR)
def show_calendar():
    user = current_user()
    return render("open_data/show_calendar.html", link=queries.find_calendar_link(user, clock.now()), address="")


@views.post("/calendar/new")
@allow(Role.FAMILY, Role.COORDINATOR)
def make_calendar():
    """Only a post makes an address. It is on this page and nowhere else: we keep no copy that could be read."""
    user, now = current_user(), clock.now()
    token = actions.make_calendar_link(user, now=now)
    address = settings().base_url.rstrip("/") + url_for("open_data.show_calendar_file", token=token)
    page = render("open_data/show_calendar.html", link=queries.find_calendar_link(user, now), address=address)
    db.session.commit()
    return page


@views.post("/calendar/end")
@allow(Role.FAMILY, Role.COORDINATOR)
def end_calendar():
    actions.end_calendar_link(current_user(), by=current_user(), now=clock.now())
    return commit_and_go(url_for("open_data.show_calendar"), _("The address does not work any more."))


@views.get("/first-times.ics")
@allow(Role.GUIDE)
@logs_reads
def show_guide_calendar():
    """A file, taken while signed in: date, place and first name of what a guide goes along to. It follows nothing."""
    user, now = current_user(), clock.now()
    comes = [(seen, row) for seen, row in list_asked(user, now) if seen.state == BookingState.CAN and not seen.is_past]
    events = [guide_event(seen) for seen, _row in comes]
    changed_at = max((row.answered_at or row.asked_at for _seen, row in comes), default=now)
    answer = as_calendar(
        calendar_file(_s("First times"), settings().zone, events, changed_at=changed_at), "allemed.ics"
    )
    answer.headers["Cache-Control"] = "no-store"
    for _seen, row in comes:
        record_read(row.placement, by=user, now=now, family_id=row.placement.child.family_id)
    db.session.commit()
    return answer


@views.get("/calendar/<token>.ics")
@allow(PUBLIC)
def show_calendar_file(token: str):
    """Whoever has the address reads it, so it names no child."""
    link = queries.find_link_of_token(token, clock.now())
    if link is None:
        abort(404)
    user = link.user
    with in_language(user.language):
        told = family_events(user) if user.role == Role.FAMILY else coordinator_events(user)
        name = settings().municipality_name
        body = calendar_file(name, settings().zone, told.events, changed_at=told.changed_at or link.created_at)
    answer = as_calendar(body, "allemed.ics")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
