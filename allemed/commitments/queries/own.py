"""The promises of one association as a person sees them: what is kept, what needs somebody, what is next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from allemed.commitments.models import Commitment, Delivery, Grant
from allemed.commitments.queries.lists import list_commitments_of
from allemed.commitments.queries.seen import judge
from allemed.commitments.rules import (
    CommitmentStatus,
    Standing,
    Verdict,
    is_nothing_asked,
    is_watched,
    standing_of,
    standing_seen,
)
from allemed.database import db

S = CommitmentStatus
NEEDS = (Standing.OVERDUE, Standing.SOON)


@dataclass(frozen=True)
class Promise:
    """A commitment with how it stands now. `verdict`: what the system sees; `returned`: a delivery that lacks something."""

    commitment: Commitment
    standing: Standing
    verdict: Verdict | None = None
    returned: Delivery | None = None


@dataclass
class Summary:
    """Promises by how they stand, each list in the order of its dates; and grants that wait for a yes."""

    promises: list[Promise] = field(default_factory=list)
    to_agree: list[Grant] = field(default_factory=list)

    def of(self, *standings: Standing) -> list[Promise]:
        return [one for standing in standings for one in self.promises if one.standing == standing]

    @property
    def needs_you(self) -> list[Promise]:
        """Late first, then soon."""
        return self.of(*NEEDS)

    @property
    def kept(self) -> list[Promise]:
        return self.of(Standing.KEPT)

    @property
    def has_several_grants(self) -> bool:
        return len({one.commitment.grant_id for one in self.promises}) > 1

    @property
    def asked_count(self) -> int:
        """How many are asked for at all."""
        return sum(one.standing != Standing.ASIDE for one in self.promises)

    @property
    def kept_share(self) -> int:
        """Of what is asked for, the share that is kept, in per cent."""
        return round(100 * len(self.kept) / self.asked_count) if self.asked_count else 0


def summarise(association_id: UUID, today: date) -> Summary:
    """An association's promises on a day."""
    return summarise_each([association_id], today)[association_id]


def summarise_each(association_ids: Collection[UUID], today: date) -> dict[UUID, Summary]:
    """By association: its promises on a day. As many queries as kinds of facts, however many promises."""
    promised = list_commitments_of(*association_ids)
    commitments = [one for one in promised if one.status != S.TOGETHER]
    verdicts, returned = judge(commitments, today), _list_returned(association_ids)
    summaries = {one: Summary() for one in association_ids}
    for one in sorted(commitments, key=lambda one: (one.due_on or date.max, one.code)):
        promise = promise_of(one, verdicts.get(one.id), returned.get(one.id), today)
        summaries[one.association_id].promises.append(promise)
    for grant in _grants_to_agree(promised):
        summaries[grant.association_id].to_agree.append(grant)
    return summaries


def promise_of(commitment: Commitment, verdict: Verdict | None, returned: Delivery | None, today: date) -> Promise:
    """One commitment as it stands now."""
    standing = standing_of(commitment.status, commitment.due_on, today)
    if verdict is not None:
        is_asked = not is_nothing_asked(verdict, commitment.code, commitment.evidence)
        was_seen = is_watched(commitment.code, commitment.kept_by)
        standing = standing_seen(standing, commitment.status, verdict.kept, was_seen, is_asked=is_asked)
        if verdict.open_since and standing in (Standing.KEPT, Standing.LATER):
            standing = Standing.SOON
    if standing == Standing.KEPT:
        returned = None  # the system has seen it kept since
    elif returned is not None and standing == Standing.LATER:
        standing = Standing.SOON
    return Promise(commitment, standing, verdict, returned)


def find_returned(commitment: Commitment) -> Delivery | None:
    """The last delivery, if it came back because something is missing."""
    last = commitment.deliveries[-1] if commitment.deliveries else None
    return last if last and last.is_accepted is False and commitment.status == S.IN_PROGRESS else None


def _list_returned(association_ids: Collection[UUID]) -> dict[UUID, Delivery]:
    query = select(Delivery).join(Delivery.commitment)
    query = query.where(Commitment.association_id.in_(association_ids), Commitment.status == S.IN_PROGRESS)
    rows = db.session.scalars(query.where(Delivery.is_accepted.is_(False)).order_by(Delivery.delivered_at))
    return {one.commitment_id: one for one in rows}


def _grants_to_agree(commitments: Iterable[Commitment]) -> list[Grant]:
    asked = [one for one in commitments if one.agreed_at is None and one.status != S.NOT_RELEVANT]
    return list({one.grant_id: one.grant for one in asked}.values())
