"""Reading families: who may see which, lists and search, what was agreed, and who has looked."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import selectinload

from allemed import clock
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.audit.queries import list_reads_by_others
from allemed.config import settings
from allemed.database import db
from allemed.families import rules
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.families.rules import AgreementItem, Receiver, ReceiverKind

PAGE = 30

ChildPart = Callable[..., dict[str, Any]]
_child_parts: list[ChildPart] = []
_family_parts: list[ChildPart] = []
_schools: list[Callable[[], list[tuple[str, str]]]] = []


def _of_own_family(query: Select, family_id: Any, user: User | None) -> Select:
    """Coordinators see every family, a family sees itself, nobody else sees any."""
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.FAMILY:
        return query.where(family_id == user.family_id)
    return query.where(false())


@scope("family_id")
def families_visible_to(user: User | None) -> Select:
    return _of_own_family(select(Family), Family.id, user)


@scope("child_id")
def children_visible_to(user: User | None) -> Select:
    return _of_own_family(select(Child), Child.family_id, user)


@scope("guardian_id")
def guardians_visible_to(user: User | None) -> Select:
    return _of_own_family(select(Guardian), Guardian.family_id, user)


@scope("agreement_id")
def agreements_visible_to(user: User | None) -> Select:
    return _of_own_family(select(Agreement), Agreement.family_id, user)


def get_family(family_id: UUID) -> Family:
    return db.session.get_one(Family, family_id)


def get_child(child_id: UUID) -> Child:
    return db.session.get_one(Child, child_id)


def get_guardian(guardian_id: UUID) -> Guardian:
    return db.session.get_one(Guardian, guardian_id)


def get_agreement(agreement_id: UUID) -> Agreement:
    return db.session.get_one(Agreement, agreement_id)


def _with_members(query: Select) -> Select:
    return query.options(selectinload(Family.children), selectinload(Family.guardians))


def list_families(user: User, *, page: int = 1) -> tuple[list[Family], bool]:
    """One page of families, the newest first, and whether there are more."""
    query = _with_members(families_visible_to(user)).order_by(Family.created_at.desc(), Family.id)
    rows = list(db.session.scalars(query.offset((page - 1) * PAGE).limit(PAGE + 1)))
    return rows[:PAGE], len(rows) > PAGE


def count_families(user: User) -> int:
    return db.session.scalar(families_visible_to(user).with_only_columns(func.count(Family.id)).order_by(None)) or 0


def list_children_of(family_id: UUID) -> list[Child]:
    return list(db.session.scalars(select(Child).where(Child.family_id == family_id).order_by(Child.birth_year)))


def list_agreements(family_id: UUID, *, child_id: UUID | None = None) -> list[Agreement]:
    """What a family said yes to, the newest first; with `child_id` only what concerns that child."""
    query = select(Agreement).where(Agreement.family_id == family_id)
    if child_id is not None:
        query = query.where(or_(Agreement.child_id == child_id, Agreement.child_id.is_(None)))
    return list(db.session.scalars(query.order_by(Agreement.given_at.desc(), Agreement.item)))


def list_shared_items(associations: Mapping[UUID, UUID], now: datetime) -> dict[UUID, list[tuple[AgreementItem, str]]]:
    """What associations may be shown right now, as (item, detail) by placement; `associations`: whose each one is.

    Only what the family's living yes for that very placement and association covers. One query.
    """
    given: dict[UUID | None, list[Agreement]] = defaultdict(list)
    for agreement in db.session.scalars(select(Agreement).where(Agreement.placement_id.in_(associations))):
        given[agreement.placement_id].append(agreement)
    shared = {}
    for placement_id, association_id in associations.items():
        agreements, receiver = given[placement_id], Receiver(ReceiverKind.ASSOCIATION, association_id, placement_id)
        asked = sorted({(one.item, one.detail) for one in agreements})
        shared[placement_id] = [
            (item, detail) for item, detail in asked if rules.may_share(agreements, receiver, item, now, detail)
        ]
    return shared


@dataclass(frozen=True)
class AgreementGroup:
    """What was said yes to in one go, about one child and for one receiver."""

    child: Child | None
    receiver_kind: ReceiverKind
    receiver: str | None  # an association's name; None: all of its kind
    is_for_placement: bool
    first: Agreement
    agreements: list[Agreement] = field(default_factory=list)


def group_agreements(agreements: list[Agreement], now: datetime) -> list[AgreementGroup]:
    """Living agreements put together as they were given, for pages that let them be taken back."""
    order = list(AgreementItem)
    living = sorted((one for one in agreements if rules.is_valid(one, now)), key=lambda one: order.index(one.item))
    children = _by_id(Child, {one.child_id for one in living})
    names = _by_id(Association, {one.receiver_id for one in living})
    groups: dict[tuple, AgreementGroup] = {}
    for one in living:
        key = (one.child_id, one.receiver_kind, one.receiver_id, one.placement_id, one.given_at)
        receiver = names.get(one.receiver_id)
        group = groups.setdefault(
            key,
            AgreementGroup(
                child=children.get(one.child_id),
                receiver_kind=one.receiver_kind,
                receiver=receiver.name if receiver else None,
                is_for_placement=one.placement_id is not None,
                first=one,
            ),
        )
        group.agreements.append(one)
    return sorted(groups.values(), key=lambda group: group.first.given_at, reverse=True)


def _by_id(model: Any, ids: set[UUID | None]) -> dict[UUID | None, Any]:
    known = [one for one in ids if one is not None]
    return {row.id: row for row in db.session.scalars(select(model).where(model.id.in_(known)))} if known else {}


@dataclass(frozen=True)
class Reading:
    """Somebody with `role` opened the family's pages `times` times on a day; `at` is the last time."""

    role: str
    at: datetime
    times: int


def list_readings(family_id: UUID, *, most: int = 12) -> list[Reading]:
    """Who but the family has read about it, by day and role, the newest first. The family may see this list."""
    days: dict[tuple, Reading] = {}
    for entry in list_reads_by_others(family_id):
        key = (clock.local(entry.at, settings().zone).date(), entry.role)
        seen = days.get(key)
        days[key] = Reading(entry.role, seen.at if seen else entry.at, seen.times + 1 if seen else 1)
    return list(days.values())[:most]


def register_child_part(part: ChildPart) -> ChildPart:
    """A higher feature's `fn(child, *, now) -> dict` of template variables for the page of a child."""
    _child_parts.append(part)
    return part


def register_family_part(part: ChildPart) -> ChildPart:
    """The same for the page of a family: `fn(family, *, now) -> dict`."""
    _family_parts.append(part)
    return part


def register_schools(schools: Callable[[], list[tuple[str, str]]]) -> Callable[[], list[tuple[str, str]]]:
    """Where the names of schools come from: `fn() -> [(id, name)]`."""
    _schools.append(schools)
    return schools


def parts_of_child(child: Child, *, now: datetime) -> dict[str, Any]:
    return {name: value for part in _child_parts for name, value in part(child, now=now).items()}


def parts_of_family(family: Family, *, now: datetime) -> dict[str, Any]:
    return {name: value for part in _family_parts for name, value in part(family, now=now).items()}


def list_schools() -> list[tuple[str, str]]:
    """(id, name) of each school of the municipality, by name."""
    return [school for schools in _schools for school in schools()]
