"""Making the invented municipality: the same one for the same seed."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Spot
from allemed.commitments.models import Commitment
from allemed.demo import (
    calls,
    checks,
    help,
    hosts,
    ledger,
    letters,
    panels,
    people,
    promises,
    seasons,
    there,
    together,
    town,
    waiting,
)
from allemed.demo.rows import Rows
from allemed.families.models import Child, Family
from allemed.placements.models import Placement

# inhabitants: associations, activities, spots, families, children
SMALL = (20_000, 60, 180, 90, 120, 200)
LARGE = (700_000, 2_500, 12_000, 6_000, 4_800, 8_000)
COUNTED = {
    "associations": Association, "activities": Activity, "open spots": Spot, "families": Family, "children": Child,
    "placements": Placement, "commitments": Commitment,
}  # fmt: skip


def sizes(inhabitants: int) -> tuple[int, ...]:
    """How many associations, activities, spots, families and children a municipality of this size has."""
    share = (inhabitants - SMALL[0]) / (LARGE[0] - SMALL[0])
    return tuple(max(8, round(a + share * (b - a))) for a, b in zip(SMALL[1:], LARGE[1:], strict=True))


def is_loaded(connection: Connection) -> bool:
    """Is there any association yet?"""
    return connection.scalar(select(Association.id).limit(1)) is not None


def _plain(_label: str, items: Iterable) -> Iterable:
    return items


def load(*, inhabitants: int, seed: int, now: datetime, progress: Callable = _plain) -> dict[str, int]:
    """Fill an empty database; returns how many of each were made. Does not commit."""
    associations, activities, spots, families, children = sizes(inhabitants)
    rows = Rows(seed, now)
    built = town.build(rows, associations=associations, activities=activities, spots=spots)
    people.build(rows, built, families=families, children=children)
    checks.build(rows)
    letters.build(rows, built)
    promises.build(rows, built)
    people.build_staff(rows)
    there.build(rows, built)
    ledger.build(rows)
    help.build(rows, built)
    seasons.build(rows, built)
    together.build(rows, built)
    waiting.build(rows, built)
    people.build_told(rows)
    people.build_plans(rows)
    there.build_agreed(rows)
    hosts.build(rows, built)
    calls.build(rows, built)
    panels.build(rows)
    rows.save(progress)
    return {name: len(rows.of(model)) for name, model in COUNTED.items()}
