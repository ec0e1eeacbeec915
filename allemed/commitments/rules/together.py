"""Two grants of one year that both ask for the same: asked once, under one of them, and kept for both.

domain.md 8.3 and practice F8 speak of one scheme; how two schemes meet in a year is our default:

- The same code with the same evidence is the same asking. With other evidence each is asked: what shows one does not
  show the other.
- Where firmness, dates or texts differ, the stricter one is asked, whole, as it stands: the firmer one; of equally firm
  ones that with the earlier first date; then the one decided first. Each keeps its own text, firmness and rule.
- What a later grant has taken over leads, and what was sent is looked at first: nobody is asked again meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allemed.commitments.rules.catalogue import Level

_FIRMEST_FIRST = (Level.CONDITION, Level.EXPECTATION, Level.VOLUNTARY)


@dataclass(frozen=True, slots=True)
class Asking:
    """One of the promises. `first_on`: its own first due date; `key`: any lasting name, where all else is equal."""

    level: str
    first_on: date | None
    decided_on: date
    key: str
    has_gone_on: bool = False  # under a later grant
    is_sent: bool = False  # and waits for a look


def strictest(askings: Sequence[Asking]) -> int:
    """The place of the one that is asked, and kept, for all of them. At least one is given."""
    return min(range(len(askings)), key=lambda place: _order(askings[place]))


def _order(one: Asking) -> tuple[bool, bool, int, date, date, str]:
    firmness = _FIRMEST_FIRST.index(Level(one.level))
    return not one.has_gone_on, not one.is_sent, firmness, one.first_on or date.max, one.decided_on, one.key
