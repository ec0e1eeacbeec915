"""Pages of the catalogue: what everybody can browse, and what associations post."""

from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.finder import list_activities, show_list
from allemed.catalogue.views.media import edit_picture, edit_sounds, remove_picture
from allemed.catalogue.views.own import edit_activity, list_own_activities, post_spot
from allemed.catalogue.views.places import add_place, edit_place, list_all_places
from allemed.catalogue.views.poster import show_group_poster, show_poster
from allemed.catalogue.views.public import list_place_points, show_activity
from allemed.catalogue.views.questions import answer_spot_questions, show_spot_questions
from allemed.catalogue.views.several import post_again, post_several, read_several
from allemed.catalogue.views.spots import close_pilot, close_spot, confirm_spot, reopen_spot

__all__ = [
    "add_place",
    "answer_spot_questions",
    "close_pilot",
    "close_spot",
    "confirm_spot",
    "edit_activity",
    "edit_picture",
    "edit_place",
    "edit_sounds",
    "list_activities",
    "list_all_places",
    "list_own_activities",
    "list_place_points",
    "post_again",
    "post_several",
    "post_spot",
    "read_several",
    "remove_picture",
    "reopen_spot",
    "show_activity",
    "show_group_poster",
    "show_list",
    "show_poster",
    "show_spot_questions",
    "views",
]
