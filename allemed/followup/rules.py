"""When somebody asks how it goes, and in which order a coordinator's day is listed. The schedule is data.

The default schedule is ours; a municipality may pass its own. Texts are made elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from allemed.intake.rules import Face


class Audience(StrEnum):
    FAMILY = "family"
    ASSOCIATION = "association"
    CHILD = "child"
    COORDINATOR = "coordinator"
    NEUTRAL_PERSON = "neutral_person"  # asks the child, and is neither its coordinator nor its coach


class Anchor(StrEnum):
    """The date a step is counted from."""

    FIRST_SESSION = "first_session"
    STARTED = "started"
    SEASON_END = "season_end"
    FUND_END = "fund_end"
    SECOND_MISS = "second_miss"  # the second missed session in a row
    SCHOOL_CHANGE = "school_change"
    TEEN_YEAR = "teen_year"


class CheckInKind(StrEnum):
    """What is asked; which picture questions or faces a page shows."""

    BEFORE_FIRST_SESSION = "before_first_session"
    AFTER_FIRST_SESSION = "after_first_session"
    TWO_WEEKS = "two_weeks"
    SIX_WEEKS = "six_weeks"
    THREE_MONTHS = "three_months"
    SEASON_END = "season_end"
    FUND_END = "fund_end"
    MISSED_TWICE = "missed_twice"
    NEW_SCHOOL = "new_school"
    TEEN_YEAR = "teen_year"
    TWELVE_MONTHS = "twelve_months"


class Said(StrEnum):
    """Ready answers besides a face."""

    FINE = "fine"  # an association has asked kindly, and all is well
    NEEDS_SOMETHING = "needs_something"
    DOES_NOT_WANT = "does_not_want"
    NO_CONTACT = "no_contact"
    SOMETHING_ELSE = "something_else"  # a family would rather like another activity


class ChildQuestion(StrEnum):
    """What a child is asked with pictures on the family's phone."""

    FRIEND = "friend"
    LOOK_FORWARD = "look_forward"
    GO_ON = "go_on"


AFTER_ASKING = (Said.FINE, Said.NEEDS_SOMETHING, Said.DOES_NOT_WANT, Said.NO_CONTACT)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a schedule: whom to ask what, and how many days from which date."""

    kind: CheckInKind
    audience: Audience
    anchor: Anchor
    offset_days: int
    is_active: bool = True

    @property
    def code(self) -> str:
        """The step's name in storage; unique within a schedule."""
        return f"{self.kind}_{self.audience}"


@dataclass(frozen=True, slots=True)
class PlannedCheckIn:
    """A step with its date."""

    code: str
    kind: CheckInKind
    audience: Audience
    due_on: date


_K, _A, _F = CheckInKind, Anchor, Audience.FAMILY
DEFAULT_SCHEDULE: tuple[Step, ...] = (
    Step(_K.BEFORE_FIRST_SESSION, _F, _A.FIRST_SESSION, -2),
    Step(_K.AFTER_FIRST_SESSION, _F, _A.FIRST_SESSION, 1),
    Step(_K.AFTER_FIRST_SESSION, Audience.ASSOCIATION, _A.FIRST_SESSION, 1),
    Step(_K.TWO_WEEKS, _F, _A.FIRST_SESSION, 14),
    Step(_K.TWO_WEEKS, Audience.ASSOCIATION, _A.FIRST_SESSION, 14),
    Step(_K.SIX_WEEKS, Audience.CHILD, _A.FIRST_SESSION, 42),
    Step(_K.THREE_MONTHS, _F, _A.STARTED, 91),
    Step(_K.THREE_MONTHS, Audience.NEUTRAL_PERSON, _A.STARTED, 91),
    Step(_K.SEASON_END, _F, _A.SEASON_END, -42),
    Step(_K.SEASON_END, Audience.ASSOCIATION, _A.SEASON_END, -42),
    Step(_K.FUND_END, Audience.COORDINATOR, _A.FUND_END, -30),
    Step(_K.MISSED_TWICE, Audience.ASSOCIATION, _A.SECOND_MISS, 0),
    Step(_K.MISSED_TWICE, Audience.COORDINATOR, _A.SECOND_MISS, 7),
    Step(_K.NEW_SCHOOL, _F, _A.SCHOOL_CHANGE, 14),
    Step(_K.TEEN_YEAR, _F, _A.TEEN_YEAR, 0),
    Step(_K.TWELVE_MONTHS, Audience.CHILD, _A.STARTED, 365),
    Step(_K.TWELVE_MONTHS, _F, _A.STARTED, 365),
)

_GRACE_DAYS = {_K.BEFORE_FIRST_SESSION: 0, _K.AFTER_FIRST_SESSION: 2}  # our default; all others a week
_USUAL_GRACE_DAYS = 7
_NO_LONGER_ASKED_DAYS = 14


def due_on(anchor_date: date, step: Step) -> date:
    """The date of a step, counted from its anchor."""
    return anchor_date + timedelta(days=step.offset_days)


def plan_check_ins(
    anchors: Mapping[Anchor, date | None], schedule: Iterable[Step] = DEFAULT_SCHEDULE
) -> list[PlannedCheckIn]:
    """The check-ins that follow from the known dates, the earliest first. A step without its date is left out."""
    planned = []
    for step in schedule:
        anchor_date = anchors.get(step.anchor)
        if step.is_active and anchor_date is not None:
            planned.append(PlannedCheckIn(step.code, step.kind, step.audience, due_on(anchor_date, step)))
    return sorted(planned, key=lambda one: (one.due_on, one.code))


def is_too_late(due: date, today: date) -> bool:
    """Its day went by before it could be planned, so long ago that nobody asks any more; our default."""
    return due < today - timedelta(days=_NO_LONGER_ASKED_DAYS)


def kind_of(code: str) -> CheckInKind:
    """The kind of a stored step code. Raises ValueError where there is none."""
    for audience in Audience:
        if code.endswith(f"_{audience}"):
            return CheckInKind(code.removesuffix(f"_{audience}"))
    raise ValueError("not a step code")


def teen_anchor(birth_year: int) -> date:
    """August of the year a child turns 13, when most change school; our default for the question "a new place?"."""
    return date(birth_year + 13, 8, 15)


def needs_a_person(face: Face | None, is_something_missing: bool | None) -> bool:
    """Does an answer leave something to do for the coordinator? Only a good face with nothing missing does not."""
    return face != Face.GOOD or is_something_missing is True


def is_due(due: date, today: date) -> bool:
    """Has its day come?"""
    return due <= today


def is_overdue(due: date, today: date, kind: CheckInKind | None = None) -> bool:
    """Has it waited longer than its kind allows?"""
    days = _USUAL_GRACE_DAYS if kind is None else _GRACE_DAYS.get(kind, _USUAL_GRACE_DAYS)
    return today > due + timedelta(days=days)


_ABOUT_GOING_ON = (_K.SEASON_END, _K.TEEN_YEAR)
_FROM_WORST = (Face.BAD, Face.SO_SO, Face.GOOD)


def does_not_want_to_go_on(kind: CheckInKind, face: Face | None, said: Iterable[str]) -> bool:
    """Does this answer say that the child wants to stop? Then one tap leads to something else (domain.md 8.6)."""
    words = set(said)
    if words & {Said.DOES_NOT_WANT, Said.SOMETHING_ELSE, f"{ChildQuestion.GO_ON}:{Face.BAD}"}:
        return True
    return kind in _ABOUT_GOING_ON and face == Face.BAD


def worst(faces: Iterable[Face]) -> Face:
    """Of a child's picture answers the one that somebody should see to. ValueError for none."""
    return min(faces, key=_FROM_WORST.index)


def is_first_theirs(kind: CheckInKind, audience: str) -> bool:
    """After two misses the association asks first; the coordinator only when a week has gone by (B8)."""
    return kind == _K.MISSED_TWICE and audience == Audience.ASSOCIATION


# The coordinator's today


class TodayKind(StrEnum):
    """What may need a person today, in the order it is listed."""

    NEW_INTEREST = "new_interest"
    PARTNER = "partner"  # a partner was promised an answer
    DRAFT = "draft"  # a conversation held without a network came in and is not whole
    MESSAGE = "message"  # a family has written and nobody has answered
    UNANSWERED = "unanswered"
    NEXT_STEP = "next_step"  # agreed in a conversation
    PLAN = "plan"  # a school's plan with the family ends soon
    FIRST_SESSION = "first_session"
    ABSENCE = "absence"  # a child cannot come
    CHECK_IN = "check_in"
    GUIDE = "guide"  # nobody goes along the first time yet
    FEE_HELP = "fee_help"  # an answer is late
    LOAN = "loan"  # something goes back
    WAITING = "waiting"  # for a child that no place fitted there is one, or an association has room
    ROOM_OFFERED = "room_offered"  # an association has room for what children wish for
    COURSE_ENDS = "course_ends"  # a starter course, and the children go on elsewhere
    STALE_SPOT = "stale_spot"
    COMMITMENT = "commitment"
    GRANT_CALL = "grant_call"  # a call for grants has closed, and applications wait for an answer
    NEED = "need"  # an association needs something
    NOTE = "note"  # a solution note waits to be read
    ACTION = "action"  # agreed at a gathering, and due


class Urgency(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TodayItem:
    """Something that needs a person: what, by when, and whose row it is."""

    kind: TodayKind
    due_on: date
    subject: str = ""


_SOON_DAYS = {TodayKind.FIRST_SESSION: 3, TodayKind.COMMITMENT: 14}  # our default; all others a week
_USUAL_SOON_DAYS = 7


def urgency(item: TodayItem, today: date) -> Urgency:
    """How soon it needs a person. A first session of the past was not noted yet, so it is overdue."""
    days = (item.due_on - today).days
    if days < 0:
        return Urgency.OVERDUE
    if days == 0:
        return Urgency.TODAY
    return Urgency.SOON if days <= _SOON_DAYS.get(item.kind, _USUAL_SOON_DAYS) else Urgency.LATER
