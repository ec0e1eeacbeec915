"""Reading how far the routine has come: the newest text, and each school with its talks against its new pupils."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from allemed.database import db
from allemed.referrals.models import Partner, Referral, RoutineText
from allemed.referrals.rules import PartnerKind


@dataclass(frozen=True)
class SchoolRow:
    """One school on the board. `talks`: conversations it has held this term."""

    partner: Partner
    talks: int
    last_at: datetime | None


def find_routine() -> RoutineText | None:
    """The newest version, if one was written."""
    return db.session.scalar(select(RoutineText).order_by(RoutineText.number.desc()).limit(1))


def list_routines() -> Sequence[RoutineText]:
    """All versions, the newest first."""
    return db.session.scalars(select(RoutineText).order_by(RoutineText.number.desc())).all()


def list_schools_on_the_board(term_from: datetime) -> list[SchoolRow]:
    """Open partners that are schools: without the routine first, then by name. Two queries."""
    held = select(Referral.partner_id, func.count()).where(Referral.is_talk, Referral.created_at >= term_from)
    talks = {partner_id: count for partner_id, count in db.session.execute(held.group_by(Referral.partner_id))}
    last = select(Referral.partner_id, func.max(Referral.created_at)).group_by(Referral.partner_id)
    last_at = {partner_id: at for partner_id, at in db.session.execute(last)}
    schools = select(Partner).where(Partner.kind == PartnerKind.SCHOOL, Partner.is_active).order_by(Partner.name)
    rows = [SchoolRow(one, talks.get(one.id, 0), last_at.get(one.id)) for one in db.session.scalars(schools)]
    return sorted(rows, key=lambda row: row.partner.routine_on is not None)
