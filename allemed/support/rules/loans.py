"""What is needed against what is borrowed, and when it goes back."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from allemed.placements.rules import LightColour
from allemed.support.rules.codes import LoanState

LOAN_DAYS = 14  # our default; Fritidsbanken lends for fourteen days (https://www.fritidsbanken.se)
REMIND_DAYS = 2  # our default


def needed_items(bring: Iterable[str], lacking: Collection[str]) -> list[str]:
    """What the group says to bring and the child does not have, in the group's order."""
    return [code for code in bring if code in lacking]


def equipment_colour(needed: Collection[str], loans: Iterable[tuple[str, LoanState]]) -> LightColour | None:
    """Green when everything needed is lent, yellow when it is on its way, red when something has no loan yet.

    None: nothing is known to be needed and nothing was lent, so this says nothing about the light.
    """
    states = dict(loans)
    wanted = set(needed) | set(states)
    if not wanted:
        return None
    if all(states.get(item, LoanState.WANTED) != LoanState.WANTED for item in wanted):
        return LightColour.GREEN
    return LightColour.YELLOW if wanted <= set(states) else LightColour.RED


def return_date(lent_on: date) -> date:
    """When it goes back, if nobody says another day."""
    return lent_on + timedelta(days=LOAN_DAYS)
