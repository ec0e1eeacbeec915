"""What associations wrote on promises goes after its time."""

from datetime import datetime

from sqlalchemy import update

from allemed.commitments.models import Commitment, Delivery
from allemed.commitments.queries.forgetting import old_reports, old_words
from allemed.database import count_changed


def forget_words(since: datetime) -> int:
    """Nightly: needs, reports in words and answers to them from before then. Returns how many."""
    return count_changed(update(Commitment).where(Commitment.id.in_(old_words(since))).values(need="")) + count_changed(
        update(Delivery).where(Delivery.id.in_(old_reports(since))).values(report="", answer="")
    )
