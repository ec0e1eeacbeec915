"""A group as everybody may know it. What is not a field here never leaves by open data.

Left out on purpose, though some of it stands on the group's page: the coach's name and free texts, which may name a
person; the association's address, e-mail and phone, which may be its leader's own.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from allemed.catalogue.rules import GenderGroup


@dataclass(frozen=True, slots=True)
class PublicTime:
    """Every week on this day, on the clock on the wall; weekday 0 is Monday."""

    id: UUID
    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """A hall, pitch or school."""

    id: UUID
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicGroup:
    """What a group offers. `free`: open spots that were confirmed lately; None: nobody has said."""

    id: UUID
    kind: str
    name: str
    gender_group: GenderGroup
    youngest: int
    oldest: int
    cost_per_half_year: Decimal | None
    languages: tuple[str, ...]
    accessibility: tuple[str, ...]
    is_for_beginners: bool
    trial_times: int
    times: tuple[PublicTime, ...]
    place: PublicPlace | None
    association_id: UUID
    association: str
    organisation_number: str | None
    website: str
    free: int | None
    confirmed_on: date | None
    updated_at: datetime

    @property
    def is_free(self) -> bool:
        """Costs nothing."""
        return self.cost_per_half_year == 0


def digest_of(group: PublicGroup) -> str:
    """A fingerprint of all that is told of a group: it changes when, and only when, some of it does."""
    return hashlib.sha256(repr(group).encode()).hexdigest()
