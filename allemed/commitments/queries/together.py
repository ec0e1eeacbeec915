"""Promises that another grant of the same year asks for as well: which of them is asked, and for which others."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from allemed.commitments.models import Commitment, Grant
from allemed.commitments.queries.single import anchors_of, find_next_grant
from allemed.commitments.rules import CommitmentStatus, first_due, parse_due
from allemed.commitments.rules.together import Asking, strictest
from allemed.database import db

S = CommitmentStatus


def list_grants_of_year(association_id: UUID, year: int) -> list[Grant]:
    """With schemes and commitments, the first decided first."""
    query = select(Grant).where(Grant.association_id == association_id, Grant.year == year)
    query = query.options(joinedload(Grant.scheme), selectinload(Grant.commitments))
    return list(db.session.scalars(query.order_by(Grant.decided_on, Grant.id)))


def list_years_to_settle() -> list[tuple[UUID, int]]:
    """Associations and years where a code is asked for twice, or is left with nobody who asks: as a grant that is gone
    leaves it."""
    each = select(Commitment.association_id, Grant.year, Commitment.code).join(Commitment.grant)
    gone_on, asked = Commitment.status == S.FOLLOWED, Commitment.status.not_in((S.FOLLOWED, S.TOGETHER))
    each = each.where(Commitment.status != S.NOT_RELEVANT).add_columns(
        _count(asked, "asked"), _count(gone_on, "gone_on")
    )
    found = each.group_by(Commitment.association_id, Grant.year, Commitment.code).subquery().c
    twice = (found.asked > 1) | ((found.asked > 0) & (found.gone_on > 0))
    query = select(found.association_id, found.year).where(twice | ((found.asked == 0) & (found.gone_on == 0)))
    return [(owner, year) for owner, year in db.session.execute(query.distinct())]


def _count(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0)).label(name)


def same_askings(grants: Iterable[Grant]) -> list[list[Commitment]]:
    """The promises of one association's grants of one year, those that are the same asking together."""
    found: dict[tuple, list[Commitment]] = {}
    for grant in grants:
        for one in grant.commitments:
            found.setdefault((one.code, frozenset(one.evidence)), []).append(one)
    return list(found.values())


def leading_of(some: Sequence[Commitment]) -> Commitment | None:
    """Of promises that are the same asking, the one that is asked. None where nobody asks for any."""
    asked = [one for one in some if one.status != S.NOT_RELEVANT and not _has_ended(one)]
    return asked[strictest([_asking(one) for one in asked])] if asked else None


def _has_ended(one: Commitment) -> bool:
    """With its grant: the next one no longer asks for it."""
    return one.status == S.FOLLOWED and find_following(one) is None


def _asking(one: Commitment) -> Asking:
    first_on = first_due(parse_due(one.due_rule), anchors_of(one.grant))
    has_gone_on, is_sent = one.status == S.FOLLOWED, one.status == S.DELIVERED
    return Asking(one.level, first_on, one.grant.decided_on, str(one.id), has_gone_on, is_sent)


def list_leading(grant: Grant) -> dict[UUID, Commitment]:
    """For each promise of a grant that another grant of the year asks for: the promise that is asked."""
    if not any(one.status == S.TOGETHER for one in grant.commitments):
        return {}
    found: dict[UUID, Commitment] = {}
    for some in same_askings(list_grants_of_year(grant.association_id, grant.year)):
        leading = leading_of([one for one in some if one.status != S.TOGETHER])
        found |= {one.id: leading for one in some if one.status == S.TOGETHER and leading}
    return found


def find_later(commitment: Commitment) -> tuple[Grant | None, Commitment | None]:
    """The next grant that goes on from a promise, and the promise there: of its own scheme, or of one that it is asked
    for as well. Without a promise where no later grant asks for it."""
    first = None
    for grant in _grants_asking(commitment):
        if later := find_next_grant(grant):
            first = first or later
            if found := next((one for one in later.commitments if one.code == commitment.code), None):
                return later, found
    return first, None


def _grants_asking(commitment: Commitment) -> Iterator[Grant]:
    """Its own, then those that it is asked and kept for as well."""
    yield commitment.grant
    for some in same_askings(list_grants_of_year(commitment.association_id, commitment.grant.year)):
        if commitment in some:
            yield from (one.grant for one in some if one.status == S.TOGETHER and one is not commitment)


def find_following(commitment: Commitment) -> Commitment | None:
    """Where a promise that was taken over is asked for now."""
    return find_later(commitment)[1] if commitment.status == S.FOLLOWED else None


def find_leading(commitment: Commitment) -> Commitment | None:
    """The same for one promise."""
    return list_leading(commitment.grant).get(commitment.id) if commitment.status == S.TOGETHER else None
