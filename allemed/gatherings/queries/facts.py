"""Evidence that gatherings give (C16): an association that came to one."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from allemed.commitments.queries.seen import register
from allemed.commitments.rules import MeetingFact
from allemed.database import db
from allemed.gatherings.models import Gathering, Invitation


def _read_meetings(association_ids: set[UUID], today: date) -> Iterator[tuple[UUID, MeetingFact]]:
    """Of this year and the last; one's own dugnad counts when it was held."""
    since = date(today.year - 1, 1, 1)
    held = (Gathering.held_on >= since, Gathering.cancelled_at.is_(None))
    query = select(Invitation.association_id, Invitation.came, Gathering.held_on, Gathering.title).join(Gathering)
    for association_id, came, on, title in db.session.execute(
        query.where(*held, Invitation.association_id.in_(association_ids))
    ):
        if association_id:
            yield association_id, MeetingFact(on, title, None if on > today else came)
    own = select(Gathering.association_id, Gathering.held_on, Gathering.title, Gathering.ended_at)
    own = own.where(*held, Gathering.association_id.in_(association_ids), or_(Gathering.ended_at.is_not(None), Gathering.held_on >= today))  # fmt: skip
    for association_id, on, title, ended_at in db.session.execute(own):
        if association_id:
            yield association_id, MeetingFact(on, title, True if ended_at and on <= today else None)


register("meetings", _read_meetings)
