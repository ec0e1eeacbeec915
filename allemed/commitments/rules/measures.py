"""What the municipality does for a goal, in the same five headings whatever it is, so that it can be compared (V1, V2).

Goal, commitment, measure: a commitment serves a goal by its code; a measure says its goal itself, or has such a code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID


class MeasureKind(StrEnum):
    """In the order of the lists."""

    ACTION = "action"  # agreed at a dugnad or a meeting
    DUGNAD = "dugnad"
    MEETING_PLACE = "meeting_place"
    NETWORK = "network"
    VISIT = "visit"
    PILOT = "pilot"
    COURSE = "course"  # a starter course
    GRANTS = "grants"  # those of one scheme and year


class MeasureState(StrEnum):
    AHEAD = "ahead"
    DOING = "doing"
    UNSAID = "unsaid"  # over, and nobody has said what comes of it
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure with the five headings: partners, purpose, target group, period, content.

    `target_group` and `content` may hold codes that only a page can put into words; `codes` are commitments it belongs to.
    `endpoint` with `ids`: the page where it is changed. `begins` and `ends` give the period where no words do.
    """

    kind: MeasureKind
    title: str
    state: MeasureState
    begins: date
    ends: date | None = None
    partners: str = ""
    purpose: str = ""
    target_group: str = ""
    period: str = ""
    content: str = ""
    result: str = ""
    birth_years: tuple[int, int] | None = None
    activity_kind: str = ""
    goes_on_in: str = ""
    partner_count: int = 0
    serves_id: UUID | None = None
    codes: tuple[str, ...] = ()
    is_of_association: bool = False  # made by an association itself, which is not asked for a goal
    endpoint: str = ""
    ids: Mapping[str, Any] = field(default_factory=dict)

    def is_in(self, year: int) -> bool:
        """Does it touch a year?"""
        return self.begins.year <= year <= (self.ends or self.begins).year


def serves(measure: Measure, goal_id: UUID, codes: Iterable[str]) -> bool:
    """Does it serve this goal, by its own word or by a commitment that does?"""
    if measure.serves_id is not None:
        return measure.serves_id == goal_id
    return bool(set(measure.codes) & set(codes))


def lacks_goal(measure: Measure, codes: Iterable[str]) -> bool:
    """Did the municipality make it before it said which goal it serves? `codes`: those of all goals."""
    if measure.is_of_association or measure.serves_id is not None:
        return False
    return not set(measure.codes) & set(codes)


def state_of_pilot(begins: date, ends: date | None, has_outcome: bool, today: date) -> MeasureState:
    """A trial is done when somebody has said what comes of it, not when its days are over (practice F7)."""
    if has_outcome:
        return MeasureState.DONE
    state = state_between(begins, ends, today)
    return MeasureState.UNSAID if state is MeasureState.DONE else state


def state_between(begins: date, ends: date | None, today: date) -> MeasureState:
    """Of what has days: ahead, on the way, done."""
    if begins > today:
        return MeasureState.AHEAD
    return MeasureState.DOING if (ends or begins) >= today else MeasureState.DONE
