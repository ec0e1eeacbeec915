"""What the start pages read from many features: the coordinator's day, a family's page, an association's evening."""

from allemed.home.queries import (
    today_calls,
    today_drafts,
    today_gatherings,
    today_needs,
    today_partners,
    today_plans,
    today_seasons,
    today_support,
    today_waiting,
)
from allemed.home.queries.association import (
    count_requests,
    list_children_on_their_way,
    list_promises_due,
    list_requests,
)
from allemed.home.queries.family import Written, count_family_waiting, find_unanswered_talk, list_written
from allemed.home.queries.today import Found, Window, count_today, find_today

__all__ = [
    "Found",
    "Window",
    "Written",
    "count_family_waiting",
    "count_requests",
    "count_today",
    "find_today",
    "find_unanswered_talk",
    "list_children_on_their_way",
    "list_promises_due",
    "list_requests",
    "list_written",
    "today_calls",
    "today_drafts",
    "today_gatherings",
    "today_needs",
    "today_partners",
    "today_plans",
    "today_seasons",
    "today_support",
    "today_waiting",
]
