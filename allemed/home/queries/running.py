"""Groups that run: what the inventory counts, an association confirms once a year, and a wish can be answered with."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select

from allemed.catalogue.models import Activity
from allemed.database import db


def runs(today: date) -> ColumnElement[bool]:
    """A weekly group whose season is not over. A camp is in its holiday only: it answers no wish for a whole year, and is
    posted again by itself."""
    return Activity.is_open & Activity.holiday.is_(None) & or_(Activity.ends_on.is_(None), Activity.ends_on >= today)


def running_of(groups: list[Activity], today: date) -> list[Activity]:
    """Of these groups of an association, those that the inventory counts."""
    asked = Activity.id.in_([one.id for one in groups])
    running = set(db.session.scalars(select(Activity.id).where(asked, runs(today))))
    return [one for one in groups if one.id in running]
