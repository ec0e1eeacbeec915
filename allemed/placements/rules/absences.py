"""Which session a family can say about: "we cannot come"."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from allemed.placements.rules.starting import Weekly
from allemed.placements.rules.states import PlacementState

S = PlacementState
WITH_SESSIONS = frozenset({S.BOOKED, S.HELD, S.TRIAL, S.ACTIVE})
WEEKS_AHEAD = 4  # our default: nobody can know further


def coming_sessions(
    state: PlacementState,
    first: datetime | None,
    weekly: Iterable[Weekly],
    local: datetime,
    is_held_on: Callable[[date], bool] = lambda day: True,
) -> list[tuple[date, time]]:
    """The sessions from this moment on, the nearest first; `first` and `local` are wall-clock times.

    Before the first session was held that is the only one; afterwards the weekly ones of four weeks. One that has
    begun is over for this purpose; `is_held_on` says on which days there is none.
    """
    if state not in WITH_SESSIONS:
        return []
    if state is S.BOOKED:
        is_coming = first is not None and first > local and is_held_on(first.date())
        return [(first.date(), first.time())] if first is not None and is_coming else []
    days = [local.date() + timedelta(days=offset) for offset in range(7 * WEEKS_AHEAD)]
    found = {(day, one.starts) for one in weekly for day in days if day.weekday() == one.weekday and is_held_on(day)}
    return sorted(one for one in found if datetime.combine(*one) > local.replace(tzinfo=None))
