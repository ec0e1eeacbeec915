"""The coordinator's list of places: schools, halls, pitches and lenders, with their positions and opening hours."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.catalogue import actions
from allemed.catalogue.forms.place import PLACE_KIND_LABELS, PlaceForm, values_of_place
from allemed.catalogue.models import Place
from allemed.catalogue.queries import list_places, place_point
from allemed.catalogue.queries.places import get_place
from allemed.catalogue.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _s


@views.get("/places")
@allow(Role.COORDINATOR)
def list_all_places():
    """Those without a position first: families cannot see how far away they are."""
    places = list_places()
    return render(
        "catalogue/list_all_places.html",
        missing=[place for place in places if place_point(place) is None],
        placed=[place for place in places if place_point(place)],
        kind_labels_of_places=PLACE_KIND_LABELS,
    )


@views.route("/places/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_place():
    return _save(PlaceForm(), Place(lends=[], hours=[]))


@views.route("/places/<uuid:place_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_place(place_id: UUID):
    place = get_place(place_id)
    return _save(PlaceForm(data=values_of_place(place), place=place), place)


def _save(form: PlaceForm, place: Place):
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("catalogue/edit_place.html", status=status, form=form, place=place)
    point = form.point()
    actions.save_place(
        place, by=current_user(), now=clock.now(), hours=form.hours(), name=form.name.data, kind=form.kind.data,
        area=form.area.data or "", latitude=point.latitude if point else None, longitude=point.longitude if point else None,
        lends=form.lends.data, version=form.version.data if form.place else None,
    )  # fmt: skip
    return once.commit_and_go(url_for("catalogue.list_all_places"), _s("Saved."))
