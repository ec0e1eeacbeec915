"""What there is, for whom, and where it is missing (practice F4): counted over all running groups."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place
from allemed.catalogue.rules import kind_of
from allemed.database import db
from allemed.home.queries.running import runs
from allemed.home.queries.wishes import Wish
from allemed.home.rules import bands_of
from allemed.placements.models import Placement

A_YEAR = timedelta(days=365)


@dataclass
class Inventory:
    """Groups by kind family and age band, and by area and kind family; wishes that no group answers."""

    groups: int = 0
    by_age: Counter[tuple[str, int]] = field(default_factory=Counter)
    by_area: Counter[tuple[str, str]] = field(default_factory=Counter)
    areas: list[str] = field(default_factory=list)
    missing: list[tuple[str, int, int]] = field(default_factory=list)  # kind, age band, how many wishes


def take_inventory(wishes: Iterable[Wish], today: date) -> Inventory:
    """Of all groups that run, of approved associations."""
    columns = (Activity.kind, Activity.birth_year_from, Activity.birth_year_to, Place.area)
    query = select(*columns).join(Association, Association.id == Activity.association_id)
    query = query.outerjoin(Place, Place.id == Activity.place_id)
    query = query.where(Association.is_approved, runs(today))
    found, offered = Inventory(), set()
    for kind, born_from, born_to, area in db.session.execute(query):
        family = kind_of(kind).family
        found.groups += 1
        for band in bands_of(today.year - born_to, today.year - born_from):
            found.by_age[family, band] += 1
            offered.add((kind, band))
        found.by_area[area or "", family] += 1
    found.areas = sorted({area for area, _family in found.by_area}, key=lambda area: (not area, area))
    found.missing = _missing(wishes, offered, today.year)
    return found


def _missing(wishes: Iterable[Wish], offered: set[tuple[str, int]], year: int) -> list[tuple[str, int, int]]:
    """What is wished for in an age that no group of this kind is for, the most wanted first."""
    counts: Counter[tuple[str, int]] = Counter()
    for wish in wishes:
        for band in bands_of(year - wish.birth_year, year - wish.birth_year):
            counts.update((kind, band) for kind in wish.kinds if (kind, band) not in offered)
    return [(kind, band, count) for (kind, band), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def list_confirmations(today: date) -> list[Association]:
    """Approved associations that have a group that runs, who has not confirmed longest first."""
    has_group = select(Activity.id).where(Activity.association_id == Association.id, runs(today)).exists()
    query = select(Association).where(Association.is_approved, has_group)
    order = func.coalesce(Association.offers_confirmed_at, Association.created_at)
    return list(
        db.session.scalars(query.order_by(Association.offers_confirmed_at.is_not(None), order, Association.name))
    )


def count_begun(now: datetime) -> tuple[int, int]:
    """Placements of the last year that have begun: those an association invited to, and all (indicator M6)."""
    columns = func.count(Placement.id).filter(Placement.origin == "invitation"), func.count(Placement.id)
    invited, every = db.session.execute(select(*columns).where(Placement.started_at >= now - A_YEAR)).one()
    return invited, every
