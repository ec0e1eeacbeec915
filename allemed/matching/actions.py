"""What the coordinator notes with the family: what matters to it, and who goes together."""

from datetime import datetime

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.families.models import Child
from allemed.matching.models import Companion, Priorities
from allemed.matching.rules import MATTERS, Matters


def save_matters(child: Child, matters: Matters, *, by: User, now: datetime) -> None:
    """Keep what matters to this family with the child's wishes."""
    row = db.session.scalar(select(Priorities).where(Priorities.child_id == child.id))
    if row is None:
        row = Priorities(child_id=child.id)
        db.session.add(row)
    for name in MATTERS:
        setattr(row, name, getattr(matters, name))
    row.saved_at, row.saved_by = now, by.id
    db.session.flush()
    record("save_matters", by=by, now=now, subject=row, family_id=child.family_id, fields=MATTERS)


def note_companion(child: Child, other: Child, *, by: User, now: datetime) -> None:
    """These two wish to be together. Both families have said yes; whoever calls this has asked. Again changes nothing."""
    if child.id == other.id or _pair(child, other):
        return
    one, two = sorted((child.id, other.id))
    row = Companion(child_id=one, other_id=two, noted_at=now, noted_by=by.id)
    db.session.add(row)
    db.session.flush()
    for each in (child, other):
        record("note_companion", by=by, now=now, subject=row, family_id=each.family_id)


def forget_companion(child: Child, other: Child, *, by: User, now: datetime) -> None:
    """They need not be together any more."""
    if row := _pair(child, other):
        db.session.delete(row)
        db.session.flush()
        for each in (child, other):
            record("forget_companion", by=by, now=now, family_id=each.family_id)


def _pair(child: Child, other: Child) -> Companion | None:
    one, two = sorted((child.id, other.id))
    return db.session.scalar(select(Companion).where(Companion.child_id == one, Companion.other_id == two))
