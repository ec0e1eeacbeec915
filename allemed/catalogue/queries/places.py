"""Schools, halls and other places of the municipality."""

from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import selectinload

from allemed.access.scopes import scope
from allemed.catalogue.models import Place
from allemed.catalogue.rules import PlaceKind
from allemed.catalogue.rules.distance import Point
from allemed.database import db


@scope("place_id")
def places_visible_to(user: object | None) -> Select:
    """Places are public."""
    return select(Place)


def list_places(kind: PlaceKind | None = None) -> list[Place]:
    """Schools first, then by name; with `kind` only those."""
    query = select(Place).order_by(Place.kind, Place.name)
    return list(db.session.scalars(query.where(Place.kind == kind) if kind else query))


def get_place(place_id: UUID) -> Place:
    """The place with its opening hours. NoResultFound if there is none."""
    return db.session.scalars(select(Place).where(Place.id == place_id).options(selectinload(Place.hours))).one()


def list_lenders() -> list[Place]:
    """Who lends equipment in the municipality, with their opening hours."""
    query = select(Place).where(Place.kind == PlaceKind.LENDER).options(selectinload(Place.hours))
    return list(db.session.scalars(query.order_by(Place.name)))


def list_points(most: int) -> list[Row]:
    """Name, latitude and longitude of the places to choose that have a position."""
    chosen = {row.name for row in list_places_to_choose(most)}
    query = select(Place.name, Place.latitude, Place.longitude).where(Place.latitude.is_not(None))
    return [row for row in db.session.execute(query.order_by(Place.name)) if row.name in chosen]


def list_areas() -> list[str]:
    """The parts of the municipality that have a place."""
    return list(db.session.scalars(select(Place.area).where(Place.area != "").distinct().order_by(Place.area)))


def list_places_to_choose(most: int) -> list[Row]:
    """Schools first, then the others, as (name, kind); schools only when there are more than `most` places.

    Lenders are places to borrow at, not places where groups meet.
    """
    query = select(Place.name, Place.kind).where(Place.kind != PlaceKind.LENDER).order_by(Place.kind, Place.name)
    if (db.session.scalar(select(func.count()).select_from(Place)) or 0) > most:
        query = query.where(Place.kind == PlaceKind.SCHOOL)
    return list(db.session.execute(query))


def place_point(place: Place | None) -> Point | None:
    """Where a place is; None if nobody has said."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude)


def find_place_named(name: str) -> Place | None:
    """The place called so, whatever its capitals; no two places have the same name."""
    return db.session.scalar(select(Place).where(func.lower(Place.name) == name.lower()).limit(1))
