"""The kinds of gathering, who is invited by sector, and the states of what was agreed (domain.md 8.4, 2.2 H14)."""

from enum import StrEnum


class GatheringKind(StrEnum):
    DUGNAD = "dugnad"
    MEETING_PLACE = "meeting_place"  # an event of the municipality and its hosts
    NETWORK = "network"  # the same actors once a month (Borlänge, GK2)
    VISIT = "visit"  # a guest at a place (GK8)


class Sector(StrEnum):
    """Who ought to be there; the order is that of the lists."""

    ASSOCIATION = "association"
    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    HEALTH_CENTRE = "health_centre"
    WELFARE_OFFICE = "welfare_office"
    CHILD_WELFARE = "child_welfare"
    REFUGEE_SERVICE = "refugee_service"
    BUSINESS = "business"
    PARENTS = "parents"
    YOUTH = "youth"
    MUNICIPALITY = "municipality"
    OTHER = "other"


class Answer(StrEnum):
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class ActionStatus(StrEnum):
    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


UNFINISHED = (ActionStatus.OPEN, ActionStatus.DOING)
MOST_ACTIONS = 3  # of one association's dugnad (domain.md 3.1); a municipality's tables have that many each


class Sheet(StrEnum):
    """The two run sheets."""

    CLUB = "club"
    MUNICIPAL = "municipal"
