"""Reading the audit log."""

from uuid import UUID

from sqlalchemy import select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.database import db


def list_reads_by_others(family_id: UUID) -> list[AuditEntry]:
    """Each time somebody outside a family opened a page about it, newest first."""
    query = select(AuditEntry).where(AuditEntry.family_id == family_id, AuditEntry.action == "read")
    return list(db.session.scalars(query.where(AuditEntry.role != Role.FAMILY).order_by(AuditEntry.id.desc())))
