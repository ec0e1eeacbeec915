"""Numbers of children in what is published: below five they are not said, and no sum gives them away.

Our default after official practice (Statistics Norway hides cells of fewer than three and others with them; here five,
as municipalities are small).
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it may be published: from `low` to `high`, which are the same where it is said exactly."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


def shown(number: int) -> Shown:
    """One number by itself: 0, "1–4", or as it is."""
    return Shown(1, FEWEST - 1) if 0 < number < FEWEST else Shown(number, number)


def shown_parts(parts: Sequence[int]) -> tuple[list[Shown], Shown]:
    """Parts and their sum. Where a part is hidden, the sum is a range too, as wide as what is hidden.

    So whoever takes the known parts from the sum learns nothing of a hidden one: each of its four values fits.
    """
    some = [shown(part) for part in parts]
    total = Shown(sum(one.low for one in some), sum(one.high for one in some))
    return some, total
