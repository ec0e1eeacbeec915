"""What an association may need or ask (domain.md 2.1 H10 and H12), and the states of a need and of a note."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from statistics import median


class NeedKind(StrEnum):
    EQUIPMENT = "equipment"
    LEADER = "leader"
    TRANSPORT = "transport"
    INTERPRETER = "interpreter"
    MONEY = "money"
    TRAINING = "training"
    QUESTION = "question"  # the three doors of H12
    CONCERN = "concern"
    CHALLENGE = "challenge"


NOTE_KINDS = tuple(kind for kind in NeedKind if kind not in (NeedKind.QUESTION, NeedKind.CONCERN))


class NeedStatus(StrEnum):
    NEW = "new"
    ON_IT = "on_it"
    SOLVED = "solved"
    CANNOT = "cannot"


OPEN = (NeedStatus.NEW, NeedStatus.ON_IT)


class NoteState(StrEnum):
    """A note is read by a person before others see it."""

    WAITING = "waiting"
    PUBLISHED = "published"
    PUT_ASIDE = "put_aside"


def may_move(status: NeedStatus, to: NeedStatus) -> bool:
    """Nothing becomes new again; what was closed may be taken up once more."""
    return to is not NeedStatus.NEW and status is not to


def median_days(asked_and_answered: Sequence[tuple[datetime, datetime]]) -> int | None:
    """How many days an answer takes, in the middle; None without any."""
    if not asked_and_answered:
        return None
    return round(median((answered - asked).total_seconds() / 86_400 for asked, answered in asked_and_answered))
