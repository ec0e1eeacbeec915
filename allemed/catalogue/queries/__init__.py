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
from allemed.catalogue.queries.seasons import (
    calendar_of,
    find_cancelled,
    find_spot_link,
    list_last_season,
    list_questions,
    list_to_ask,
)

__all__ = [
    "MOST_COUNTED",
    "PAGE",
    "Filters",
    "activities_visible_to",
    "calendar_of",
    "count_open",
    "find_cancelled",
    "find_place_named",
    "find_spot_link",
    "get_activity",
    "list_areas",
    "list_groups_of",
    "list_known_kinds",
    "list_last_season",
    "list_open",
    "list_open_kinds",
    "list_places",
    "list_questions",
    "list_to_ask",
    "nearest_kinds",
    "own_activities_visible_to",
    "place_point",
    "places_visible_to",
    "search",
    "times_of",
]
