"""Calendar files of gatherings: for whoever sees them, and for whoever has the link of an invitation."""

from uuid import UUID

from flask import url_for

from allemed.access.rules import PUBLIC, Role, allow
from allemed.config import settings
from allemed.gatherings.models import Gathering
from allemed.gatherings.queries.events import get_gathering
from allemed.gatherings.views.invited import find_invitation, link_of
from allemed.open_data.gateway import calendar_file
from allemed.open_data.rules import Event
from allemed.open_data.views.answers import as_calendar
from allemed.open_data.views.blueprint import views


@views.get("/gatherings/<uuid:gathering_id>.ics")
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def show_gathering_calendar(gathering_id: UUID):
    gathering = get_gathering(gathering_id)
    return _file(gathering, url_for("gatherings.show_gathering", gathering_id=gathering_id))


@views.get("/invited/<uuid:key>/<code>.ics")
@allow(PUBLIC)
def show_invitation_calendar(key: UUID, code: str):
    """With the address of the invitation, where one answers."""
    invitation = find_invitation(key, code)
    answer = _file(invitation.gathering, link_of(invitation))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _file(gathering: Gathering, address: str):
    place = gathering.place
    event = Event(
        uid=f"{gathering.id}@allemed", title=gathering.title, day=gathering.held_on, starts=gathering.starts,
        ends=gathering.ends, place=place.name if place else "", url=settings().base_url.rstrip("/") + address,
        latitude=place.latitude if place else None, longitude=place.longitude if place else None,
    )  # fmt: skip
    events = [] if gathering.cancelled_at else [event]
    body = calendar_file(gathering.title, settings().zone, events, changed_at=gathering.created_at)
    return as_calendar(body, "allemed.ics")
