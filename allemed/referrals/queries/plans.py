"""Leisure as part of what a school and a family agreed on: only its last day, and never why."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select

from allemed.database import db
from allemed.families.models import Child
from allemed.referrals.models import Referral

PLAN_DAYS = 14  # before a plan ends somebody asks how it goes on


def find_plan(child_id: UUID, today: date) -> date | None:
    """The last day of the plan a child is in now."""
    query = select(func.max(Referral.plan_until)).where(Referral.child_id == child_id, Referral.plan_until >= today)
    return db.session.scalar(query)


def list_plans(family_id: UUID) -> list[tuple[str, date]]:
    """For the family: what is kept of plans with its children's schools, each with the child's first name."""
    query = select(Child.first_name, Referral.plan_until).join(Referral, Referral.child_id == Child.id)
    query = query.where(Child.family_id == family_id, Referral.plan_until.is_not(None)).order_by(Referral.plan_until)
    return [(name, until) for name, until in db.session.execute(query) if until]


def ending_plans(today: date) -> Select:
    """Plans of children we know that end within two weeks, or ended in the last two, and nobody has seen to; by their end."""
    span = timedelta(days=PLAN_DAYS)
    return (
        select(Referral, Child)
        .join(Child, Child.id == Referral.child_id)
        .where(Referral.plan_until.between(today - span, today + span), Referral.plan_seen_at.is_(None))
        .order_by(Referral.plan_until, Referral.id)
    )


def old_plans(since: date) -> Select:
    """Interest that still says until when a plan went that was over before then."""
    return select(Referral.id).where(Referral.plan_until < since)
