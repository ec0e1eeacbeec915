"""What parents can do while their child is active: at the same place and time (GK7, V6)."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.catalogue.rules.facts import WeeklyTime
from allemed.catalogue.rules.meanwhile import is_meanwhile
from allemed.database import db


def list_meanwhile(activity: Activity) -> list[Activity]:
    """Groups for parents at the place of `activity` that go on while it does. One query, and none for parents' own."""
    if activity.place_id is None or activity.is_for_parents:
        return []
    query = select(Activity).join(Association, Association.id == Activity.association_id)
    query = query.where(
        Activity.is_for_parents, Activity.is_open, Association.is_approved, Activity.place_id == activity.place_id
    )
    found = db.session.scalars(query.options(selectinload(Activity.sessions), joinedload(Activity.association)))
    times = _times(activity)
    return [one for one in found if is_meanwhile(times, _times(one))]


def _times(activity: Activity) -> list[WeeklyTime]:
    return [WeeklyTime(one.weekday, one.starts, one.ends) for one in activity.sessions]
