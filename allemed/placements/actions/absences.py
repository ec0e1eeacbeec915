"""A family cannot come to a session, or comes after all. No reason is asked for."""

from datetime import date, datetime

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _l
from allemed.placements.models import Absence, Placement
from allemed.placements.queries import find_absence, list_coming_sessions


class NoSuchSession(DomainError):
    """It has begun already, or its day was moved."""

    def __init__(self) -> None:
        super().__init__(_l("This day has changed. Look at your page again."))


def say_absent(placement: Placement, session_on: date, *, by: User, now: datetime) -> Absence:
    """Said twice it is one. NoSuchSession for a day without a session to come."""
    if session_on not in [day for day, _starts in list_coming_sessions(placement, now)]:
        raise NoSuchSession
    absence = find_absence(placement.id, session_on)
    if absence is None:
        absence = Absence(placement_id=placement.id, session_on=session_on, said_at=now, said_by=by.id)
        db.session.add(absence)
        db.session.flush()
        record("say_absent", by=by, now=now, subject=absence, family_id=placement.child.family_id)
    return absence


def take_back_absence(placement: Placement, session_on: date, *, by: User, now: datetime) -> bool:
    """They come after all. False if nobody had said otherwise."""
    absence = find_absence(placement.id, session_on)
    if absence is None:
        return False
    record("take_back_absence", by=by, now=now, subject=absence, family_id=placement.child.family_id)
    db.session.delete(absence)
    db.session.flush()
    return True
