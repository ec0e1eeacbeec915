"""The facts that verdicts are made of, each kind read once for many associations.

Nothing here holds a child: of placements only days, the group, and an id that the coordinator's page makes a link of.
Features that stand above register a reader of their own kind.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from allemed import clock
from allemed.associations.models import Association, ContactPerson
from allemed.catalogue.models import Activity, Place, Spot
from allemed.catalogue.rules import PlaceKind
from allemed.commitments.models import Commitment, Delivery
from allemed.commitments.rules import Evidence, FirstDay, GroupFacts, Inquiry, first_days_counted
from allemed.config import settings
from allemed.database import db
from allemed.media.models import Picture
from allemed.placements.models import Placement
from allemed.placements.rules import LIVE_STATES

COUNTED_DAYS = timedelta(days=183)  # our default: what happened in the last half year counts

Reader = Callable[[set[UUID], date], Iterable[tuple[UUID, Any]]]
_READERS: dict[str, Reader] = {}
_ROUTINE = (Evidence.DOCUMENT, Evidence.VISIT)


def register(kind: str, reader: Reader) -> None:
    """A feature above reads facts: `reader(association_ids, today)` gives pairs of association id and fact.

    Kinds: "fund" (rules.FundCase), "meetings" (rules.MeetingFact), "missed" (rules.MissedTwice), "buddies" (the id of
    a placement where a child of the group goes along).
    """
    _READERS[kind] = reader


class Facts:
    """Facts of some associations, each kind read the first time it is needed. A kind nobody reads is empty."""

    def __init__(self, association_ids: Iterable[UUID], today: date):
        self.ids, self.today = set(association_ids), today
        self._known: dict[str, dict[UUID, list]] = {}
        self._lent: set[str] | None = None

    def of(self, kind: str, association_id: UUID) -> list:
        """The facts of a kind for one association."""
        if kind not in self._known:
            found: dict[UUID, list] = defaultdict(list)
            reader = _READERS.get(kind)
            for owner, fact in reader(self.ids, self.today) if reader else ():
                found[owner].append(fact)
            self._known[kind] = found
        return self._known[kind].get(association_id, [])

    def has(self, kind: str) -> bool:
        """Does anybody read this kind?"""
        return kind in _READERS

    def lent(self) -> set[str]:
        """What the lenders of the municipality have."""
        if self._lent is None:
            rows = db.session.scalars(select(Place.lends).where(Place.kind == PlaceKind.LENDER))
            self._lent = {code for lends in rows for code in lends}
        return self._lent


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment, settings().zone).date() if moment else None


def since(today: date) -> datetime:
    """From when on something counts."""
    return datetime.combine(today, time(), UTC) - COUNTED_DAYS


def _read_contacts(ids: set[UUID], _today: date) -> Iterable[tuple]:
    query = select(ContactPerson.association_id, ContactPerson.kind, ContactPerson.confirmed_at)
    query = query.where(ContactPerson.association_id.in_(ids), ContactPerson.ended_at.is_(None))
    return [(owner, (kind, _day(confirmed))) for owner, kind, confirmed in db.session.execute(query)]


def _read_groups(ids: set[UUID], today: date) -> Iterable[tuple]:
    """Those that run now: a group whose season is over promises nobody a place."""
    held = and_(Placement.activity_id == Activity.id, Placement.state.in_(LIVE_STATES), Placement.holds_seat)
    taken = select(func.count(Placement.id)).where(held).correlate(Activity).scalar_subquery()
    query = select(Activity, Spot, taken).outerjoin(Spot, Spot.activity_id == Activity.id)
    query = query.where(Activity.association_id.in_(ids), Activity.is_open).order_by(Activity.name)
    query = query.where(or_(Activity.ends_on.is_(None), Activity.ends_on >= today))
    return [(one.association_id, _group(one, spot, count)) for one, spot, count in db.session.execute(query)]


def _group(one: Activity, spot: Spot | None, taken: int) -> GroupFacts:
    free = spot.free if spot and spot.is_open else 0
    is_held = spot is not None and spot.is_for_referrals
    return GroupFacts(
        one.name, True, one.trial_times, free, _day(spot.confirmed_at) if spot else None,
        has_price=one.cost_per_half_year is not None, has_tasks=bool(one.parent_tasks) or one.is_for_parents, bring=one.bring, borrow=one.borrow,
        held_free=free if is_held else 0, held_taken=taken if is_held else 0,
        has_members=not (one.is_drop_in or one.is_for_parents or one.holiday),
    )  # fmt: skip


def _read_inquiries(ids: set[UUID], today: date) -> Iterable[tuple]:
    query = select(
        Activity.association_id, Activity.name, Placement.asked_at, Placement.answered_at, Placement.id
    ).join(Activity, Activity.id == Placement.activity_id)
    query = query.where(Activity.association_id.in_(ids), Placement.asked_at >= since(today))
    return [
        (owner, Inquiry(_day(asked) or today, _day(answered), group, key))
        for owner, group, asked, answered, key in db.session.execute(query)
    ]


def _read_first_days(ids: set[UUID], today: date) -> Iterable[tuple]:
    """Booked first sessions of the last weeks and the days to come."""
    zone = settings().zone
    first, last = (clock.start_of(day, zone) for day in first_days_counted(today))
    has_picture = select(Picture.id).where(Picture.activity_id == Activity.id).exists()
    query = select(Activity, Placement.first_session_at, Placement.meets, Placement.id, has_picture)
    query = query.join(Activity, Activity.id == Placement.activity_id)
    query = query.where(Activity.association_id.in_(ids), Placement.first_session_at >= first)
    query = query.where(Placement.first_session_at < last, Placement.state.in_(LIVE_STATES))
    return [
        (one.association_id, FirstDay(_day(at) or today, one.name, bool(meets), False, shown or bool(one.welcome), key))
        for one, at, meets, key, shown in db.session.execute(query)
    ]


def _read_flags(ids: set[UUID], _today: date) -> Iterable[tuple]:
    flags = (Association.accepts_leisure_card, Association.accepts_leisure_fund, Association.accepts_companion_card)
    rows = db.session.execute(select(Association.id, *flags).where(Association.id.in_(ids)))
    return [(owner, tuple(said)) for owner, *said in rows]


def _read_routines(ids: set[UUID], _today: date) -> Iterable[tuple]:
    """The codes and texts whose routine was read or seen: it holds for every grant that asks for the same."""
    query = select(Commitment.association_id, Commitment.code, Commitment.texts)
    query = query.join(Delivery, Delivery.commitment_id == Commitment.id)
    query = query.where(Commitment.association_id.in_(ids), Delivery.evidence.in_(_ROUTINE))
    rows = db.session.execute(query.where(Delivery.is_accepted.is_(True)))
    return [(owner, (code, texts)) for owner, code, texts in rows]


register("contacts", _read_contacts)
register("groups", _read_groups)
register("inquiries", _read_inquiries)
register("flags", _read_flags)
register("routines", _read_routines)
register("first_days", _read_first_days)
