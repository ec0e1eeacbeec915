"""Reading what became of the families that partners sent on, in counts, and who waits for an answer."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from allemed import clock
from allemed.config import settings
from allemed.database import db
from allemed.referrals.models import Partner, Referral, TermMessage
from allemed.referrals.queries.sent import progress_of_rows
from allemed.referrals.rules import Progress, term_start


def _begin_of(day: date) -> datetime:
    return clock.from_local(datetime.combine(day, time.min), settings().zone)


def count_progress_in_term(term_on: date) -> dict[UUID, Counter[Progress]]:
    """By partner, of what it sent on in the term that began on `term_on`, how many have come how far today."""
    after = term_start(term_on + timedelta(days=250))
    sent = select(Referral).where(Referral.partner_id.is_not(None))
    rows = db.session.scalars(
        sent.where(Referral.created_at >= _begin_of(term_on), Referral.created_at < _begin_of(after))
    )
    found: dict[UUID, Counter[Progress]] = defaultdict(Counter)
    for row, word in progress_of_rows(list(rows)):
        if row.partner_id:
            found[row.partner_id][word] += 1
    return found


def list_partners_to_tell(term_on: date) -> Sequence[Partner]:
    """Open partners without a message about that term."""
    told = select(TermMessage.partner_id).where(TermMessage.term_on == term_on)
    return db.session.scalars(select(Partner).where(Partner.is_active, Partner.id.not_in(told))).all()


def find_term_message(partner_id: UUID | None) -> TermMessage | None:
    """The newest message of a partner."""
    query = select(TermMessage).where(TermMessage.partner_id == partner_id)
    return db.session.scalar(query.order_by(TermMessage.term_on.desc()).limit(1))


def unanswered(sent_before: datetime) -> Select:
    """What a partner sent on before that moment, and has heard nothing about."""
    return select(Referral).where(
        Referral.partner_id.is_not(None), Referral.answered_at.is_(None), Referral.created_at < sent_before
    )


def list_unanswered(sent_before: datetime, most: int) -> list[Referral]:
    """The same with its partner, the longest waiting first."""
    query = unanswered(sent_before).options(joinedload(Referral.partner)).order_by(Referral.created_at)
    return list(db.session.scalars(query.limit(most)))
