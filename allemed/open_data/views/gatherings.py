"""Calendar files of gatherings: for whoever sees them, and for whoever has the link of an invitation."""

from uuid import UUID

from flask import url_for

from allemed.access.rules import PUBLIC, Role, allow
from allemed.calendar_files import calendar_file
from allemed.config import settings
from allemed.gatherings.models import Gathering
from allemed.gatherings.notices import calendar_from_us, event_of, path_of
from allemed.gatherings.queries.events import get_gathering
from allemed.gatherings.views.invited import find_invitation
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
    answer = _file(invitation.gathering, path_of(invitation))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _file(gathering: Gathering, path: str):
    """Of one that is cancelled: a file that takes it out of the calendar."""
    if gathering.cancelled_at:
        body = calendar_from_us(gathering, path, sent_at=gathering.cancelled_at)[0].encode()
    else:
        event = event_of(gathering, path)
        body = calendar_file(gathering.title, settings().zone, [event], changed_at=gathering.created_at)
    return as_calendar(body, "allemed.ics")
