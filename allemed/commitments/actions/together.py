"""What two grants of one year both ask for is asked once. `rules.together` says under which of them.

The others keep text, firmness and history as they were, and are kept when that one is. Nothing is lost when a grant is
corrected or taken back: what then stands alone is asked for again, from what was kept last.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from allemed.accounts.models import User
from allemed.commitments.actions.moving import day_of, move
from allemed.commitments.models import Commitment, Grant
from allemed.commitments.queries import (
    anchors_of,
    hold_year,
    leading_of,
    list_grants_of_year,
    same_askings,
)
from allemed.commitments.rules import (
    CommitmentStatus,
    due_after_exemption,
    due_by_new_dates,
    parse_due,
)
from allemed.database import db

S = CommitmentStatus
_UNTOUCHED = frozenset({S.NOT_STARTED, S.IN_PROGRESS, S.TOGETHER})
_STAYS = frozenset({S.TOGETHER, S.DELIVERED, S.FOLLOWED, S.NOT_RELEVANT})  # what was sent is looked at first


def ask_once_in_years(years: Iterable[tuple[UUID, int]], *, now: datetime) -> None:
    """Nightly: years of two grants from before, and those that a grant has left."""
    for association_id, year in years:
        ask_once_in_year(association_id, year, by=None, now=now)


def ask_once_in_year(association_id: UUID, year: int, *, by: User | None, now: datetime) -> None:
    """The grants of an association for a year, as they are now."""
    hold_year(association_id, year)
    ask_once(list_grants_of_year(association_id, year), by=by, now=now)


def take_up_together(commitment: Commitment, *, by: User | None, now: datetime) -> None:
    """What was set aside for both is asked for again for both, once."""
    grants = list_grants_of_year(commitment.association_id, commitment.grant.year)
    for other in next(some for some in same_askings(grants) if commitment in some):
        if other.status == S.NOT_RELEVANT and is_same_edition(commitment, other):
            other.status, other.not_relevant_reason = S.TOGETHER, ""
    ask_once(grants, by=by, now=now)


def ask_once(grants: Iterable[Grant], *, by: User | None, now: datetime) -> None:
    """All grants of one association for one year: each promise that they share is asked under one of them."""
    for some in same_askings(grants):
        if len(some) > 1 or some[0].status == S.TOGETHER:
            _settle(some, by=by, now=now)
    db.session.flush()


def _settle(some: Sequence[Commitment], *, by: User | None, now: datetime) -> None:
    _stand_aside(some)
    leading = leading_of(some)
    if leading is None:
        return
    if leading.status == S.TOGETHER:
        _ask_again(leading, by=by, now=now)
    for other in some:
        if other is not leading:
            if leading.status != S.FOLLOWED:
                _go_on_from(other, leading, day_of(now))
            if other.status not in _STAYS:
                move(other, S.TOGETHER, by=by, now=now)
    share_yes(some)


def _stand_aside(some: Sequence[Commitment]) -> None:
    """What the coordinator found not relevant holds for the same edition under the other grant, if nothing came yet."""
    for old in some:
        if old.status == S.NOT_RELEVANT:
            for one in some:
                if one.status in _UNTOUCHED and one.kept_on is None and is_same_edition(old, one):
                    one.status, one.not_relevant_reason = S.NOT_RELEVANT, old.not_relevant_reason


def _ask_again(one: Commitment, *, by: User | None, now: datetime) -> None:
    """It stands alone now, or is the stricter one after all: by its own dates, after what was kept last."""
    to = S.DUE_AGAIN if one.kept_on else S.IN_PROGRESS if one.agreed_at else S.NOT_STARTED
    move(one, to, by=by, now=now)
    one.due_on = due_by_new_dates(parse_due(one.due_rule), anchors_of(one.grant), one.kept_due_on)


def _go_on_from(other: Commitment, leading: Commitment, today: date) -> None:
    """What was kept or put off under the softer one is kept or put off under the stricter: nobody shows it twice."""
    if leading.status not in _UNTOUCHED or leading.kept_on is not None:
        return
    if other.status == S.EXEMPT and other.exempt_until and other.exempt_until > today:
        leading.status, leading.exempt_until = S.EXEMPT, other.exempt_until
        leading.due_on = due_after_exemption(leading.due_on, other.exempt_until)
    elif other.kept_on is not None and other.status != S.FOLLOWED and other.due_rule == leading.due_rule:
        leading.status = other.status if other.status in (S.ACCEPTED, S.DUE_AGAIN) else S.IN_PROGRESS
        leading.due_on = other.due_on
        leading.counted_from = other.counted_from or other.grant.decided_on
        leading.kept_on, leading.kept_due_on, leading.kept_by = other.kept_on, other.kept_due_on, other.kept_by


def share_yes(some: Sequence[Commitment]) -> None:
    """A yes holds for the edition it was given to, under whichever grant."""
    for said in some:
        for one in some if said.agreed_at else ():
            if one.agreed_at is None and one.status != S.FOLLOWED and is_same_edition(said, one):
                take_yes(said, one)


def take_yes(said: Commitment, one: Commitment) -> None:
    """Who said yes, and when."""
    one.agreed_by_id, one.agreed_by_name, one.agreed_at = said.agreed_by_id, said.agreed_by_name, said.agreed_at
    if one.status == S.NOT_STARTED:
        one.status = S.IN_PROGRESS


def is_same_edition(old: Commitment, new: Commitment) -> bool:
    """The same text, firmness, evidence and due rule: what was said yes to once."""
    names = ("texts", "level", "evidence", "due_rule")
    return all(getattr(old, name) == getattr(new, name) for name in names)
