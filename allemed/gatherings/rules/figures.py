"""Small numbers, so that nobody is found by a count (domain.md 6.3, trust.md 4.10), and which sectors are missing."""

from collections.abc import Iterable, Mapping

from allemed.gatherings.rules.kinds import Sector

FEWEST = 5


def shown_count(number: int) -> str:
    """A count as a group of people reads it: 1 to 4 is one and the same."""
    return f"1–{FEWEST - 1}" if 0 < number < FEWEST else str(number)


def shown_pair(part: int, whole: int) -> tuple[str, str]:
    """A part and its whole: what is left over must not be found by subtracting either."""
    is_small = 0 < whole - part < FEWEST or 0 < part < FEWEST
    if not is_small:
        return shown_count(part), shown_count(whole)
    return ("–" if 0 < whole - part < FEWEST and part >= FEWEST else shown_count(part)), shown_count(whole)


def missing_sectors(invited: Iterable[Sector], people: Mapping[str, int]) -> list[Sector]:
    """Sectors that were invited and nobody came of, in their order; before anybody was counted, none."""
    if not any(people.values()):
        return []
    asked = set(invited)
    return [sector for sector in Sector if sector in asked and not people.get(sector)]


def never_invited(invited: Iterable[Sector]) -> list[Sector]:
    """Sectors that nobody thought of."""
    asked = set(invited)
    return [sector for sector in Sector if sector not in asked and sector is not Sector.OTHER]
