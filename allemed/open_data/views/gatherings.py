"""Calendar files of gatherings: for whoever sees them, and for whoever has the link of an invitation."""

from email.utils import parseaddr
from uuid import UUID

from flask import url_for

from allemed.access.rules import PUBLIC, Role, allow
from allemed.calendar_files import calendar_file, calendar_letter
from allemed.config import settings
from allemed.gatherings.models import Gathering
from allemed.gatherings.notices import event_of, path_of
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
    told = event_of(gathering, path)
    if gathering.cancelled_at:
        sender = (settings().municipality_name, parseaddr(settings().mail_from)[1])
        body = calendar_letter(told, settings().zone, sender, sent_at=gathering.cancelled_at)[0].encode()
    else:
        body = calendar_file(gathering.title, settings().zone, [told], changed_at=gathering.created_at)
    return as_calendar(body, "allemed.ics")
