"""What the system itself sees kept: facts of contact persons, groups, spots and answers, judged by the rules.

Everything is read per association and holds no child: of placements only the two moments of question and answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.associations.models import Association, ContactPerson
from allemed.associations.rules import ContactKind
from allemed.catalogue.models import Activity, Spot
from allemed.commitments.models import Commitment
from allemed.commitments.queries.single import anchors_of
from allemed.commitments.rules import (
    ContactFacts,
    GroupFacts,
    Inquiry,
    Verdict,
    confirm_from,
    is_seen,
    judge_answers,
    judge_contact,
    judge_fresh_spots,
    judge_support,
    judge_trial,
    parse_due,
    period_now,
)
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db
from allemed.placements.models import Placement

ANSWERS_SINCE = timedelta(days=183)  # our default: answers of the last half year count


class Facts:
    """Facts of some associations, each kind read in one query the first time it is needed."""

    def __init__(self, association_ids: Iterable[UUID], today: date):
        self.ids, self.today = set(association_ids), today
        self._known: dict[str, dict[UUID, list]] = {}

    def of(self, kind: str, association_id: UUID) -> list:
        """The rows of a kind (contacts, groups, inquiries, flags) for one association."""
        if kind not in self._known:
            found: dict[UUID, list] = defaultdict(list)
            for owner, fact in _READERS[kind](self.ids, self.today):
                found[owner].append(fact)
            self._known[kind] = found
        return self._known[kind].get(association_id, [])


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment, settings().zone).date() if moment else None


def _read_contacts(ids: set[UUID], _today: date) -> Iterable[tuple]:
    query = select(ContactPerson.association_id, ContactPerson.kind, ContactPerson.confirmed_at)
    query = query.where(ContactPerson.association_id.in_(ids), ContactPerson.ended_at.is_(None))
    return [(owner, (kind, _day(confirmed))) for owner, kind, confirmed in db.session.execute(query)]


def _read_groups(ids: set[UUID], _today: date) -> Iterable[tuple]:
    query = select(
        Activity.association_id, Activity.name, Activity.trial_times, Spot.free, Spot.is_open, Spot.confirmed_at
    )
    query = query.outerjoin(Spot, Spot.activity_id == Activity.id)
    query = query.where(Activity.association_id.in_(ids), Activity.is_open).order_by(Activity.name)
    return [
        (owner, GroupFacts(name, True, trial, free if shown else 0, _day(confirmed)))
        for owner, name, trial, free, shown, confirmed in db.session.execute(query)
    ]


def _read_inquiries(ids: set[UUID], today: date) -> Iterable[tuple]:
    since = datetime.combine(today, time(), UTC) - ANSWERS_SINCE
    query = select(Activity.association_id, Placement.asked_at, Placement.answered_at)
    query = query.join(Activity, Activity.id == Placement.activity_id)
    query = query.where(Activity.association_id.in_(ids), Placement.asked_at >= since)
    return [
        (owner, Inquiry(_day(asked) or today, _day(answered))) for owner, asked, answered in db.session.execute(query)
    ]


def _read_flags(ids: set[UUID], _today: date) -> Iterable[tuple]:
    flags = (Association.accepts_leisure_card, Association.accepts_leisure_fund, Association.accepts_companion_card)
    rows = db.session.execute(select(Association.id, *flags).where(Association.id.in_(ids)))
    return [(owner, tuple(said)) for owner, *said in rows]


_READERS: dict[str, Callable[[set[UUID], date], Iterable[tuple]]] = {
    "contacts": _read_contacts,
    "groups": _read_groups,
    "inquiries": _read_inquiries,
    "flags": _read_flags,
}


def _contact(commitment: Commitment, facts: Facts) -> Verdict:
    people = facts.of("contacts", commitment.association_id)
    confirmed = [on for kind, on in people if kind == ContactKind.MAIN]
    rules, anchors = parse_due(commitment.due_rule), anchors_of(commitment.grant)
    period = period_now(commitment.due_on, commitment.kept_due_on, facts.today)
    return judge_contact(
        ContactFacts(
            has_contact=bool(confirmed),
            has_substitute=any(kind == ContactKind.SUBSTITUTE for kind, _on in people),
            confirmed_on=confirmed[0] if confirmed else None,
            confirm_from=confirm_from(rules, anchors, period),
        )
    )


def _answers(commitment: Commitment, facts: Facts) -> Verdict:
    inquiries = facts.of("inquiries", commitment.association_id)
    return judge_answers(inquiries, facts.today, profile().working_days_between)


def _groups(commitment: Commitment, facts: Facts) -> list[GroupFacts]:
    return facts.of("groups", commitment.association_id)


_JUDGES: dict[str, Callable[[Commitment, Facts], Verdict]] = {
    "C03": _contact,
    "C06": lambda commitment, facts: judge_trial(_groups(commitment, facts)),
    "C07": lambda commitment, facts: judge_support(*facts.of("flags", commitment.association_id)[0]),
    "C11": lambda commitment, facts: judge_fresh_spots(_groups(commitment, facts), facts.today, settings().spot_days),
    "C13": _answers,
}


def judge(commitments: Iterable[Commitment], today: date) -> dict[UUID, Verdict]:
    """By commitment: what the system sees now. Those it cannot see are left out. At most four queries."""
    seen = [one for one in commitments if is_seen(one.code, one.evidence)]
    facts = Facts({one.association_id for one in seen}, today)
    return {one.id: _JUDGES[one.code](one, facts) for one in seen}
