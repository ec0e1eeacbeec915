"""The enums of the catalogue."""

from enum import StrEnum


class GenderGroup(StrEnum):
    """A property of the group, never of a person."""

    ALL = "all"
    GIRLS = "girls"
    BOYS = "boys"


class PlaceKind(StrEnum):
    SCHOOL = "school"
    VENUE = "venue"
    LENDER = "lender"  # lends equipment, at fixed hours


class Holiday(StrEnum):
    """What is held in a school holiday is a season of its own (V21)."""

    AUTUMN = "autumn"
    CHRISTMAS = "christmas"
    WINTER = "winter"
    EASTER = "easter"
    SUMMER = "summer"


class Has(StrEnum):
    """What a family can ask for beside age, day, place and kind; each is said by the group of itself."""

    HOLIDAY = "holiday"
    WITH_PARENTS = "with_parents"
    FOR_PARENTS = "for_parents"
    CHILD_CARE = "child_care"
    MIXED = "mixed"
    LANGUAGE = "language"


class CancelReason(StrEnum):
    """Why a session is not held."""

    COACH_AWAY = "coach_away"
    PLACE_CLOSED = "place_closed"
    WEATHER = "weather"
    EVENT = "event"
    OTHER = "other"


class SpotAnswer(StrEnum):
    """What a contact says of a spot from a reminder."""

    OPEN = "open"
    FULL = "full"
    CHANGED = "changed"


class PilotOutcome(StrEnum):
    """What became of something that was tried for a while."""

    GOES_ON = "goes_on"
    CHANGED = "changed"
    STOPPED = "stopped"
