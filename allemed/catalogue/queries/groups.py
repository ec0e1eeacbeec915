"""Single groups: which a user may see, which an association may change, and which have gone stale."""

from uuid import UUID

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Spot
from allemed.database import db


@scope("activity_id")
def activities_visible_to(user: User | None) -> Select:
    """Everybody: running groups of approved associations. An association also its own; the coordinator all."""
    query = select(Activity).join(Association, Association.id == Activity.association_id)
    if user and user.role == Role.COORDINATOR:
        return query
    public = Activity.is_open & Association.is_approved
    if user and user.role == Role.ASSOCIATION:
        return query.where(or_(public, Activity.association_id == user.association_id))
    return query.where(public)


@scope("own_activity_id")
def own_activities_visible_to(user: User | None) -> Select:
    """The groups that a user may change: an association its own, the coordinator all."""
    if user and user.role == Role.COORDINATOR:
        return select(Activity)
    if user and user.role == Role.ASSOCIATION:
        return select(Activity).where(Activity.association_id == user.association_id)
    return select(Activity).where(false())


def get_activity(activity_id: UUID) -> Activity:
    """The group with everything its page shows, in four queries. NoResultFound if there is none."""
    return db.session.scalars(
        select(Activity)
        .where(Activity.id == activity_id)
        .options(
            joinedload(Activity.association),
            joinedload(Activity.place),
            joinedload(Activity.spot),
            selectinload(Activity.sessions),
            selectinload(Activity.cancelled),
            selectinload(Activity.hosts),
        )
    ).one()


def list_groups_of(association_id: UUID) -> list[Activity]:
    """All groups of an association with times, place and spot: those whose spot was confirmed longest ago first."""
    query = (
        select(Activity)
        .outerjoin(Spot)
        .where(Activity.association_id == association_id)
        .options(joinedload(Activity.place), joinedload(Activity.spot), selectinload(Activity.sessions))
        .order_by(func.coalesce(Spot.is_open, False).desc(), Spot.confirmed_at, Activity.name)
    )
    return list(db.session.scalars(query))


def list_known_kinds(association_id: UUID) -> list[str]:
    """The kinds an association already has, the most frequent first."""
    query = select(Activity.kind).where(Activity.association_id == association_id).group_by(Activity.kind)
    return list(db.session.scalars(query.order_by(func.count().desc(), Activity.kind)))
