"""Which reads of families stand out, for the data protection officer (trust.md 4.7; numbers are our default).

No reason proves anything: it says where somebody may want to ask. There are no surnames to compare.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import fmean, pstdev
from typing import TypeVar
from uuid import UUID

WORK_HOURS = range(7, 19)
MANY_FAMILIES = 30  # of one person on one day; fewer never stand out
AGAIN = 10  # reads of one family by one person in the time looked at
Key = TypeVar("Key")


class Odd(StrEnum):
    """Why a read stands out."""

    MANY = "many"  # many families on one day, more than three standard deviations above the usual
    NO_CASE = "no_case"  # of a family for which the reader has done nothing
    AGAIN = "again"  # of one family, again and again
    OFF_HOURS = "off_hours"  # at night, on a weekend or a holiday


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody opened a page about a family; `at` is local."""

    at: datetime
    user_id: UUID
    family_id: UUID


@dataclass(frozen=True, slots=True)
class OddRead:
    """Some reads of one person that stand out, about one family (a random id) or many (None); `on` is the last day."""

    why: Odd
    user_id: UUID
    family_id: UUID | None
    on: date
    times: int


def find_odd_reads(
    reads: Iterable[Read],
    own_cases: Collection[tuple[UUID, UUID]],
    usual: Collection[int],
    is_working_day: Callable[[date], bool],
) -> list[OddRead]:
    """What stands out among `reads`, by reason.

    `own_cases`: (user, family) where the user has done something for it; `usual`: how many families one person has
    read on each day before.
    """
    reads = list(reads)
    by_pair = _grouped(reads, lambda one: (one.user_id, one.family_id))
    strangers = [rows for pair, rows in by_pair.items() if pair not in own_cases]
    off = [one for one in reads if not is_in_hours(one.at, is_working_day)]
    return [
        *_many(reads, usual),
        *(_odd(Odd.NO_CASE, rows) for rows in strangers),
        *(_odd(Odd.AGAIN, rows) for rows in by_pair.values() if len(rows) >= AGAIN),
        *(_odd(Odd.OFF_HOURS, rows) for rows in _grouped(off, lambda one: (one.user_id, one.family_id)).values()),
    ]


def is_in_hours(at: datetime, is_working_day: Callable[[date], bool]) -> bool:
    """Between seven and seven on a working day."""
    return at.hour in WORK_HOURS and is_working_day(at.date())


def _grouped(reads: Iterable[Read], key: Callable[[Read], Key]) -> dict[Key, list[Read]]:
    groups: dict[Key, list[Read]] = defaultdict(list)
    for one in reads:
        groups[key(one)].append(one)
    return groups


def _odd(why: Odd, rows: list[Read]) -> OddRead:
    last = max(rows, key=lambda one: one.at)
    return OddRead(why, last.user_id, last.family_id, last.at.date(), len(rows))


def _many(reads: list[Read], usual: Collection[int]) -> list[OddRead]:
    limit = max(MANY_FAMILIES, fmean(usual) + 3 * pstdev(usual)) if usual else MANY_FAMILIES
    days: Counter[tuple[UUID, date]] = Counter(
        (user_id, day) for user_id, day, _family in {(one.user_id, one.at.date(), one.family_id) for one in reads}
    )
    return [OddRead(Odd.MANY, user_id, None, day, times) for (user_id, day), times in days.items() if times > limit]
