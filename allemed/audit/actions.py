"""Writing the audit log, in the same transaction as what it tells of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from allemed.audit.models import AuditEntry
from allemed.database import db


def record(
    action: str,
    *,
    by: Any,
    now: datetime,
    subject: Any = None,
    family_id: UUID | None = None,
    fields: Iterable[str] = (),
) -> AuditEntry:
    """Note that `by` (a User, or None for a visitor) did `action` to `subject` (a row, or None).

    `fields` names the columns concerned; values never go into the log.
    """
    entry = AuditEntry(
        at=now,
        user_id=by.id if by else None,
        role=str(by.role) if by else "",
        action=action,
        subject_kind=subject.__tablename__ if subject is not None else "",
        subject_id=subject.id if subject is not None else None,
        family_id=family_id,
        fields=list(fields),
    )
    db.session.add(entry)
    return entry


def record_read(subject: Any, *, by: Any, now: datetime, family_id: UUID | None) -> AuditEntry:
    """Note that `by` opened a page with data of a family."""
    return record("read", by=by, now=now, subject=subject, family_id=family_id)
