"""What associations wrote on promises, kept long enough; the promise, its dates and its evidence stay."""

from datetime import datetime

from sqlalchemy import Select, or_, select

from allemed.commitments.models import Commitment, Delivery


def old_words(since: datetime) -> Select:
    """Promises that have stood as they stand since before then, with what the association said it needs."""
    return select(Commitment.id).where(Commitment.need != "", Commitment.status_since < since)


def old_reports(since: datetime) -> Select:
    """Deliveries of before then with words in them; an answer about certificates is a code and stays."""
    has_words = or_(Delivery.report != "", Delivery.answer != "")
    return select(Delivery.id).where(has_words, Delivery.checked_count.is_(None), Delivery.delivered_at < since)
