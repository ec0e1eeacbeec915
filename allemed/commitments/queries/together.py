"""Promises that another grant of the same year asks for as well: which of them is asked, and for which others."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import func, select, tuple_
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
    """Associations and years where the same is asked for twice, or nobody is left who asks: as a grant that is gone
    leaves it. One query; what is the same is told here, as evidence cannot be grouped by on both databases."""
    shared = select(Grant.association_id, Grant.year).group_by(Grant.association_id, Grant.year)
    shared = shared.having(func.count() > 1)
    query = select(Grant.association_id, Grant.year, Commitment.code, Commitment.evidence, Commitment.status)
    query = query.join(Commitment.grant).where(
        Commitment.status != S.NOT_RELEVANT,
        tuple_(Grant.association_id, Grant.year).in_(shared) | (Commitment.status == S.TOGETHER),
    )
    found: dict[tuple, set[CommitmentStatus]] = {}
    twice = set()
    for owner, year, code, evidence, status in db.session.execute(query):
        statuses = found.setdefault((owner, year, code, frozenset(evidence)), set())
        if _ASKS[status] and any(_ASKS[one] for one in statuses):
            twice.add((owner, year))
        statuses.add(status)
    alone = {(owner, year) for (owner, year, *_same), statuses in found.items() if not _is_settled(statuses)}
    return sorted(twice | alone)


_ASKS = {status: status not in (S.FOLLOWED, S.TOGETHER, S.NOT_RELEVANT) for status in S}


def _is_settled(statuses: set[CommitmentStatus]) -> bool:
    """Asked here, or under a later grant, and not both."""
    return any(_ASKS[one] for one in statuses) != (S.FOLLOWED in statuses)


def hold_year(association_id: UUID, year: int) -> None:
    """The promises of a year are ours until the commit: what somebody sends meanwhile comes after."""
    query = select(Commitment).join(Commitment.grant).where(Grant.association_id == association_id, Grant.year == year)
    query = query.order_by(Commitment.id).with_for_update(of=Commitment).execution_options(populate_existing=True)
    db.session.scalars(query).all()


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
        beside = [one for one in some if one.status == S.TOGETHER]
        if beside and (leading := leading_of([one for one in some if one.status != S.TOGETHER])):
            found |= {one.id: leading for one in beside}
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
