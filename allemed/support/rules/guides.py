"""Which guide fits a first time: by language and free time. The coordinator chooses; this only sorts, with reasons."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from allemed.intake.rules import read_times
from allemed.matching.rules import Session, part_of_day

SHOWN_AFTER = timedelta(days=7)  # our default: so long after a first time its guide can say how it went
BUSY_WITHIN = timedelta(hours=2)  # our default


@dataclass(frozen=True, slots=True)
class Helper:
    """A guide as the rule sees it; `free` are codes like "0-evening", `busy_at` the first times they said yes to."""

    id: UUID
    languages: Collection[str] = ()
    free: Collection[str] = ()
    busy_at: Collection[datetime] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """Why somebody fits, or not. `is_free` None: nobody has said when."""

    id: UUID
    speaks: bool
    is_free: bool | None
    is_busy: bool


def rank_guides(guides: Iterable[Helper], language: str, local: datetime, at: datetime) -> list[Fit]:
    """Those who speak the family's language and have time first; `local` is the wall-clock time of the moment `at`."""
    fits = [
        Fit(
            id=one.id,
            speaks=language in one.languages,
            is_free=is_free_at(one.free, local),
            is_busy=any(abs(other - at) < BUSY_WITHIN for other in one.busy_at),
        )
        for one in guides
    ]
    return sorted(fits, key=lambda fit: (fit.is_busy, not fit.speaks, {True: 0, None: 1, False: 2}[fit.is_free]))


def is_free_at(free: Collection[str], local: datetime) -> bool | None:
    """Has somebody time at this wall-clock time? None if they have not said when."""
    if not free:
        return None
    part = part_of_day(Session(local.weekday(), local.time(), time(23, 59)))
    return (local.weekday(), part) in read_times(code.replace("-", ":") for code in free)
