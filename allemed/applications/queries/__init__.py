"""Reading calls and applications: the coordinator what was sent, an association its own and nobody else's."""

from allemed.applications.queries.facts import Facts, facts_of, facts_of_each
from allemed.applications.queries.forgetting import old_applications, old_awarded
from allemed.applications.queries.lists import (
    Overview,
    list_not_applied,
    list_own,
    list_passed,
    list_sent,
    list_to_answer,
    list_to_enter_for,
    list_with_draft,
    next_undecided,
    overview_of,
)
from allemed.applications.queries.single import (
    applications_visible_to,
    calls_visible_to,
    find_application,
    find_call_before,
    find_last_application,
    find_last_decision,
    get_application,
    get_call,
    list_calls,
    list_open_for,
    list_schemes_to_call_for,
)

__all__ = [
    "Facts",
    "Overview",
    "applications_visible_to",
    "calls_visible_to",
    "facts_of",
    "facts_of_each",
    "find_application",
    "find_call_before",
    "find_last_application",
    "find_last_decision",
    "get_application",
    "get_call",
    "list_calls",
    "list_not_applied",
    "list_open_for",
    "list_own",
    "list_passed",
    "list_schemes_to_call_for",
    "list_sent",
    "list_to_answer",
    "list_to_enter_for",
    "list_with_draft",
    "next_undecided",
    "old_applications",
    "old_awarded",
    "overview_of",
]
