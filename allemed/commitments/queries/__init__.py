"""Reading grants, commitments and deliveries, and what the system itself sees kept."""

from allemed.commitments.queries.lists import (
    count_started,
    list_commitments_of,
    list_that_time_changes,
)
from allemed.commitments.queries.overview import (
    PAGE,
    OverviewRow,
    Show,
    count_associations,
    count_by_standing,
    list_overview,
)
from allemed.commitments.queries.own import Promise, Summary, find_returned, promise_of, summarise
from allemed.commitments.queries.seen import judge
from allemed.commitments.queries.single import (
    anchors_of,
    commitments_visible_to,
    deliveries_visible_to,
    get_commitment,
    get_delivery,
    get_grant,
    get_line,
    get_scheme,
    grants_visible_to,
    lines_visible_to,
    list_grants,
    list_schemes,
    schemes_visible_to,
)

__all__ = [
    "PAGE",
    "OverviewRow",
    "Promise",
    "Show",
    "Summary",
    "anchors_of",
    "commitments_visible_to",
    "count_associations",
    "count_by_standing",
    "count_started",
    "deliveries_visible_to",
    "find_returned",
    "get_commitment",
    "get_delivery",
    "get_grant",
    "get_line",
    "get_scheme",
    "grants_visible_to",
    "judge",
    "lines_visible_to",
    "list_commitments_of",
    "list_grants",
    "list_overview",
    "list_schemes",
    "list_that_time_changes",
    "promise_of",
    "schemes_visible_to",
    "summarise",
]
