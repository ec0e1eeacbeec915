"""What everybody can open: the list of groups with room, and the page of each."""

from uuid import UUID

from flask import jsonify

from allemed.access.guard import allow
from allemed.access.rules import PUBLIC
from allemed.catalogue.queries import get_activity
from allemed.catalogue.queries.meanwhile import list_meanwhile
from allemed.catalogue.queries.places import list_points
from allemed.catalogue.rules import kind_of
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.facts import describe, has_room, in_one_line
from allemed.catalogue.views.finder import MOST_PLACES, kind_words
from allemed.htmx import render
from allemed.kept_pages import kept_for_visitors
from allemed.media.forms import ALT_TEXTS
from allemed.media.queries import find_picture


@views.get("/places.json")
@allow(PUBLIC)
@kept_for_visitors
def list_place_points():
    """The places to choose from with their positions: a phone compares them with its own, and says only which is near."""
    return jsonify([[row.name, round(row.latitude, 4), round(row.longitude, 4)] for row in list_points(MOST_PLACES)])


@views.get("/activities/<uuid:activity_id>")
@allow(PUBLIC)
@kept_for_visitors
def show_activity(activity_id: UUID):
    activity = get_activity(activity_id)
    photo, told = find_picture(activity_id), describe(activity)
    return render(
        "catalogue/show_activity.html",
        has_room=has_room(activity),
        photo=photo,
        photo_alt=ALT_TEXTS[photo.shows] if photo else "",
        preview=in_one_line(told),
        meanwhile=list_meanwhile(activity),
        label_of_kind=lambda kind: kind_words()[kind_of(kind).code],
        **told,
    )
