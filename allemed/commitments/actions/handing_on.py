"""A new year's grant takes over the promises of the one before, so that each is asked once a year and not once a grant.

The earlier promise keeps its text and history with its own grant (practice F8). `rules.years` says how two years meet.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from allemed.accounts.models import User
from allemed.commitments.actions.moving import day_of, move
from allemed.commitments.actions.together import ask_once, ask_once_in_year, is_same_edition, take_yes
from allemed.commitments.models import Commitment, Grant
from allemed.commitments.queries import anchors_of, find_later, list_leading
from allemed.commitments.rules import CommitmentStatus, due_after_exemption, first_due, is_seen, parse_due
from allemed.commitments.rules.years import Handing, hand_on, is_owed
from allemed.database import db

S = CommitmentStatus
_UNTOUCHED = frozenset({S.NOT_STARTED, S.IN_PROGRESS})  # nothing was shown under the new grant yet
_ENDS = frozenset(S) - {S.FOLLOWED, S.TOGETHER, S.DELIVERED}  # what waits for a look is looked at first
_A_QUERY = 500


def take_over(grants: Sequence[Grant], *, by: User | None, now: datetime) -> None:
    """New grants, of one association or of a whole list: each goes on where the year before stands.

    One entered afterwards for an earlier year hands on to the later one that is there already.
    """
    new = {grant.id for grant in grants}
    every = _all_of(grants)
    for one in _by_scheme(every):
        for earlier, later in pairwise(one):
            if later.id in new:
                _keep_dates(earlier, later)
            if earlier.id in new or later.id in new:
                _take_over(earlier, later, by=by, now=now)
    db.session.flush()
    for year in _by_year(every):
        ask_once(year, by=by, now=now)


def _all_of(grants: Sequence[Grant]) -> list[Grant]:
    """All grants of the same associations, by year."""
    owners = list({grant.association_id for grant in grants})
    found: list[Grant] = []
    for start in range(0, len(owners), _A_QUERY):
        query = select(Grant).where(Grant.association_id.in_(owners[start : start + _A_QUERY])).order_by(Grant.year)
        found += db.session.scalars(query.options(joinedload(Grant.scheme), selectinload(Grant.commitments)))
    return found


def _by_scheme(grants: Sequence[Grant]) -> list[list[Grant]]:
    """For each association and scheme."""
    found: dict[tuple[UUID, UUID], list[Grant]] = {}
    for one in grants:
        found.setdefault((one.association_id, one.scheme.series_id), []).append(one)
    return list(found.values())


def _by_year(grants: Sequence[Grant]) -> list[list[Grant]]:
    """For each association and year."""
    found: dict[tuple[UUID, int], list[Grant]] = {}
    for one in grants:
        found.setdefault((one.association_id, one.year), []).append(one)
    return list(found.values())


def _keep_dates(earlier: Grant, later: Grant) -> None:
    """Season and annual meeting that a new grant does not say are those of before: one start is enough for all seasons."""
    lacking = [name for name in ("season_starts_on", "annual_meeting_on") if getattr(later, name) is None]
    for name in lacking:
        setattr(later, name, getattr(earlier, name))
    if lacking:
        for one in later.commitments:
            one.due_on = first_due(parse_due(one.due_rule), anchors_of(later))


def _take_over(earlier: Grant, later: Grant, *, by: User | None, now: datetime) -> None:
    asked, leading = {one.code: one for one in later.commitments}, list_leading(earlier)
    for old in earlier.commitments:
        new = asked.get(old.code)
        if old.status != S.TOGETHER:
            _hand_on(old, new, later, by=by, now=now)
        elif new and old.id in leading:
            _hand_on(leading[old.id], new, later, by=by, now=now)


def hand_on_if_followed(commitment: Commitment, *, by: User | None, now: datetime) -> None:
    """What was still owed or waited for a look is settled: the next year's grant, if there is one, goes on from there."""
    later, new = find_later(commitment)
    if later:
        _hand_on(commitment, new, later, by=by, now=now)
    ask_once_in_year(commitment.association_id, commitment.grant.year, by=by, now=now)


def _hand_on(old: Commitment, new: Commitment | None, later: Grant, *, by: User | None, now: datetime) -> None:
    today = day_of(now)
    if new is not None and new.status in _UNTOUCHED:
        _go_on_from(old, new, today)
    if old.status in _ENDS and not _is_owed(old, new, later):
        move(old, S.FOLLOWED, by=by, now=now)


def _is_owed(old: Commitment, new: Commitment | None, later: Grant) -> bool:
    if old.status in (S.NOT_RELEVANT, S.EXEMPT):
        return False
    if new is None:
        seen = is_seen(old.code, old.evidence)
        return is_owed(parse_due(old.due_rule), old.due_on, later.decided_on, is_seen=seen)
    return _handing(old, new) is Handing.OWED


def _handing(old: Commitment, new: Commitment) -> Handing:
    """By the new one's own first date: what goes on there already from the old one does not change the answer."""
    rules = parse_due(new.due_rule)
    first = first_due(rules, anchors_of(new.grant))
    return hand_on(
        rules, old.due_on, first, is_kept=old.kept_on is not None, is_seen=is_seen(old.code, old.evidence)
    )  # fmt: skip


def _go_on_from(old: Commitment, new: Commitment, today: date) -> None:
    """The yes, the kept period, or what the coordinator decided: only for the same edition; an exemption for any."""
    if old.status == S.EXEMPT and old.exempt_until and old.exempt_until > today:
        new.status, new.exempt_until = S.EXEMPT, old.exempt_until
        new.due_on = due_after_exemption(new.due_on, old.exempt_until)
    if not is_same_edition(old, new):
        return
    if new.agreed_at is None and old.agreed_at is not None:
        take_yes(old, new)
    if old.status == S.NOT_RELEVANT:
        new.status, new.not_relevant_reason = S.NOT_RELEVANT, old.not_relevant_reason
    elif old.status in (S.ACCEPTED, S.DUE_AGAIN) and _handing(old, new) is Handing.GOES_ON:
        new.status, new.due_on = old.status, old.due_on
        new.counted_from = old.counted_from or old.grant.decided_on
        new.kept_on, new.kept_due_on, new.kept_by = old.kept_on, old.kept_due_on, old.kept_by
