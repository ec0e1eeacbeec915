"""Wishes that no open spot fits, who is asked about them, and what associations answered."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.catalogue.rules import kind_of
from allemed.database import db
from allemed.rounds.models import OpenWish, WishAnswer


@scope("wish_id")
def wishes_visible_to(user: User | None) -> Select:
    """A coordinator sees every open wish; an association those it is asked about."""
    query = select(OpenWish)
    if user is None:
        return query.where(false())
    if user.role == Role.COORDINATOR:
        return query
    if user.role == Role.ASSOCIATION:
        approved = select(Association.id).where(Association.id == user.association_id, Association.is_approved)
        return query.where(OpenWish.asked_at.is_not(None), OpenWish.closed_at.is_(None), approved.exists())
    return query.where(false())


@scope("answer_id")
def answers_visible_to(user: User | None) -> Select:
    query = select(WishAnswer)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


def get_wish(wish_id: UUID) -> OpenWish:
    return db.session.get_one(OpenWish, wish_id)


def find_open_wish(child_id: UUID) -> OpenWish | None:
    return db.session.scalar(select(OpenWish).where(OpenWish.child_id == child_id, OpenWish.closed_at.is_(None)))


def list_open_wishes() -> list[OpenWish]:
    """Who waits, the longest first."""
    query = select(OpenWish).where(OpenWish.closed_at.is_(None)).options(joinedload(OpenWish.child))
    return list(db.session.scalars(query.order_by(OpenWish.since_on, OpenWish.id)))


def list_answers(wish_ids: Iterable[UUID]) -> list[WishAnswer]:
    query = select(WishAnswer).where(WishAnswer.wish_id.in_(list(wish_ids))).options(joinedload(WishAnswer.association))
    return list(db.session.scalars(query.order_by(WishAnswer.answered_at)))


def list_wishes_asked_of(association_id: UUID) -> list[OpenWish]:
    """The wishes an approved association is asked about and has not answered: of a kind like one of its groups."""
    own = select(Activity.kind).join(Activity.association)
    kinds = db.session.scalars(own.where(Association.id == association_id, Association.is_approved).distinct())
    families = {kind_of(kind).family for kind in kinds}
    answered = select(WishAnswer.wish_id).where(WishAnswer.association_id == association_id)
    query = select(OpenWish).where(OpenWish.asked_at.is_not(None), OpenWish.closed_at.is_(None))
    query = query.where(OpenWish.id.not_in(answered)).order_by(OpenWish.asked_at, OpenWish.id)
    return [wish for wish in db.session.scalars(query) if families & {kind_of(kind).family for kind in wish.kinds}]


def list_association_users(wish: OpenWish) -> list[User]:
    """The people of the associations that are asked about a wish."""
    wanted = {kind_of(kind).family for kind in wish.kinds}
    of_approved = select(Activity.association_id, Activity.kind).join(Activity.association)
    rows = db.session.execute(of_approved.where(Association.is_approved).distinct())
    asked = {association_id for association_id, kind in rows if kind_of(kind).family in wanted}
    return [user for user in list_users(Role.ASSOCIATION) if user.association_id in asked]
