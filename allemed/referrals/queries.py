"""Reading referrals: a partner sees its own, in three words; the coordinator sees all."""

from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import joinedload

from allemed import crypto
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.catalogue.models import Activity, Place
from allemed.database import db
from allemed.referrals.models import Partner, Referral
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
