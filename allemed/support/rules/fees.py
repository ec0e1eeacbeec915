"""Help with the fee: a reference that says nothing, the period, when an answer is late, and what a light becomes."""

import secrets
from datetime import date, timedelta

from allemed.placements.rules import LightColour
from allemed.support.rules.codes import ApplicationState, Period

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look like another one
USUAL_ANSWER_DAYS = 14  # our default where a scheme says nothing


def new_reference() -> str:
    """A random short code, easy to read aloud. It follows from nothing, so it says nothing."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{code[:3]}-{code[3:]}"


def period_from(start: date, period: Period) -> tuple[date, date]:
    """The half-year or year a day lies in, as first and last day."""
    if period == Period.YEAR:
        return date(start.year, 1, 1), date(start.year, 12, 31)
    if start.month <= 6:
        return date(start.year, 1, 1), date(start.year, 6, 30)
    return date(start.year, 7, 1), date(start.year, 12, 31)


def expected_on(sent_on: date, answer_days: int | None) -> date:
    """When an answer is to be there."""
    return sent_on + timedelta(days=USUAL_ANSWER_DAYS if answer_days is None else answer_days)


def is_valid_on(valid_from: date | None, valid_until: date | None, today: date) -> bool:
    """Can one apply to a scheme on this day?"""
    return (valid_from is None or valid_from <= today) and (valid_until is None or today <= valid_until)


def fee_colour(state: ApplicationState) -> LightColour:
    """How the fee light stands with an application."""
    return {
        ApplicationState.DRAFTED: LightColour.YELLOW,
        ApplicationState.SENT: LightColour.YELLOW,
        ApplicationState.YES: LightColour.GREEN,
        ApplicationState.NO: LightColour.RED,
    }[state]
