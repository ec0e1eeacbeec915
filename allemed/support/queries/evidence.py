"""What an association's promises can see of this: its own applications for fees, and who looks after a new child."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.catalogue.models import Activity
from allemed.commitments.queries.facts import since
from allemed.commitments.queries.seen import register
from allemed.commitments.rules import FundCase
from allemed.config import settings
from allemed.database import db
from allemed.placements.models import Placement
from allemed.support.models import Arrangement, FeeApplication
from allemed.support.rules import Period, period_from


def _read_fund(ids: set[UUID], today: date) -> Iterable[tuple[UUID, FundCase]]:
    """When it was drafted and sent, and whether it asks for more than the group costs in that time. No child."""
    query = (
        select(Activity.association_id, Activity.name, Activity.cost_per_half_year, FeeApplication)
        .join(Placement, Placement.id == FeeApplication.placement_id)
        .join(Activity, Activity.id == Placement.activity_id)
        .where(
            FeeApplication.is_by_association,
            Activity.association_id.in_(ids),
            FeeApplication.drafted_at >= since(today),
        )
    )
    for association_id, group, cost, application in db.session.execute(query):
        began_on = clock.local(application.drafted_at, settings().zone).date()
        yield association_id, FundCase(began_on, application.sent_on, group, _is_above(application, cost))


def _is_above(application: FeeApplication, cost: Decimal | None) -> bool:
    half_years = 1 if application.until_on <= period_from(application.from_on, Period.HALF_YEAR)[1] else 2
    return cost is not None and application.amount > cost * half_years


def _read_buddies(ids: set[UUID], today: date) -> Iterable[tuple[UUID, UUID]]:
    """The placements in which somebody of the group looks after the child."""
    query = select(Activity.association_id, Placement.id).join(Placement, Placement.activity_id == Activity.id)
    query = query.join(Arrangement, Arrangement.placement_id == Placement.id)
    query = query.where(Activity.association_id.in_(ids), Arrangement.buddy.is_not(None))
    return [(association_id, placement_id) for association_id, placement_id in db.session.execute(query)]


register("fund", _read_fund)
register("buddies", _read_buddies)
