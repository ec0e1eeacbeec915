"""Children who go on to another school this summer: what they have should not be lost on the way (V7)."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from allemed.accounts.models import User
from allemed.catalogue.models import Place
from allemed.database import db
from allemed.families.models import Child, Family
from allemed.families.queries import families_visible_to
from allemed.home.rules import SchoolStep, step_of_year
from allemed.placements.models import Placement
from allemed.placements.rules import WITH_SESSIONS


@dataclass(frozen=True)
class Moving:
    """One child, the step it takes, its school of today, and the groups it goes to."""

    child: Child
    step: SchoolStep
    school: Place | None
    placements: list[Placement]


def list_moving(user: User, year: int) -> list[Moving]:
    """Those who take a step in the summer of `year`, by step, school and first name. Three queries."""
    seen = families_visible_to(user).with_only_columns(Family.id)
    years = [year - step.age for step in SchoolStep]
    query = select(Child, Place).outerjoin(Place, Place.id == Child.school_id)
    rows = list(db.session.execute(query.where(Child.birth_year.in_(years), Child.family_id.in_(seen))))
    groups: dict[UUID, list[Placement]] = defaultdict(list)
    placed = select(Placement).where(
        Placement.child_id.in_([child.id for child, _school in rows]), Placement.state.in_(WITH_SESSIONS)
    )
    for one in db.session.scalars(placed.options(joinedload(Placement.activity))):
        groups[one.child_id].append(one)
    moving = [Moving(child, step_of_year(child.birth_year, year), school, groups[child.id]) for child, school in rows]
    return sorted(moving, key=lambda one: (one.step.age, one.school.name if one.school else "", one.child.first_name))
