"""Calls and applications one by one, who may see which, and what a new one begins with."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, exists, false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from allemed import clock
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.applications.models import GrantApplication, GrantCall, GrantDecision
from allemed.applications.rules import AT_THE_MUNICIPALITY, CallState
from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.commitments.models import GrantScheme
from allemed.commitments.queries import holds_version
from allemed.config import settings
from allemed.database import db


@scope("call_id")
def calls_visible_to(user: User | None) -> Select:
    """The coordinator sees every call, an association those that have opened; services and businesses none."""
    query = select(GrantCall)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        may_apply = exists().where(
            Association.id == user.association_id, Association.kind == AssociationKind.ASSOCIATION
        )
        return query.where(GrantCall.opens_on <= clock.today(settings().zone), may_apply)
    return query.where(false())


@scope("grant_application_id")
def applications_visible_to(user: User | None) -> Select:
    """An association sees its own; the coordinator what was sent, and no draft."""
    query = select(GrantApplication)
    if user is not None and user.role == Role.COORDINATOR:
        return query.where(GrantApplication.state.in_(AT_THE_MUNICIPALITY))
    if user is not None and user.role == Role.ASSOCIATION:
        return query.where(GrantApplication.association_id == user.association_id)
    return query.where(false())


def get_call(call_id: UUID) -> GrantCall:
    """With its scheme and the scheme's lines."""
    whole = joinedload(GrantCall.scheme).selectinload(GrantScheme.lines)
    return db.session.scalars(select(GrantCall).where(GrantCall.id == call_id).options(whole)).one()


def list_calls() -> list[GrantCall]:
    """The latest to close first."""
    query = select(GrantCall).options(joinedload(GrantCall.scheme))
    return list(db.session.scalars(query.order_by(GrantCall.closes_on.desc(), GrantCall.id)))


def list_open_for(association_id: UUID, now: datetime) -> list[tuple[GrantCall, GrantApplication | None]]:
    """Calls that are open for an association, with its application; the first to close first."""
    zone = settings().zone
    query = select(GrantCall, GrantApplication).outerjoin(
        GrantApplication,
        (GrantApplication.call_id == GrantCall.id) & (GrantApplication.association_id == association_id),
    )
    may_apply = exists().where(Association.id == association_id, Association.kind == AssociationKind.ASSOCIATION)
    query = query.where(may_apply, GrantCall.closes_on >= clock.local(now, zone).date())
    rows = db.session.execute(query.options(joinedload(GrantCall.scheme)).order_by(GrantCall.closes_on, GrantCall.id))
    return [(call, mine) for call, mine in rows if call.state_at(now, zone) is CallState.OPEN]


def get_application(application_id: UUID) -> GrantApplication:
    """With its call, association and decisions."""
    options = (
        joinedload(GrantApplication.call).joinedload(GrantCall.scheme),
        joinedload(GrantApplication.association),
        selectinload(GrantApplication.decisions),
    )
    return db.session.scalars(
        select(GrantApplication).where(GrantApplication.id == application_id).options(*options)
    ).one()


def find_application(call_id: UUID, association_id: UUID) -> GrantApplication | None:
    return db.session.scalar(
        select(GrantApplication)
        .where(GrantApplication.call_id == call_id, GrantApplication.association_id == association_id)
        .options(selectinload(GrantApplication.decisions))
    )


def find_last_application(call: GrantCall, association_id: UUID) -> GrantApplication | None:
    """What the same association sent in the last call of the same scheme, in whichever version."""
    return list_last_applications(call, [association_id]).get(association_id)


def list_last_applications(call: GrantCall, association_ids: Collection[UUID]) -> dict[UUID, GrantApplication]:
    """By association: what it sent in the last call of the same scheme; one query."""
    query = select(GrantApplication).join(GrantApplication.call).join(GrantCall.scheme)
    query = query.where(GrantScheme.series_id == call.scheme.series_id, GrantCall.year < call.year)
    query = query.where(
        GrantApplication.association_id.in_(association_ids), GrantApplication.state.in_(AT_THE_MUNICIPALITY)
    )
    query = query.options(joinedload(GrantApplication.call), selectinload(GrantApplication.decisions))
    return {one.association_id: one for one in db.session.scalars(query.order_by(GrantCall.year))}


def find_call_before() -> GrantCall | None:
    """The last one made: what the next one begins with."""
    query = select(GrantCall).options(joinedload(GrantCall.scheme))
    return db.session.scalar(query.order_by(GrantCall.created_at.desc(), GrantCall.id).limit(1))


def find_last_decision(call: GrantCall) -> GrantDecision | None:
    """The last one noted in a call: who decides, when and where is mostly the same for the next one."""
    query = select(GrantDecision).join(GrantDecision.application).where(GrantApplication.call_id == call.id)
    return db.session.scalar(query.order_by(GrantDecision.noted_at.desc(), GrantDecision.number.desc()).limit(1))


def list_schemes_to_call_for(today: date, also: UUID | None = None) -> list[GrantScheme]:
    """Versions that are not over, and the one a call has already; by name and day."""
    goes_on = or_(GrantScheme.valid_to.is_(None), GrantScheme.valid_to >= today, GrantScheme.id == also)
    return list(
        db.session.scalars(select(GrantScheme).where(goes_on).order_by(GrantScheme.name, GrantScheme.valid_from))
    )


@holds_version
def is_called_for(scheme_id: UUID) -> bool:
    """Has a call of this version opened? Then associations have read what it asks for."""
    opened = GrantCall.opens_on <= clock.today(settings().zone)
    return db.session.scalar(select(GrantCall.id).where(GrantCall.scheme_id == scheme_id, opened).limit(1)) is not None
