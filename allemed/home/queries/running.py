"""Groups that run: what the inventory counts, an association confirms once a year, and a wish can be answered with."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from allemed.catalogue.models import Activity
from allemed.catalogue.queries import list_groups_of
from allemed.database import db


def runs(today: date) -> ColumnElement[bool]:
    """A weekly group whose season is not over. A camp is in its holiday only: it answers no wish for a whole year, and is
    posted again by itself."""
    return Activity.is_open & Activity.holiday.is_(None) & or_(Activity.ends_on.is_(None), Activity.ends_on >= today)


def list_running_groups(association_id: UUID, today: date) -> list[Activity]:
    """What an association is asked about in the yearly check: what the inventory counts."""
    running = set(db.session.scalars(select(Activity.id).where(Activity.association_id == association_id, runs(today))))
    return [one for one in list_groups_of(association_id) if one.id in running]
