"""Reading the audit log."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.audit.rules import OddRead, Read, find_odd_reads
from allemed.countries import profile
from allemed.database import db

OWN_CASE = timedelta(days=180)  # our default: who did something for a family since then has a case there
USUAL_DAYS = timedelta(days=90)
PRINTED = "hand_over"  # a whole pack at once, which says so itself


def list_reads_by_others(family_id: UUID) -> list[AuditEntry]:
    """Each time somebody outside a family opened a page about it, newest first."""
    query = select(AuditEntry).where(AuditEntry.family_id == family_id, AuditEntry.action == "read")
    return list(db.session.scalars(query.where(AuditEntry.role != Role.FAMILY).order_by(AuditEntry.id.desc())))


def list_odd_reads(since: datetime, zone: str) -> list[OddRead]:
    """Reads by staff since then that stand out, for the data protection officer."""
    reads = _reads(since - USUAL_DAYS, zone)
    before = [one for one in reads if one.at < since]
    usual = Counter((user_id, day) for user_id, day, _family in {(r.user_id, r.at.date(), r.family_id) for r in before})
    acted = select(AuditEntry.user_id, AuditEntry.family_id).where(
        AuditEntry.at >= since - OWN_CASE, AuditEntry.family_id.is_not(None), AuditEntry.action != "read"
    )
    own_cases = {
        (user_id, family_id) for user_id, family_id in db.session.execute(acted.distinct()) if user_id and family_id
    }
    fresh = [one for one in reads if one.at >= since]
    return find_odd_reads(fresh, own_cases, list(usual.values()), profile().is_working_day)


def _reads(since: datetime, zone: str) -> list[Read]:
    """Each read of one family by somebody outside it; a printed hand-over pack is left out."""
    query = select(AuditEntry.at, AuditEntry.user_id, AuditEntry.family_id, AuditEntry.fields).where(
        AuditEntry.at >= since, AuditEntry.action == "read", AuditEntry.role != Role.FAMILY
    )
    found = db.session.execute(query.order_by(AuditEntry.at))
    return [
        Read(clock.local(at, zone), user, family)
        for at, user, family, fields in found
        if user and family and PRINTED not in fields
    ]
