"""What a decision needs to know of an association, as facts: no score, no ranking, and no sum that a program suggests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from allemed.applications.models import GrantApplication
from allemed.applications.queries.single import find_last_application
from allemed.catalogue.models import Activity
from allemed.commitments.models import Grant
from allemed.commitments.queries import find_grant, list_grants, summarise
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
    call = application.call
    promises = summarise(application.association_id, today)
    return Facts(
        groups=groups_of([application])[application.id],
        before=find_last_application(call, application.association_id),
        earlier=[one for one in list_grants(application.association_id) if one.year < call.year],
        asked_count=promises.asked_count,
        kept_count=len(promises.kept),
        grant=find_grant(application.association_id, call.scheme.series_id, call.year),
    )


def groups_of(applications: list[GrantApplication]) -> Mapping[UUID, list[Activity]]:
    """The groups each application names that are still there, by name; one query."""
    wanted = {UUID(key) for one in applications for key in one.groups}
    query = select(Activity).where(Activity.id.in_(wanted)).order_by(Activity.name, Activity.id)
    found = list(db.session.scalars(query)) if wanted else []
    return {one.id: [group for group in found if str(group.id) in one.groups] for one in applications}
