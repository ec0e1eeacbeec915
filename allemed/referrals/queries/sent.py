"""Reading referrals: a partner sees its own, in three words; the coordinator sees all."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, case, false, func, select
from sqlalchemy.orm import joinedload

from allemed import crypto
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import Device, User
from allemed.associations.rules import sorting_key
from allemed.catalogue.models import Activity, Place
from allemed.countries import profile
from allemed.database import db
from allemed.referrals.models import Partner, PartnerPerson, Referral, RoomOffer
from allemed.referrals.rules import Progress, ReferralSource, ReferralState, progress_of

MOST = 200
_activity_checks: list[Callable[[Collection[UUID]], set[UUID]]] = []


@scope("referral_id")
def referrals_visible_to(user: User | None) -> Select:
    query = select(Referral)
    if user is None:
        return query.where(false())
    if user.role == Role.COORDINATOR:
        return query
    if user.role == Role.PARTNER:
        return query.where(Referral.partner_id == user.partner_id)
    return query.where(false())


@scope("partner_id")
def partners_visible_to(user: User | None) -> Select:
    """Only a coordinator looks partners up, closed ones too; a partner's own page needs no id."""
    is_coordinator = user is not None and user.role == Role.COORDINATOR
    return select(Partner) if is_coordinator else select(Partner).where(false())


@scope("person_id")
def people_visible_to(user: User | None) -> Select:
    """The people, not ended, of the partners `user` sees."""
    visible = partners_visible_to(user).with_only_columns(Partner.id)
    return select(PartnerPerson).where(PartnerPerson.ended_at.is_(None), PartnerPerson.partner_id.in_(visible))


@dataclass(frozen=True)
class PartnerRow:
    """One line of the list: the partner, who is in it, and what it has sent on."""

    partner: Partner
    people: list[PartnerPerson]
    this_term: int = 0
    ever: int = 0
    last_at: datetime | None = None

    @property
    def link(self) -> PartnerPerson | None:
        """Who links the partner with the coordinator, else who steps in."""
        return self.people[0] if self.people else None


def list_partners(user: User, *, term_from: datetime) -> list[PartnerRow]:
    """All that `user` sees, by name, the closed ones last. Three queries, however many there are."""
    people: dict[UUID, list[PartnerPerson]] = {}
    for person in db.session.scalars(people_visible_to(user).order_by(PartnerPerson.kind, PartnerPerson.name)):
        people.setdefault(person.partner_id, []).append(person)
    in_term = func.sum(case((Referral.created_at >= term_from, 1), else_=0))
    counts = select(Referral.partner_id, in_term, func.count(), func.max(Referral.created_at))
    sent = {row[0]: row[1:] for row in db.session.execute(counts.group_by(Referral.partner_id))}
    rows = [
        PartnerRow(one, people.get(one.id, []), *sent.get(one.id, ()))
        for one in db.session.scalars(
            partners_visible_to(user).options(joinedload(Partner.owner), joinedload(Partner.own_kind))
        )
    ]
    return sorted(rows, key=lambda row: (not row.partner.is_active, sorting_key(row.partner.name, profile().code)))


def get_partner(partner_id: UUID) -> Partner:
    return db.session.get_one(Partner, partner_id)


def list_people(partner_id: UUID) -> list[PartnerPerson]:
    """Who is in a partner now, the link person before substitutes."""
    query = select(PartnerPerson).where(PartnerPerson.partner_id == partner_id, PartnerPerson.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(PartnerPerson.kind, PartnerPerson.name)))


def get_person(person_id: UUID) -> PartnerPerson:
    return db.session.get_one(PartnerPerson, person_id)


def list_signed_in(people: Collection[PartnerPerson]) -> set[UUID]:
    """The users among `people` who have signed in at least once."""
    users = [person.user_id for person in people if person.user_id]
    return set(db.session.scalars(select(Device.user_id).where(Device.user_id.in_(users)))) if users else set()


def register_activity_check(
    children_in_activity: Callable[[Collection[UUID]], set[UUID]],
) -> Callable[[Collection[UUID]], set[UUID]]:
    """Who knows which of some children (by id) are in an activity now."""
    _activity_checks.append(children_in_activity)
    return children_in_activity


def find_referral(user: User | None, text: str | None) -> Referral | None:
    """The referral with this id, if there is one that the user may see; anything else is None."""
    try:
        referral_id = UUID(text or "")
    except ValueError:
        return None
    return db.session.scalar(referrals_visible_to(user).where(Referral.id == referral_id))


def get_referral(referral_id: UUID) -> Referral:
    return db.session.get_one(Referral, referral_id)


def find_progress(code: str) -> Progress | None:
    """The one word that whoever has the code of an interest is told; None for a code that opens nothing."""
    row = db.session.scalar(select(Referral).where(Referral.return_hash == crypto.ring().fingerprint(code)))
    return _progress(row, _in_activity({row.child_id} if row.child_id else ())) if row else None


def count_from_phone(phone: str, since: datetime) -> int:
    """How often this number has written to us on the public page since then. Numbers lie encrypted: read one by one."""
    public = (Referral.source.in_((ReferralSource.PUBLIC, ReferralSource.WISH)), Referral.created_at >= since)
    return sum(one == phone for one in db.session.scalars(select(Referral.phone).where(*public)))


def find_place(place_id: UUID | None) -> Place | None:
    """Where a wish would be."""
    return db.session.get(Place, place_id) if place_id else None


def find_partner(partner_id: UUID | None) -> Partner | None:
    return db.session.get(Partner, partner_id) if partner_id else None


def find_activity(activity_id: UUID | None) -> Activity | None:
    """The activity somebody asked for, with its association."""
    return db.session.get(Activity, activity_id, options=[joinedload(Activity.association)]) if activity_id else None


def list_referrals_of(user: User) -> list[tuple[Referral, Progress]]:
    """What a partner has sent on, the newest first, each with the one word it is told."""
    rows = list(db.session.scalars(referrals_visible_to(user).order_by(Referral.created_at.desc()).limit(MOST)))
    return progress_of_rows(rows)


def list_referrals_about(child_id: UUID) -> list[Referral]:
    """What partners sent on that led to this child."""
    query = select(Referral).where(Referral.child_id == child_id, Referral.partner_id.is_not(None))
    return list(db.session.scalars(query))


def progress_of_rows(rows: Collection[Referral]) -> list[tuple[Referral, Progress]]:
    """Each with the one word its partner is told."""
    active = _in_activity({row.child_id for row in rows if row.child_id})
    return [(row, _progress(row, active)) for row in rows]


def _progress(row: Referral, active: Collection[UUID]) -> Progress:
    return progress_of(row.state, was_contacted=row.contacted_at is not None, is_in_activity=row.child_id in active)


def _in_activity(child_ids: Collection[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for check in _activity_checks if child_ids else ():
        found |= check(child_ids)
    return found


def count_wishes(since: datetime) -> list[tuple[str, int]]:
    """How often each kind was wished for on the public page since then, the most wanted first."""
    wishes = db.session.scalars(
        select(Referral.kinds).where(Referral.source == ReferralSource.WISH, Referral.created_at >= since)
    )
    counts = Counter(code for kinds in wishes for code in kinds)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def list_interest(state: ReferralState) -> list[Referral]:
    """Interest in one state: what waits longest first, what is closed newest first."""
    query = select(Referral).where(Referral.state == state).options(joinedload(Referral.partner))
    order = Referral.created_at.desc() if state == ReferralState.CLOSED else Referral.created_at
    return list(db.session.scalars(query.order_by(order).limit(MOST)))


def count_interest() -> dict[ReferralState, int]:
    rows = db.session.execute(select(Referral.state, func.count()).group_by(Referral.state))
    return {state: 0 for state in ReferralState} | {state: count for state, count in rows}


OFFER_LIFE = timedelta(days=60)  # our default: so long "we have room" counts as an invitation


@scope("offer_id")
def offers_visible_to(user: User | None) -> Select:
    """What came of it is the coordinator's."""
    is_coordinator = user is not None and user.role == Role.COORDINATOR
    return select(RoomOffer) if is_coordinator else select(RoomOffer).where(false())


def open_offers(now: datetime) -> Select:
    """What associations have said lately and the coordinator has not closed."""
    return select(RoomOffer).where(RoomOffer.closed_at.is_(None), RoomOffer.offered_at > now - OFFER_LIFE)


def find_open_offer(activity_id: UUID, now: datetime) -> RoomOffer | None:
    query = open_offers(now).where(RoomOffer.activity_id == activity_id)
    return db.session.scalar(query.order_by(RoomOffer.offered_at.desc()).limit(1))


def list_offered(activity_ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Of these groups, those that have said that there is room and whose families the coordinator asks."""
    offered = open_offers(now).where(RoomOffer.activity_id.in_(activity_ids))
    return set(db.session.scalars(offered.with_only_columns(RoomOffer.activity_id)))


def list_open_offers(now: datetime, most: int = MOST) -> list[RoomOffer]:
    """With the group and its association, the oldest first."""
    group = joinedload(RoomOffer.activity)
    query = open_offers(now).options(group.joinedload(Activity.association), group.joinedload(Activity.spot))
    return list(db.session.scalars(query.order_by(RoomOffer.offered_at).limit(most)))


def get_offer(offer_id: UUID) -> RoomOffer:
    return db.session.get_one(RoomOffer, offer_id)


def list_public_wishes(since: datetime) -> list[Referral]:
    """Wishes of the public page that nobody has closed."""
    query = select(Referral).where(
        Referral.source == ReferralSource.WISH, Referral.state != ReferralState.CLOSED, Referral.created_at >= since
    )
    return list(db.session.scalars(query.order_by(Referral.created_at)))
