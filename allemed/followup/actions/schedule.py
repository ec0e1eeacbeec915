"""Changing the municipality's own schedule."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import StaleVersion
from allemed.followup.actions.planning import replan_all
from allemed.followup.models import ScheduleStep
from allemed.followup.queries import current_schedule, list_steps
from allemed.locales import _sl


def schedule_version(rows: Iterable[ScheduleStep]) -> int:
    """Grows with every change of any line."""
    return sum(row.version for row in rows)


def change_schedule(lines: Mapping[str, tuple[int, bool]], *, version: int, by: User, now: datetime) -> int:
    """Set days and on/off by step code, then plan anew; returns how many lines changed. StaleVersion if somebody was faster."""
    rows = {row.code: row for row in list_steps()}
    if schedule_version(rows.values()) != version:
        raise StaleVersion(_sl("Somebody changed the schedule while you had the page open."), theirs={}, yours={})
    changed = []
    for step in current_schedule():
        days, is_active = lines.get(step.code, (step.offset_days, step.is_active))
        if (days, is_active) == (step.offset_days, step.is_active):
            continue
        row = rows.get(step.code)
        if row is None:
            row = ScheduleStep(code=step.code, anchor=step.anchor, audience=step.audience, version=0)
            db.session.add(row)
        row.offset_days, row.is_active, row.version = days, is_active, row.version + 1
        changed.append(step.code)
    db.session.flush()
    if changed:
        record("change_schedule", by=by, now=now, fields=changed)
        replan_all(now)
    return len(changed)
