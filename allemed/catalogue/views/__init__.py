"""Pages of the catalogue: what everybody can browse, and what associations post."""

from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.own import edit_activity, list_own_activities, post_spot
from allemed.catalogue.views.public import list_activities, show_activity, show_list
from allemed.catalogue.views.spots import close_spot, confirm_spot, reopen_spot

__all__ = [
    "close_spot",
    "confirm_spot",
    "edit_activity",
    "list_activities",
    "list_own_activities",
    "post_spot",
    "reopen_spot",
    "show_activity",
    "show_list",
    "views",
]
