"""What everybody can open: the list of groups with room, and the page of each."""

from uuid import UUID

from flask import jsonify

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import PUBLIC
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import get_activity
from allemed.catalogue.queries.places import list_points
from allemed.catalogue.rules import is_fresh, kind_of
from allemed.catalogue.rules.facts import cost_per_month, cost_per_year
from allemed.catalogue.views.advice import lenders_of, map_url, site_words
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.cards import ages_text, own_name, span, start_times, title_of
from allemed.catalogue.views.finder import MOST_PLACES
from allemed.config import settings
from allemed.countries import profile
from allemed.formatting import comma, weekday_name
from allemed.htmx import render
from allemed.kept_pages import kept_for_visitors
from allemed.media.forms import ALT_TEXTS
from allemed.media.queries import find_picture
from allemed.vocabulary import (
    ACCESSIBILITY_LABELS,
    BORROW_LABELS,
    BRING_LABELS,
    LANGUAGE_LABELS,
    PARENT_TASK_LABELS,
    PAYMENT_CARD_LABELS,
    home_words,
    label_of,
)


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
        has_room=_has_room(activity),
        photo=photo,
        photo_alt=ALT_TEXTS[photo.shows] if photo else "",
        preview=_in_one_line(told),
        **told,
    )


def _in_one_line(told: dict) -> str:
    """What a chat says of a link to a group: where, when, who."""
    place, days = told["activity"].place, [weekday_name(day, "short") for day in told["days"]]
    parts = [place.name if place else "", comma().join(days) + f" {told['time']}" if days else "", told["ages"]]
    return " · ".join(part for part in parts if part)


def describe(activity: Activity) -> dict:
    """What `catalogue/_facts.html` says of a group, in the reader's language; pages of other features show it too."""
    year = clock.today(settings().zone).year
    title = title_of(activity.kind, activity.gender_group)
    times = [(one.weekday, one.starts, one.ends) for one in activity.sessions]
    return {
        "activity": activity,
        "association": activity.association,
        "kind": kind_of(activity.kind),
        "name": title,
        "group": own_name(activity.name, activity.kind, title),
        "ages": ages_text(activity.birth_year_from, activity.birth_year_to, year),
        "born": span(activity.birth_year_from, activity.birth_year_to),
        "days": sorted({day for day, _starts, _ends in times}),
        "time": start_times(times),
        "map_url": map_url(activity.place),
        "per_year": cost_per_year(activity.cost_per_half_year) if activity.cost_per_half_year else None,
        "per_month": cost_per_month(activity.cost_per_half_year) if activity.cost_per_half_year else None,
        "home_language": profile().default_language,
        "lenders": lenders_of(activity),
        "site_words": site_words(kind_of(activity.kind).code),
        **_words(activity),
    }


def _words(activity: Activity) -> dict:
    home = profile().default_language
    cards = [code for code in PAYMENT_CARD_LABELS if getattr(activity.association, f"accepts_{code}")]
    return {
        "cards_accepted": home_words(PAYMENT_CARD_LABELS, cards, home),
        "bring": home_words(BRING_LABELS, activity.bring, home),
        "borrow": home_words(BORROW_LABELS, activity.borrow, home),
        "coach_languages": [label_of(LANGUAGE_LABELS, code) for code in activity.languages],
        "tasks": [label_of(PARENT_TASK_LABELS, code) for code in activity.parent_tasks],
        "access": [label_of(ACCESSIBILITY_LABELS, code) for code in activity.accessibility],
    }


def _has_room(activity: Activity) -> bool:
    """Would the families' list show this group now?"""
    spot = activity.spot
    if spot is None or not (spot.is_open and spot.free and activity.is_open):
        return False
    return is_fresh(spot.confirmed_at, clock.now(), settings().spot_days)
