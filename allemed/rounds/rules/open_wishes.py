"""A wish that no open spot fits: what of it may be told without saying whose it is."""

from collections.abc import Iterable

BAND = 2  # years that stand together, so that a wish names no single child (our default)


def band_of(birth_year: int) -> tuple[int, int]:
    """The two birth years that a wish is told with: 2017 is told as 2016–2017."""
    first = birth_year - birth_year % BAND
    return first, first + BAND - 1


def ages_of(birth_year_from: int, birth_year_to: int, year: int) -> tuple[int, int]:
    """The ages those turn this year, the younger first."""
    return year - birth_year_to, year - birth_year_from


def days_of(times: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """The weekdays of the family's free times, without the part of the day."""
    return tuple(sorted({day for day, _part in times}))
