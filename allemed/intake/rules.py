"""The guide for the conversation about leisure, as data: its fields, who may fill each, and what is enough.

The guide is our default. Field 3, the stop question, is asked aloud; a yes ends the form and nothing of it is kept.
There is no field for what must not be collected: origin, faith, health, money, reasons, addresses, numbers of identity.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from allemed.families.rules import AgreementItem

GUIDE_VERSION = "2026-1"
MOST_KINDS = 3  # pictures the child may choose
OWN_WORDS_LENGTH = 140
WISH_LENGTH = 300

PARTNER, COORDINATOR, FAMILY = "partner", "coordinator", "family"


class Interpreter(StrEnum):
    QUALIFIED = "qualified"
    BILINGUAL_STAFF = "bilingual_staff"
    NONE_NEEDED = "none_needed"
    NOT_AVAILABLE = "not_available"


class Face(StrEnum):
    """How it goes, answered without reading."""

    GOOD = "good"
    SO_SO = "so_so"
    BAD = "bad"


class StartQuestion(StrEnum):
    """Two picture questions before anything has begun; the same two are asked again after three months."""

    FRIEND = "friend"
    LOOK_FORWARD = "look_forward"


class PartOfDay(StrEnum):
    AFTER_SCHOOL = "after_school"
    EVENING = "evening"
    WEEKEND = "weekend"


class Tried(StrEnum):
    LIKED = "liked"
    DID_NOT_LIKE = "did_not_like"


class WithWhom(StrEnum):
    ALONE_IS_FINE = "alone_is_fine"
    WITH_FRIEND = "with_friend"
    SOMEONE_IN_GROUP = "someone_in_group"


class Bring(StrEnum):
    """Who brings and fetches. The association learns only whether transport is needed."""

    PARENT = "parent"
    SIBLING = "sibling"
    WALKS = "walks"
    NEEDS_TRANSPORT = "needs_transport"


class MoneyHelp(StrEnum):
    """Never why, never how much; the association sees only that the fee is taken care of."""

    NO_HELP = "no_help"
    WOULD_LIKE_HELP = "would_like_help"
    WANTS_TO_TALK = "wants_to_talk"


class PracticalNeed(StrEnum):
    """The phrases that may be used for the coach. About food in detail, and medicine, the coach asks the family."""

    SHORT_INSTRUCTIONS_SHOWN = "short_instructions_shown"
    GIRLS_ONLY_GROUP = "girls_only_group"
    OWN_CHANGING_ROOM = "own_changing_room"
    NO_PHOTO = "no_photo"
    CALM_START = "calm_start"
    FOOD_NO_PORK = "food_no_pork"
    FOOD_VEGETARIAN = "food_vegetarian"
    FOOD_ASK_FAMILY = "food_ask_family"
    CAN_SWIM = "can_swim"
    CANNOT_SWIM = "cannot_swim"
    LEARNING_TO_SWIM = "learning_to_swim"
    ONE_ADULT_CLOSE = "one_adult_close"


class Barrier(StrEnum):
    TIME = "time"
    TRANSPORT = "transport"
    FEAR = "fear"
    SIBLINGS = "siblings"
    SHIFT_WORK = "shift_work"
    MONEY = "money"
    NOT_SURE = "not_sure"


class NextStep(StrEnum):
    FIND_SPOT = "find_spot"
    CALL_FAMILY = "call_family"
    MEET_AGAIN = "meet_again"
    BOOK_INTERPRETER = "book_interpreter"
    VISIT_ACTIVITY = "visit_activity"
    WAIT_FOR_FAMILY = "wait_for_family"


class Helper(StrEnum):
    """Who else helps the family with this: a role, never a person, never a reason."""

    SCHOOL = "school"
    HEALTH_CENTRE = "health_centre"
    REFUGEE_SERVICE = "refugee_service"
    ADULT_LEARNING = "adult_learning"
    VOLUNTEER_CENTRE = "volunteer_centre"
    ASSOCIATION = "association"
    NOBODY = "nobody"


class PlaceKind(StrEnum):
    SCHOOL = "school"
    HEALTH_CENTRE = "health_centre"
    REFUGEE_SERVICE = "refugee_service"
    ADULT_LEARNING = "adult_learning"
    LIBRARY = "library"
    MEETING_PLACE = "meeting_place"
    OFFICE = "office"
    HOME = "home"
    PHONE = "phone"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class GuideField:
    """One line of the guide. `shared_as`: under which item of a family's yes it may reach an association."""

    number: int
    code: str
    filled_by: frozenset[str]
    is_marked: bool = False  # always asked
    is_minimum: bool = False  # has to be stored to find a spot
    is_stored: bool = True
    shared_as: AgreementItem | None = None


def _field(number: int, code: str, who: str, **more: Any) -> GuideField:
    roles = {"P": PARTNER, "K": COORDINATOR, "F": FAMILY}
    return GuideField(number, code, frozenset(roles[letter] for letter in who), **more)


_ITEM = AgreementItem
GUIDE: tuple[GuideField, ...] = (
    _field(1, "languages", "PKF", is_marked=True, is_minimum=True, shared_as=_ITEM.LANGUAGE),
    _field(2, "interpreter", "PK", is_marked=True, shared_as=_ITEM.INTERPRETER),
    _field(3, "stop_question", "PK", is_marked=True, is_stored=False),
    _field(4, "agreement", "PK", is_marked=True),
    _field(5, "first_name", "PKF", is_marked=True, is_minimum=True, shared_as=_ITEM.FIRST_NAME),
    _field(6, "birth_year", "PKF", is_marked=True, is_minimum=True, shared_as=_ITEM.BIRTH_YEAR),
    _field(7, "gender", "PKF"),
    _field(8, "school", "PK"),
    _field(9, "guardian", "PKF", is_marked=True, is_minimum=True, shared_as=_ITEM.GUARDIAN_CONTACT),
    _field(10, "bring", "KF", shared_as=_ITEM.PRACTICAL_NEED),
    _field(11, "kinds", "PKF", is_marked=True, is_minimum=True, shared_as=_ITEM.WISH),
    _field(12, "tried_before", "KF"),
    _field(13, "with_whom", "KF", shared_as=_ITEM.PRACTICAL_NEED),
    _field(14, "times", "KF", is_minimum=True),
    _field(15, "distance", "KF"),
    _field(16, "money", "KF"),
    _field(17, "equipment", "KF"),
    _field(18, "practical", "KF", shared_as=_ITEM.PRACTICAL_NEED),
    _field(19, "barriers", "K"),
    _field(20, "parent_wish", "K"),
    _field(21, "next_step", "K", is_minimum=True),
    _field(22, "who_else", "K"),
    _field(23, "is_understood", "F"),
    _field(24, "setting", ""),  # date, kind of place, minutes, guide version: filled by itself
)
_BY_CODE = {field.code: field for field in GUIDE}
MINIMUM: tuple[str, ...] = tuple(field.code for field in GUIDE if field.is_minimum)


def may_fill(code: str, role: str) -> bool:
    """May somebody with `role` (partner, coordinator, family) fill this field? An unknown field: nobody."""
    return code in _BY_CODE and role in _BY_CODE[code].filled_by


def missing_for_minimum(filled: Collection[str]) -> tuple[str, ...]:
    """The fields that still have to be filled before a spot can be looked for."""
    return tuple(code for code in MINIMUM if code not in filled)


def shareable_items() -> dict[str, AgreementItem]:
    """Which fields may reach an association at all, and under which item of the family's yes."""
    return {field.code: field.shared_as for field in GUIDE if field.shared_as is not None}


def encode(answers: Iterable[tuple[str, str]]) -> list[str]:
    """Answers to picture questions as they are kept: "question:face"."""
    return [f"{question}:{face}" for question, face in answers]


def decode(kept: Iterable[str]) -> dict[str, Face]:
    """Kept answers by question."""
    return {question: Face(face) for question, _colon, face in (one.partition(":") for one in kept)}


def time_code(weekday: int, part: PartOfDay) -> str:
    """How a free time is stored: "0:after_school" is Monday right after school."""
    return f"{weekday}:{part}"


def read_times(codes: Iterable[str]) -> frozenset[tuple[int, PartOfDay]]:
    """The stored free times as (weekday, part of day). Raises ValueError on a code that is none."""
    return frozenset(_read_time(code) for code in codes)


def _read_time(code: str) -> tuple[int, PartOfDay]:
    weekday, _, part = code.partition(":")
    if weekday not in tuple("0123456"):
        raise ValueError("not a weekday")
    return int(weekday), PartOfDay(part)


def time_choices() -> tuple[str, ...]:
    """The grid of field 14: two parts on weekdays, the weekend as it is."""
    weekdays = [time_code(day, part) for day in range(5) for part in (PartOfDay.AFTER_SCHOOL, PartOfDay.EVENING)]
    return (*weekdays, time_code(5, PartOfDay.WEEKEND), time_code(6, PartOfDay.WEEKEND))


def times_on(weekdays: Iterable[str], part: str = "") -> tuple[str, ...]:
    """What of that grid lies on these days ("0" is Monday): both parts, or the one that was said."""
    wanted = {int(day) for day in weekdays}
    times = [(code, *_read_time(code)) for code in time_choices()]
    return tuple(code for code, day, at in times if day in wanted and (not part or at in (part, PartOfDay.WEEKEND)))
