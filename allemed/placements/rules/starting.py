"""The lights a placement begins with, and when its first session could be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Protocol

from allemed.intake.rules import Bring, MoneyHelp
from allemed.placements.rules.states import LightColour, LightKind


@dataclass(frozen=True, slots=True)
class Known:
    """What the family and the group have said. None or empty: nobody knows."""

    lacking: Collection[str] = ()  # what the child does not have
    bring: Collection[str] = ()  # what the group says to bring
    borrow: Collection[str] = ()
    who_brings: str | None = None
    money: str | None = None
    cost: Decimal | None = None


def first_lights(known: Known) -> dict[LightKind, LightColour]:
    """How the three lights stand at a proposal. What nobody has said is unknown, never solved."""
    return {
        LightKind.EQUIPMENT: _equipment(known),
        LightKind.TRANSPORT: _transport(known),
        LightKind.FEE: _fee(known),
    }


def _equipment(known: Known) -> LightColour:
    lacking = set(known.lacking) & set(known.bring)
    if lacking - set(known.borrow):
        return LightColour.RED
    return LightColour.YELLOW if lacking else LightColour.UNKNOWN


def _transport(known: Known) -> LightColour:
    if known.who_brings is None:
        return LightColour.UNKNOWN
    return LightColour.RED if known.who_brings == Bring.NEEDS_TRANSPORT else LightColour.GREEN


def _fee(known: Known) -> LightColour:
    if known.cost is not None and known.cost == 0:
        return LightColour.NOT_NEEDED
    if known.money is None:
        return LightColour.UNKNOWN
    return LightColour.GREEN if known.money == MoneyHelp.NO_HELP else LightColour.RED


class Weekly(Protocol):
    """A weekly time on the wall clock; weekday 0 is Monday."""

    @property
    def weekday(self) -> int: ...
    @property
    def starts(self) -> time: ...


def next_session(sessions: Iterable[Weekly], today: date) -> tuple[date, time] | None:
    """The nearest weekly session after today, as date and wall-clock time; None for a group without times."""
    coming = [(today + timedelta(days=(one.weekday - today.weekday() - 1) % 7 + 1), one.starts) for one in sessions]
    return min(coming, default=None)
