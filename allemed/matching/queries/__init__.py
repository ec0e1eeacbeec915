"""Reading for matching: wishes, open spots, what fits, what matters to a family, and who goes together."""

from allemed.matching.queries.company import (
    company_of,
    find_by_name,
    find_matters,
    list_companions,
    list_matters,
    list_pairs,
    list_siblings,
)
from allemed.matching.queries.matches import (
    Outcome,
    Tried,
    count_far_in_age,
    get_activities,
    list_spots,
    match_child,
    why_not_there,
    wishes_of,
)
from allemed.matching.queries.placed import OtherPlacement, Standing, others_of, register_busy_times

__all__ = [
    "OtherPlacement",
    "Outcome",
    "Standing",
    "Tried",
    "company_of",
    "count_far_in_age",
    "find_by_name",
    "find_matters",
    "get_activities",
    "list_companions",
    "list_matters",
    "list_pairs",
    "list_siblings",
    "list_spots",
    "match_child",
    "others_of",
    "register_busy_times",
    "why_not_there",
    "wishes_of",
]
