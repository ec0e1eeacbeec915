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
