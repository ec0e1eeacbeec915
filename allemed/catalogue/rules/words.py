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
