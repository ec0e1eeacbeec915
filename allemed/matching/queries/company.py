"""What matters to a family, and which children go together: siblings, and friends whose families have both said yes."""

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from allemed.database import db
from allemed.families.models import Child
from allemed.matching.models import Companion, Priorities
from allemed.matching.queries.placed import Standing, others_of
from allemed.matching.rules import MATTERS, Company, Matters

MOST_FOUND = 8


def find_matters(child_id: UUID) -> Matters | None:
    """What was saved for a child."""
    row = db.session.scalar(select(Priorities).where(Priorities.child_id == child_id))
    return _matters(row) if row else None


def list_matters() -> dict[UUID, Matters]:
    """What was saved, by child."""
    return {row.child_id: _matters(row) for row in db.session.scalars(select(Priorities))}


def _matters(row: Priorities) -> Matters:
    return Matters(**{name: getattr(row, name) for name in MATTERS})


def list_siblings(child: Child) -> list[Child]:
    query = select(Child).where(Child.family_id == child.family_id, Child.id != child.id)
    return list(db.session.scalars(query.order_by(Child.birth_year, Child.first_name)))


def list_companions(child_id: UUID) -> list[Child]:
    """The children whom this one wishes to be together with."""
    pairs = select(Companion).where(or_(Companion.child_id == child_id, Companion.other_id == child_id))
    ids = [one.other_id if one.child_id == child_id else one.child_id for one in db.session.scalars(pairs)]
    query = select(Child).where(Child.id.in_(ids)).order_by(Child.first_name)
    return list(db.session.scalars(query))


def list_pairs() -> list[tuple[UUID, UUID]]:
    """All pairs who wish to be together."""
    query = select(Companion.child_id, Companion.other_id).order_by(Companion.noted_at, Companion.id)
    return [(one, other) for one, other in db.session.execute(query)]


def find_by_name(child: Child, name: str) -> list[Child]:
    """Children of other families with this first name, for the coordinator to choose a friend from."""
    if not name.strip():
        return []
    query = select(Child).where(
        func.lower(Child.first_name) == name.strip().lower(), Child.family_id != child.family_id
    )
    query = query.options(joinedload(Child.family)).order_by(func.abs(Child.birth_year - child.birth_year), Child.id)
    return list(db.session.scalars(query.limit(MOST_FOUND)))


def company_of(child: Child) -> tuple[Company, ...]:
    """Siblings and noted friends, with the groups they are in and those they are on their way to."""
    siblings = list_siblings(child)
    friends = [one for one in list_companions(child.id) if one.family_id != child.family_id]
    known = [(one, True) for one in siblings] + [(one, False) for one in friends]
    return tuple(company for one, is_sibling in known if (company := _company(one, is_sibling)))


def _company(child: Child, is_sibling: bool) -> Company | None:
    on_the_way = [one for one in others_of(child.id) if one.standing is Standing.ON_THE_WAY]
    there = frozenset(one.activity_id for one in on_the_way if one.has_begun)
    coming = frozenset(one.activity_id for one in on_the_way if not one.has_begun)
    return Company(child.first_name, is_sibling, there, coming) if on_the_way else None
