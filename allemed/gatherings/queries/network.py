"""The register of the network, and what it has decided. Seen by the coordinator and by those who are in it.

Who knows whom is not kept (H15): a row says who speaks for an organisation, and nothing about anybody else.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.database import db
from allemed.gatherings.models import AgendaItem, AgreedAction, Gathering, NetworkMember
from allemed.gatherings.rules import UNFINISHED, GatheringKind, Sector

LATEST = 12


def _own(user: User) -> Select:
    query = select(NetworkMember).where(NetworkMember.left_on.is_(None))
    if user.role == Role.ASSOCIATION:
        return query.where(NetworkMember.association_id == user.association_id)
    if user.role == Role.PARTNER:
        return query.where(NetworkMember.partner_id == user.partner_id)
    return query.where(false())


@scope("own_member_id")
def own_members_visible_to(user: User | None) -> Select:
    """Rows that `user` may change: the coordinator all, an association or a partner its own."""
    if user is None:
        return select(NetworkMember).where(false())
    return select(NetworkMember) if user.role == Role.COORDINATOR else _own(user)


def is_in_network(user: User | None):  # type: ignore[no-untyped-def]
    """As a condition: does `user` see the register?"""
    if user is None:
        return false()
    return ~false() if user.role == Role.COORDINATOR else _own(user).exists()


def members_visible_to(user: User | None) -> Select:
    """The whole register for whoever is in it; nothing for anybody else."""
    return select(NetworkMember).where(NetworkMember.left_on.is_(None), is_in_network(user))


def list_members(user: User | None = None) -> list[NetworkMember]:
    """By sector and name. Without `user`: all, for actions that invite or compare."""
    query = members_visible_to(user) if user else select(NetworkMember).where(NetworkMember.left_on.is_(None))
    query = query.options(joinedload(NetworkMember.association), joinedload(NetworkMember.partner))
    order = list(Sector)
    return sorted(db.session.scalars(query), key=lambda one: (order.index(one.sector), one.name.casefold()))


def list_past_members() -> list[NetworkMember]:
    """Organisations that were in the network, the last to leave first."""
    query = select(NetworkMember).where(NetworkMember.left_on.is_not(None))
    query = query.options(joinedload(NetworkMember.association), joinedload(NetworkMember.partner))
    return list(db.session.scalars(query.order_by(NetworkMember.left_on.desc()).limit(LATEST)))


def get_member(member_id: UUID) -> NetworkMember:
    return db.session.get_one(NetworkMember, member_id)


def find_own(user: User) -> NetworkMember | None:
    """The row of an association or a partner."""
    return db.session.scalar(_own(user).limit(1))


def next_meeting(today: date) -> Gathering | None:
    query = select(Gathering).where(Gathering.kind == GatheringKind.NETWORK, Gathering.cancelled_at.is_(None))
    query = query.where(Gathering.held_on >= today, Gathering.ended_at.is_(None))
    return db.session.scalar(query.order_by(Gathering.held_on).limit(1))


def list_waiting_items() -> list[AgendaItem]:
    """What stands on the next agenda."""
    waits = select(AgendaItem).where(AgendaItem.gathering_id.is_(None))
    return list(db.session.scalars(waits.order_by(AgendaItem.created_at)))


def list_decisions() -> list[tuple[AgendaItem, Gathering]]:
    """What was decided at the last meetings, the latest first."""
    query = select(AgendaItem, Gathering).join(Gathering, Gathering.id == AgendaItem.gathering_id)
    query = query.where(AgendaItem.decision != "", Gathering.kind == GatheringKind.NETWORK)
    rows = db.session.execute(query.order_by(Gathering.held_on.desc()).limit(LATEST))
    return [(item, gathering) for item, gathering in rows]


def list_open_actions() -> list[AgreedAction]:
    """What the network agreed on and is not finished, what is due first at the top."""
    query = select(AgreedAction).join(Gathering).where(Gathering.kind == GatheringKind.NETWORK)
    query = query.where(AgreedAction.status.in_(UNFINISHED))
    query = query.options(joinedload(AgreedAction.gathering), joinedload(AgreedAction.owner_association))
    return list(db.session.scalars(query.order_by(AgreedAction.due_on).limit(LATEST)))


def old_people(since: date) -> Select:
    """Rows whose person and address nobody has confirmed for so long."""
    says = or_(NetworkMember.person.is_not(None), NetworkMember.address.is_not(None))
    return select(NetworkMember.id).where(NetworkMember.person_since < since, says)
