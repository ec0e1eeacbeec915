"""What everybody can open: the list of groups with room, and the page of each."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from flask import Response, jsonify, request, url_for

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import PUBLIC
from allemed.catalogue.queries import (
    MOST_COUNTED,
    PAGE,
    count_open,
    get_activity,
    list_areas,
    list_open,
    list_open_kinds,
    nearest_kinds,
)
from allemed.catalogue.queries.meanwhile import list_meanwhile
from allemed.catalogue.queries.places import list_places_to_choose, list_points
from allemed.catalogue.queries.search import find_kinds
from allemed.catalogue.rules import PlaceKind, kind_of
from allemed.catalogue.rules.kinds import COMMON
from allemed.catalogue.views.asked import Asked, asked_for
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.cards import cards_of
from allemed.catalogue.views.facts import describe, has_room, in_one_line
from allemed.config import settings
from allemed.formatting import weekday_name
from allemed.htmx import is_htmx, render
from allemed.kept_pages import kept_for_visitors, remembered, until_a_change
from allemed.locales import _, language
from allemed.media.forms import ALT_TEXTS
from allemed.media.queries import find_picture
from allemed.vocabulary import (
    KIND_LABELS,
)

MOST_PLACES, MOST_AREAS = 120, 60  # with more than these, only schools are offered
AGES = range(0, 20)


@views.get("/activities")
@allow(PUBLIC)
@kept_for_visitors
def list_activities():
    return show_list()


def show_list() -> Response:
    """The families' list for the query string of this request; the start page shows the same."""
    asked = asked_for(request.args)
    more = is_htmx() and request.headers.get("HX-Target") == "div#more"
    context = _list_context(asked)
    if more:
        return render("catalogue/_activity_cards.html", **context)
    response = render(
        "catalogue/list_activities.html", "catalogue/_activity_list.html", **context, **_filter_context(asked)
    )
    if is_htmx():
        response.headers["HX-Push-Url"] = asked.address(context["base"], page=asked.page)
    return response


def _list_context(asked: Asked) -> dict:
    base = url_for("catalogue.list_activities")
    year, now, days = clock.today(settings().zone).year, clock.now(), settings().spot_days
    filters = asked.filters(year)
    total = count_open(filters, now=now, spot_days=days)
    found = list_open(filters, now=now, spot_days=days, page=asked.page) if total else []
    kinds = until_a_change(lambda: list_open_kinds(now=now, spot_days=days), "open kinds")
    has_next, found = len(found) > PAGE, found[:PAGE]
    return {
        "asked": asked,
        "base": base,
        "cards": cards_of(found, year=year, near=filters.near),
        "total": min(total, MOST_COUNTED),
        "is_more": total > MOST_COUNTED,
        "shown": (asked.page - 1) * PAGE + len(found),
        "next_url": asked.address(base, page=asked.page + 1) if has_next else "",
        "kinds": remembered(lambda: _kind_choices(asked, kinds, base), "kinds", asked.pairs(), kinds, base),
        "wish_url": url_for("referrals.show_wish", kind=(asked.kinds or find_kinds(asked.words))[:3] or None),
        "nearest": [] if total else [_kind_choice(code, Asked(), base) for code in _nearest(asked, kinds)],
    }


def _kind_words() -> dict[str, str]:
    """What each kind is called in the reader's language."""
    return _labels_in(language().code)


@cache
def _labels_in(_code: str) -> dict[str, str]:
    """Looked up once for each language: sixty texts would otherwise be looked up for every page."""
    return {code: str(label) for code, label in KIND_LABELS.items()}


def _nearest(asked: Asked, kinds: list[str]) -> list[str]:
    return nearest_kinds(asked.words, kinds)


def _kinds_first(chosen: tuple[str, ...], open_kinds: list[str]) -> list[str]:
    """The pictures to press: what was chosen, the common ones there is room in, then the others."""
    common = [code for code in COMMON if code in open_kinds or not open_kinds]
    return list(dict.fromkeys([*chosen, *common, *open_kinds]))


def _kind_choices(asked: Asked, open_kinds: list[str], base: str) -> list[dict]:
    return [_kind_choice(code, asked, base) for code in _kinds_first(asked.kinds, open_kinds)]


def _kind_choice(code: str, asked: Asked, base: str) -> dict:
    kind, on = kind_of(code), code in asked.kinds
    return {
        "code": code,
        "label": _kind_words()[kind.code],
        "icon": kind.icon,
        "family": kind.family,
        "on": on,
        "url": asked.address(base, kinds=() if on else (code,)),
    }


def _filter_context(asked: Asked) -> dict:
    """What the form of filters needs; only the parts that are swapped too."""
    areas, base = until_a_change(list_areas, "areas"), url_for("catalogue.list_activities")
    places = until_a_change(lambda: list_places_to_choose(MOST_PLACES), "places")
    return {
        "chips": _chips(asked, base),
        "offers": _offers(asked, base),
        "ages": AGES,
        "day_style": "short" if all(len(weekday_name(day, "short")) <= 3 for day in range(7)) else "narrow",
        "schools": [name for name, kind in places if kind == PlaceKind.SCHOOL],
        "venues": [name for name, kind in places if kind == PlaceKind.VENUE],
        "areas": areas if len(areas) <= MOST_AREAS else [],
    }


def _chips(asked: Asked, base: str) -> list[dict]:
    """What is chosen, each as a link that takes it away."""
    without: Callable[..., str] = lambda **changes: asked.address(base, **changes)  # noqa: E731
    chips = []
    if asked.words:
        chips.append((f"“{asked.words}”", without(words="")))
    if asked.age is not None:
        chips.append((_("%(ages)s years", ages=asked.age), without(age=None)))
    chips += [(weekday_name(day), without(days=tuple(d for d in asked.days if d != day))) for day in asked.days]
    if asked.place or asked.area:
        chips.append((asked.place.name if asked.place else asked.area, without(place=None, area="")))
    if asked.free:
        chips.append((_("Free"), without(free=False)))
    if asked.after:
        chips.append((_("After school"), without(after=False)))
    if asked.girls:
        chips.append((_("Only girls"), without(girls=False)))
    if asked.new:
        chips.append((_("No experience needed"), without(new=False)))
    if asked.come:
        chips.append((_("Just come"), without(come=False)))
    return [{"label": label, "url": url} for label, url in chips]


def _offers(asked: Asked, base: str) -> list[dict]:
    """What is asked for most, one tap away while it is not chosen."""
    offers = [(_("Free"), asked.free, {"free": True}), (_("After school"), asked.after, {"after": True})]
    return [{"label": label, "url": asked.address(base, **change)} for label, on, change in offers if not on]


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
        label_of_kind=lambda kind: _kind_words()[kind_of(kind).code],
        **told,
    )
