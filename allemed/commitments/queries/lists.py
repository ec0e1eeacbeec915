"""Commitments as lists: what a person has to do now, an association's own, and those that time may change."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from allemed.commitments.models import Commitment, Grant
from allemed.commitments.rules import (
    CALL_AFTER_DAYS,
    CALL_AGAIN_DAYS,
    DUE_AGAIN_DAYS,
    OPEN_STATUSES,
    SEEN_CODES,
    CommitmentStatus,
)
from allemed.database import db

S = CommitmentStatus


def needs_call_on(today: date):  # type: ignore[no-untyped-def]
    """The condition of `rules.needs_call` as SQL."""
    called = or_(
        Commitment.called_on.is_(None),
        Commitment.called_on < Commitment.due_on,
        Commitment.called_on <= today - timedelta(days=CALL_AGAIN_DAYS),
    )
    late = Commitment.due_on <= today - timedelta(days=CALL_AFTER_DAYS)
    return and_(Commitment.status.in_(OPEN_STATUSES), late, called)


def list_commitments_of(*association_ids: UUID) -> list[Commitment]:
    """All commitments of associations that no later grant took over, with their grants and schemes; one query."""
    query = select(Commitment).where(Commitment.association_id.in_(association_ids), Commitment.status != S.FOLLOWED)
    query = query.options(joinedload(Commitment.grant).joinedload(Grant.scheme))
    return list(db.session.scalars(query.order_by(Commitment.due_on, Commitment.code, Commitment.id)))


def list_associations_with_promises() -> list[UUID]:
    """In a lasting order."""
    return list(db.session.scalars(select(Commitment.association_id).distinct().order_by(Commitment.association_id)))


def list_that_time_changes(today: date, association_ids: Collection[UUID] | None = None) -> list[Commitment]:
    """With their grants: those the system sees itself, those due soon or late, and exemptions that end.

    They are ours until the commit: what somebody sends meanwhile comes after, and is not written over.
    """
    soon = Commitment.due_on <= today + timedelta(days=DUE_AGAIN_DAYS)
    touched = or_(
        Commitment.code.in_(SEEN_CODES), soon, and_(Commitment.status == S.EXEMPT, Commitment.exempt_until < today)
    )
    query = select(Commitment).where(Commitment.status.not_in((S.NOT_RELEVANT, S.FOLLOWED, S.TOGETHER)), touched)
    if association_ids is not None:
        query = query.where(Commitment.association_id.in_(association_ids))
    query = query.options(joinedload(Commitment.grant)).with_for_update(of=Commitment)
    return list(db.session.scalars(query.order_by(Commitment.association_id, Commitment.code)))
