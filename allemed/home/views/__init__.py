"""The start page of each role, the places of the bottom bar, and the pages about us."""

from allemed.home.views import about, association, family, start, tasks_needs, tasks_support, today, young
from allemed.home.views.blueprint import views
from allemed.home.views.navigation import PLACES, footer_links, places, prepare

__all__ = [
    "PLACES",
    "about",
    "association",
    "family",
    "footer_links",
    "places",
    "prepare",
    "start",
    "tasks_needs",
    "tasks_support",
    "today",
    "views",
    "young",
]
