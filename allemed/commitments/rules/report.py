"""A year's report (C20), filled in before anybody writes: what ALLEMED counted, and what hindered.

An association never learns from it why a child stopped: of reasons that families gave only those of five children or
more are told. What the association said itself when it had to say no is its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from allemed.referrals.rules import FEWEST_TOLD, told_count


class Hindrance(StrEnum):
    FULL = "full"
    LEADERS = "leaders"
    TIME = "time"
    TRANSPORT = "transport"
    MONEY = "money"
    EQUIPMENT = "equipment"
    LANGUAGE = "language"
    NOTHING = "nothing"


_OF_DECLINE = {"full": Hindrance.FULL, "time": Hindrance.TIME}
_OF_FAMILIES = {
    "time": Hindrance.TIME,
    "transport": Hindrance.TRANSPORT,
    "money": Hindrance.MONEY,
    "fee": Hindrance.MONEY,
    "equipment": Hindrance.EQUIPMENT,
    "language": Hindrance.LANGUAGE,
    "activity_stopped": Hindrance.LEADERS,
}


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What ALLEMED counted in a year: children who began, groups with open spots, with tries, with things to lend."""

    year: int
    began: int = 0
    groups: int = 0
    with_trial: int = 0
    with_things: int = 0
    meetings: tuple[str, ...] = ()
    hindered: tuple[Hindrance, ...] = ()

    def told(self) -> dict[str, str | int]:
        """What is kept with the report and shown: of children no number under five."""
        return {"year": self.year, "began": told_children(self.began), "groups": self.groups}


def told_children(number: int) -> str:
    """A number of children as others than the coordinator read it: nobody, "1–4", or how many."""
    return told_count(number) if number else "0"


def hindered_by(declined: Mapping[str, int], families: Mapping[str, int]) -> tuple[Hindrance, ...]:
    """What hindered: the association's own reasons to say no, and what stopped or lacked for many children.

    `families` counts children by stop reason or by what was not solved (equipment, transport, fee).
    """
    found = {_OF_DECLINE[reason] for reason, number in declined.items() if number and reason in _OF_DECLINE}
    counts: dict[Hindrance, int] = {}
    for reason, number in families.items():
        if reason in _OF_FAMILIES:
            counts[_OF_FAMILIES[reason]] = counts.get(_OF_FAMILIES[reason], 0) + number
    found |= {one for one, number in counts.items() if number >= FEWEST_TOLD}
    return tuple(one for one in Hindrance if one in found)
