""" "Did you understand everything?": which pages ask, and which of them is hardest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = 3  # our default: what was written better shows soon
FEWEST = 5  # our default: fewer answers are not told in numbers


class PageCode(StrEnum):
    """The pages that ask: what a family has to understand before it says yes."""

    HELP = "help"
    PRIVACY = "privacy"
    GROUP = "group"
    PROPOSAL = "proposal"
    FIRST_DAY = "first_day"


class About(StrEnum):
    """What an association that reads a language would have differently."""

    TEXT = "text"
    PICTURE = "picture"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered about one page in one language."""

    page: PageCode
    language: str
    understood: int
    not_understood: int

    @property
    def total(self) -> int:
        return self.understood + self.not_understood

    @property
    def is_few(self) -> bool:
        """Too few to say anything about the page; and in a small town they would say who it was."""
        return self.total < FEWEST


def counted_from(today: date) -> date:
    """The first day of the months that count: this one and the two before it."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def hardest_first(rows: Iterable[Answers]) -> list[Answers]:
    """By the share that did not understand. What fewer than `FEWEST` answered comes last, in an order that tells nothing."""

    def place(row: Answers) -> tuple:
        share = 0.0 if row.is_few else row.not_understood / row.total
        return (row.is_few, -share, 0 if row.is_few else -row.total, row.page, row.language)

    return sorted(rows, key=place)
