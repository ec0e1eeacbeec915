"""Reading the audit log."""

from uuid import UUID

from sqlalchemy import select

from allemed.audit.models import AuditEntry
from allemed.database import db


def list_entries_of_family(family_id: UUID, *, limit: int = 200) -> list[AuditEntry]:
    """What was read and changed about a family, newest first."""
    query = select(AuditEntry).where(AuditEntry.family_id == family_id).order_by(AuditEntry.id.desc()).limit(limit)
    return list(db.session.scalars(query))
