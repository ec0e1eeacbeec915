"""The routine for talking about leisure with new families: written in versions, taken up school by school."""

from datetime import date, datetime

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.referrals.models import Partner, RoutineText
from allemed.referrals.queries.routines import find_routine


def write_routine(text: str, *, by: User, now: datetime) -> RoutineText:
    """A new version; the same words again are no new one. What was held by an older version keeps its number."""
    latest = find_routine()
    if latest and latest.text == text:
        return latest
    row = RoutineText(number=latest.number + 1 if latest else 1, text=text, written_at=now, written_by_id=by.id)
    db.session.add(row)
    db.session.flush()
    record("write_routine", by=by, now=now, subject=row)
    return row


def take_up_routine(partner: Partner, on: date | None, *, by: User, now: datetime) -> None:
    """This partner works by the newest version since `on`; None: not yet."""
    latest = find_routine()
    partner.routine_on, partner.routine_number = on, latest.number if on and latest else None
    _note("take_up_routine", partner, by, now)


def count_new_pupils(partner: Partner, number: int, term: date, *, by: User, now: datetime) -> None:
    """How many new pupils the school has counted in the term that began on `term`: a number, no names."""
    partner.new_pupils, partner.new_pupils_term = number, term
    _note("count_new_pupils", partner, by, now)


def _note(action: str, partner: Partner, by: User, now: datetime) -> None:
    db.session.flush()
    record(action, by=by, now=now, subject=partner)
