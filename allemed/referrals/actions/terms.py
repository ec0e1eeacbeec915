"""Once a term: what became of the families each partner has sent on."""

from datetime import date, datetime

from allemed.database import db
from allemed.referrals.models import TermMessage
from allemed.referrals.queries import count_progress_in_term
from allemed.referrals.queries.terms import list_partners_to_tell
from allemed.referrals.rules import Progress


def write_term_messages(term_on: date, *, now: datetime) -> list[TermMessage]:
    """For each open partner that sent somebody on in that term and has no message about it yet. Again it finds none."""
    counts = count_progress_in_term(term_on)
    messages = [
        TermMessage(
            partner_id=one.id, term_on=term_on, made_at=now,
            **{str(word): counts[one.id][word] for word in Progress},
        )
        for one in list_partners_to_tell(term_on)
        if one.id in counts
    ]  # fmt: skip
    db.session.add_all(messages)
    db.session.flush()
    return messages
