"""Schemes, grants, commitments and deliveries one by one, and who may see which."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.commitments.models import Commitment, Delivery, Grant, GrantScheme, SchemeLine
from allemed.commitments.rules import Anchors, find_line
from allemed.database import db


def _is_coordinator(user: User | None) -> bool:
    return user is not None and user.role == Role.COORDINATOR


@scope("scheme_id")
def schemes_visible_to(user: User | None) -> Select:
    """Schemes are the coordinator's."""
    return select(GrantScheme) if _is_coordinator(user) else select(GrantScheme).where(false())


@scope("line_id")
def lines_visible_to(user: User | None) -> Select:
    """So are their lines."""
    return select(SchemeLine) if _is_coordinator(user) else select(SchemeLine).where(false())


@scope("grant_id")
def grants_visible_to(user: User | None) -> Select:
    """A coordinator sees every grant, an association its own."""
    return _own(select(Grant), Grant.association_id, user)


@scope("commitment_id")
def commitments_visible_to(user: User | None) -> Select:
    """A coordinator sees every commitment, an association its own. Nobody else sees any: there is no public list."""
    return _own(select(Commitment), Commitment.association_id, user)


@scope("delivery_id")
def deliveries_visible_to(user: User | None) -> Select:
    """A coordinator sees every delivery, an association its own."""
    return _own(select(Delivery).join(Delivery.commitment), Commitment.association_id, user)


def _own(query: Select, column, user: User | None) -> Select:  # type: ignore[no-untyped-def]
    if _is_coordinator(user):
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        return query.where(column == user.association_id)
    return query.where(false())


def get_scheme(scheme_id: UUID) -> GrantScheme:
    """With its lines."""
    query = select(GrantScheme).where(GrantScheme.id == scheme_id).options(selectinload(GrantScheme.lines))
    return db.session.scalars(query).one()


def get_line(line_id: UUID) -> SchemeLine:
    return db.session.get_one(SchemeLine, line_id, options=[joinedload(SchemeLine.scheme)])


def list_schemes(valid_on: date | None = None) -> list[GrantScheme]:
    """Schemes with their lines, by name; only those valid on a day if one is given."""
    query = select(GrantScheme).options(selectinload(GrantScheme.lines)).order_by(GrantScheme.name)
    if valid_on is not None:
        query = query.where(GrantScheme.valid_from <= valid_on)
        query = query.where(or_(GrantScheme.valid_to.is_(None), GrantScheme.valid_to >= valid_on))
    return list(db.session.scalars(query))


def get_grant(grant_id: UUID) -> Grant:
    """With its scheme, association and commitments."""
    options = (joinedload(Grant.scheme), joinedload(Grant.association), selectinload(Grant.commitments))
    return db.session.scalars(select(Grant).where(Grant.id == grant_id).options(*options)).one()


def list_grants(*association_ids: UUID) -> list[Grant]:
    """The grants of associations with their commitments, the newest first."""
    query = select(Grant).where(Grant.association_id.in_(association_ids))
    query = query.options(joinedload(Grant.scheme), selectinload(Grant.commitments))
    return list(db.session.scalars(query.order_by(Grant.decided_on.desc(), Grant.id)))


def get_commitment(commitment_id: UUID) -> Commitment:
    """With its grant, association and deliveries."""
    options = (
        joinedload(Commitment.grant).joinedload(Grant.scheme),
        joinedload(Commitment.association),
        selectinload(Commitment.deliveries),
    )
    return db.session.scalars(select(Commitment).where(Commitment.id == commitment_id).options(*options)).one()


def get_delivery(delivery_id: UUID) -> Delivery:
    query = select(Delivery).where(Delivery.id == delivery_id).options(joinedload(Delivery.commitment))
    return db.session.scalars(query).one()


def anchors_of(grant: Grant) -> Anchors:
    """The dates that due rules count from."""
    return Anchors(grant.decided_on, grant.season_starts_on, grant.annual_meeting_on)


def anchors_for(commitment: Commitment) -> Anchors:
    """The same for one commitment: what goes on from an earlier grant still counts from that decision."""
    return replace(anchors_of(commitment.grant), decided_on=commitment.counted_from or commitment.grant.decided_on)


def find_next_grant(grant: Grant) -> Grant | None:
    """The next year's grant of the same scheme, in whichever version, to the same association."""
    query = select(Grant).join(Grant.scheme).where(GrantScheme.series_id == grant.scheme.series_id)
    query = query.where(Grant.association_id == grant.association_id, Grant.year > grant.year)
    return db.session.scalar(query.options(selectinload(Grant.commitments)).order_by(Grant.year).limit(1))


def texts_of(line: SchemeLine) -> Mapping[str, str]:
    """The texts of a line as they stood when it was picked; those of the catalogue where none were kept."""
    known = find_line(line.code)
    return line.texts or (known.texts if known else {})


def list_versions(series_id: UUID) -> list[GrantScheme]:
    """All versions of a scheme with their lines, the newest first."""
    query = select(GrantScheme).where(GrantScheme.series_id == series_id).options(selectinload(GrantScheme.lines))
    return list(db.session.scalars(query.order_by(GrantScheme.valid_from.desc())))


def find_grant(association_id: UUID, series_id: UUID, year: int) -> Grant | None:
    """What a scheme, in whichever version, gave an association for a year."""
    query = select(Grant).join(Grant.scheme).where(GrantScheme.series_id == series_id)
    query = query.where(Grant.association_id == association_id, Grant.year == year)
    return db.session.scalar(query.options(selectinload(Grant.commitments)).limit(1))


HOLDS_VERSION: list[Callable[[UUID], bool]] = []  # other features say here what was begun under a version


def holds_version(has: Callable[[UUID], bool]) -> Callable[[UUID], bool]:
    """Register a question about a version: what associations have read of it no longer changes."""
    HOLDS_VERSION.append(has)
    return has


def is_in_use(scheme: GrantScheme) -> bool:
    """Has any grant been given under this version, or may associations apply for one?"""
    given = db.session.scalar(select(Grant.id).where(Grant.scheme_id == scheme.id).limit(1)) is not None
    return given or any(has(scheme.id) for has in HOLDS_VERSION)
