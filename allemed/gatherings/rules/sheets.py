"""The run sheets of a dugnad: 60 minutes for a club, 180 for a municipality (domain.md 8.4.1 and 8.4.2).

The three steps and the pairs' three minutes are ALLEMED's; the other minutes are our default.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from allemed.gatherings.rules.kinds import Sheet


class Part(StrEnum):
    """What a step of a run sheet is; a page writes down what belongs to it."""

    WELCOME = "welcome"
    COFFEE = "coffee"
    SAID_AND_DONE = "said_and_done"
    YOUTH_SPEAK = "youth_speak"
    PAIRS = "pairs"
    STORIES = "stories"  # three keywords
    ROLL_CALL = "roll_call"  # own figures, and the gap in a sentence
    BREAK = "break"
    IDEAS = "ideas"  # ranked with dots
    FIRST_STEPS = "first_steps"  # the actions
    SAY_ALOUD = "say_aloud"  # and when to look back


class Colour(StrEnum):
    """Of the card that is shown."""

    BLUE = "blue"
    ORANGE = "orange"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a run sheet, in minutes from the start."""

    part: Part
    begins: int
    ends: int
    colour: Colour

    @property
    def minutes(self) -> int:
        return self.ends - self.begins


_P, _C = Part, Colour
SHEETS: dict[Sheet, tuple[Step, ...]] = {
    Sheet.CLUB: (
        Step(_P.WELCOME, 0, 5, _C.PLAIN),
        Step(_P.PAIRS, 5, 8, _C.BLUE),
        Step(_P.STORIES, 8, 18, _C.BLUE),
        Step(_P.ROLL_CALL, 18, 23, _C.ORANGE),
        Step(_P.IDEAS, 23, 45, _C.ORANGE),
        Step(_P.FIRST_STEPS, 45, 57, _C.BLUE),
        Step(_P.SAY_ALOUD, 57, 60, _C.PLAIN),
    ),
    Sheet.MUNICIPAL: (
        Step(_P.COFFEE, 0, 15, _C.PLAIN),
        Step(_P.SAID_AND_DONE, 15, 30, _C.PLAIN),
        Step(_P.YOUTH_SPEAK, 30, 45, _C.PLAIN),
        Step(_P.STORIES, 45, 70, _C.BLUE),
        Step(_P.ROLL_CALL, 70, 80, _C.ORANGE),
        Step(_P.BREAK, 80, 95, _C.PLAIN),
        Step(_P.IDEAS, 95, 140, _C.ORANGE),
        Step(_P.FIRST_STEPS, 140, 165, _C.BLUE),
        Step(_P.SAY_ALOUD, 165, 180, _C.PLAIN),
    ),
}
LOOK_BACK = Step(Part.SAID_AND_DONE, 0, 0, Colour.PLAIN)


def steps_of(sheet: Sheet, has_open_actions: bool) -> list[Step]:
    """A club's sheet begins with what was agreed last time, if there was a last time; it takes of the welcome's time."""
    steps = list(SHEETS[sheet])
    if sheet is Sheet.CLUB and has_open_actions:
        steps[:1] = [Step(Part.SAID_AND_DONE, 0, 3, Colour.PLAIN), Step(Part.WELCOME, 3, 5, Colour.PLAIN)]
    return steps


def minutes_of(sheet: Sheet) -> int:
    return SHEETS[sheet][-1].ends


def clock_times(steps: Sequence[Step], starts: time) -> list[tuple[time, time]]:
    """From when to when each step goes, on the wall."""
    begin = datetime.combine(date(2000, 1, 1), starts)
    return [
        ((begin + timedelta(minutes=step.begins)).time(), (begin + timedelta(minutes=step.ends)).time())
        for step in steps
    ]
