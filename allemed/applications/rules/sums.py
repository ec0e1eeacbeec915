"""Sums of a call, and an amount as people of Norway and Sweden write it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from allemed.applications.rules.states import AT_THE_MUNICIPALITY, ApplicationState

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sums:
    """What is asked for, what is awarded so far, and what is at hand (None: nobody said)."""

    asked: Decimal
    awarded: Decimal
    at_hand: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """What is at hand and not awarded yet; below zero if more was awarded."""
        return None if self.at_hand is None else self.at_hand - self.awarded


def sums_of(rows: Iterable[tuple[ApplicationState, Decimal | None, Decimal | None]], at_hand: Decimal | None) -> Sums:
    """Of (state, amount asked, amount awarded): only what stands with the municipality counts."""
    there = [row for row in rows if row[0] in AT_THE_MUNICIPALITY]
    asked = sum((amount for _state, amount, _given in there if amount), ZERO)
    given = (given for state, _asked, given in there if state is ApplicationState.AWARDED and given)
    return Sums(asked, sum(given, ZERO), at_hand)


def amount_text(amount: Decimal) -> str:
    """An amount as it stands in a field: 25 000, or 12 500,50."""
    whole = f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"
    return whole.replace(",", " ").replace(".", ",")
