"""What others of one age do here."""

from datetime import datetime

from sqlalchemy import func, select

from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Spot
from allemed.catalogue.rules import fresh_since
from allemed.database import db


def list_kinds_of_age(birth_year: int, *, now: datetime, spot_days: int, most: int) -> list[str]:
    """The kinds that most groups with room for somebody of this age have; never from what children do."""
    query = (
        select(Activity.kind)
        .join(Spot, Spot.activity_id == Activity.id)
        .join(Association, Association.id == Activity.association_id)
        .where(Spot.is_open, Spot.free > 0, Spot.confirmed_at >= fresh_since(now, spot_days))
        .where(Activity.is_open, Association.is_approved)
        .where(Activity.birth_year_from <= birth_year, Activity.birth_year_to >= birth_year)
        .group_by(Activity.kind)
        .order_by(func.count().desc(), Activity.kind)
    )
    return list(db.session.scalars(query.limit(most)))
