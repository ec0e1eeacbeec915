"""Reading the catalogue: what families see, what an association sees of its own, and what a search means."""

from allemed.catalogue.queries.groups import (
    activities_visible_to,
    get_activity,
    list_groups_of,
    list_known_kinds,
    own_activities_visible_to,
)
from allemed.catalogue.queries.listing import (
    MOST_COUNTED,
    PAGE,
    Filters,
    count_open,
    list_open,
    list_open_kinds,
    times_of,
)
from allemed.catalogue.queries.places import (
    find_place_named,
    list_areas,
    list_places,
    place_point,
    places_visible_to,
)
from allemed.catalogue.queries.search import nearest_kinds, search

__all__ = [
    "MOST_COUNTED",
    "PAGE",
    "Filters",
    "activities_visible_to",
    "count_open",
    "find_place_named",
    "get_activity",
    "list_areas",
    "list_groups_of",
    "list_known_kinds",
    "list_open",
    "list_open_kinds",
    "list_places",
    "nearest_kinds",
    "own_activities_visible_to",
    "place_point",
    "places_visible_to",
    "search",
    "times_of",
]
