"""What a decision needs to know of an association, as facts: no score, no ranking, and no sum that a program suggests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.queries.single import list_last_applications
from allemed.catalogue.models import Activity
from allemed.commitments.models import Grant
from allemed.commitments.queries import list_grants, summarise_each
from allemed.database import db


@dataclass(frozen=True)
class Facts:
    """`grant`: one of this scheme and year that is in the ledger already, from wherever it came."""

    groups: list[Activity]
    before: GrantApplication | None
    earlier: list[Grant]
    asked_count: int
    kept_count: int
    grant: Grant | None


def facts_of(application: GrantApplication, today: date) -> Facts:
    return facts_of_each(application.call, [application], today)[application.id]


def facts_of_each(call: GrantCall, applications: Collection[GrantApplication], today: date) -> dict[UUID, Facts]:
    """By application of a call: its facts. As many queries as kinds of facts, however many applications."""
    clubs = [one.association_id for one in applications]
    promises, groups, before = (
        summarise_each(clubs, today),
        groups_of(applications),
        list_last_applications(call, clubs),
    )
    grants: dict[UUID, list[Grant]] = {club: [] for club in clubs}
    for grant in list_grants(*clubs):
        grants[grant.association_id].append(grant)
    return {
        one.id: Facts(
            groups=groups[one.id],
            before=before.get(one.association_id),
            earlier=[grant for grant in grants[one.association_id] if grant.year < call.year],
            asked_count=promises[one.association_id].asked_count,
            kept_count=len(promises[one.association_id].kept),
            grant=next((grant for grant in grants[one.association_id] if _is_of(call, grant)), None),
        )
        for one in applications
    }


def _is_of(call: GrantCall, grant: Grant) -> bool:
    """The grant of this scheme, in whichever version, and year."""
    return grant.year == call.year and grant.scheme.series_id == call.scheme.series_id


def groups_of(applications: Collection[GrantApplication]) -> Mapping[UUID, list[Activity]]:
    """The groups each application names that are still there, by name; one query."""
    wanted = {UUID(key) for one in applications for key in one.groups}
    query = select(Activity).where(Activity.id.in_(wanted)).order_by(Activity.name, Activity.id)
    found = list(db.session.scalars(query)) if wanted else []
    return {one.id: [group for group in found if str(group.id) in one.groups] for one in applications}
