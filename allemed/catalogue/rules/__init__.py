"""The words of the catalogue: groups, kinds of place, and when an open spot counts as fresh."""

from allemed.catalogue.rules.facts import ActivityFacts, WeeklyTime
from allemed.catalogue.rules.freshness import fresh_since, is_fresh
from allemed.catalogue.rules.kinds import KINDS, Kind, kind_of
from allemed.catalogue.rules.words import CancelReason, GenderGroup, Has, Holiday, PilotOutcome, PlaceKind, SpotAnswer

__all__ = [
    "KINDS",
    "ActivityFacts",
    "CancelReason",
    "GenderGroup",
    "Has",
    "Holiday",
    "Kind",
    "PilotOutcome",
    "PlaceKind",
    "SpotAnswer",
    "WeeklyTime",
    "fresh_since",
    "is_fresh",
    "kind_of",
]
