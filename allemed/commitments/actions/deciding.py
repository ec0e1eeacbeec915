"""What a coordinator decides about one commitment: exempt for a while, not relevant, asked for again.

Nothing here touches money. What follows for a grant is decided by people, outside the system.
"""

from datetime import date, datetime

from allemed.accounts.models import User
from allemed.commitments.actions.moving import claim, day_of, move
from allemed.commitments.actions.together import ask_once_in_year, take_up_together
from allemed.commitments.models import Commitment
from allemed.commitments.queries import anchors_for
from allemed.commitments.rules import CommitmentStatus, due_after_exemption, due_when_taken_up, parse_due
from allemed.database import db
from allemed.locales import _sl

S = CommitmentStatus


def exempt(commitment: Commitment, until: date, *, version: int, by: User, now: datetime) -> None:
    """Not asked for until a day; then it is due two weeks later at the earliest. MoveNotAllowed, StaleVersion."""
    claim(commitment, version, {"exempt_until": (_sl("Exempt until"), until)})
    move(commitment, S.EXEMPT, by=by, now=now)
    commitment.exempt_until = until
    commitment.due_on = due_after_exemption(commitment.due_on, until)
    db.session.flush()


def set_aside(commitment: Commitment, reason: str, *, version: int, by: User, now: datetime) -> None:
    """Not relevant for this association, with the reason. MoveNotAllowed, StaleVersion."""
    claim(commitment, version, {"not_relevant_reason": (_sl("Why is it not relevant?"), reason)})
    move(commitment, S.NOT_RELEVANT, by=by, now=now)
    commitment.not_relevant_reason, commitment.exempt_until = reason, None
    for delivery in commitment.deliveries:
        if delivery.reviewed_at is None:  # nobody needs to look at it any more
            delivery.reviewed_at, delivery.reviewed_by = now, by.id
    db.session.flush()
    ask_once_in_year(commitment.association_id, commitment.grant.year, by=by, now=now)


def take_up(commitment: Commitment, *, version: int, by: User, now: datetime) -> None:
    """Ask for it again after all; never with a date that has passed. MoveNotAllowed, StaleVersion."""
    claim(commitment, version)
    to = S.DUE_AGAIN if commitment.status == S.EXEMPT else S.NOT_STARTED
    move(commitment, to, by=by, now=now)
    commitment.not_relevant_reason, commitment.exempt_until = "", None
    rules, anchors = parse_due(commitment.due_rule), anchors_for(commitment)
    commitment.due_on = due_when_taken_up(rules, anchors, commitment.due_on, day_of(now))
    db.session.flush()
    take_up_together(commitment, by=by, now=now)
