"""The start page of each role, the places of the bottom bar, and the pages about us."""

from allemed.home.views import (
    about,
    association,
    family,
    hand_over,
    inventory,
    odd_reads,
    search,
    start,
    tasks_drafts,
    tasks_gatherings,
    tasks_needs,
    tasks_seasons,
    tasks_support,
    tasks_waiting,
    today,
    wishes,
    young,
)
from allemed.home.views.blueprint import views
from allemed.home.views.navigation import PLACES, footer_links, places, prepare

__all__ = [
    "PLACES",
    "about",
    "association",
    "family",
    "footer_links",
    "hand_over",
    "inventory",
    "odd_reads",
    "places",
    "prepare",
    "search",
    "start",
    "tasks_drafts",
    "tasks_gatherings",
    "tasks_needs",
    "tasks_seasons",
    "tasks_support",
    "tasks_waiting",
    "today",
    "views",
    "wishes",
    "young",
]
