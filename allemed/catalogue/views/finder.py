"""The families' list: what fits, and the search, the pictures and the filters around it."""

from collections.abc import Callable, Sequence
from functools import cache

from flask import Response, make_response, render_template, request, url_for
from sqlalchemy import Row

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import PUBLIC
from allemed.associations.models import Association
from allemed.catalogue.forms.words import HAS_LABELS
from allemed.catalogue.models import Activity, Place, Spot, WeeklySession
from allemed.catalogue.queries import (
    MOST_COUNTED,
    PAGE,
    Filters,
    count_open,
    list_areas,
    list_open,
    list_open_kinds,
    nearest_kinds,
)
from allemed.catalogue.queries.places import list_places_to_choose
from allemed.catalogue.queries.search import find_kinds
from allemed.catalogue.rules import PlaceKind, kind_of
from allemed.catalogue.rules.kinds import COMMON
from allemed.catalogue.views.asked import Asked, asked_for
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.cards import cards_of
from allemed.config import settings
from allemed.formatting import weekday_name
from allemed.htmx import is_htmx, render
from allemed.kept_pages import SLOT, framed, kept_for_visitors, remembered, until_a_change
from allemed.locales import _, language
from allemed.vocabulary import KIND_LABELS

MOST_PLACES, MOST_AREAS = 120, 60  # with more than these, only schools are offered
AGES = range(0, 20)


@views.get("/activities")
@allow(PUBLIC)
@kept_for_visitors
def list_activities():
    return show_list()


@views.get("/activities/more")
@allow(PUBLIC)
@kept_for_visitors
def choose_more():
    """What is asked for less often, on a page of its own: the first page stays small. What was chosen before is kept."""
    asked = asked_for(request.args)
    kept = [pair for pair in asked.pairs() if pair[0] not in ("has", "page")]
    return render("catalogue/choose_more.html", asked=asked, kept=kept, labels=HAS_LABELS)


def show_list() -> Response:
    """The families' list for the query string of this request; the start page shows the same."""
    asked = asked_for(request.args)
    found = _found(asked)
    if is_htmx() and request.headers.get("HX-Target") == "div#more":
        return render("catalogue/_activity_cards.html", **found)
    part = _finder(asked).replace(SLOT, render_template("catalogue/_activity_found.html", **found))
    if not is_htmx():
        return make_response(framed("catalogue/list_activities.html", part))
    response = make_response(part)
    response.headers["HX-Push-Url"] = asked.address(found["base"], page=asked.page)
    return response


def _open_kinds() -> tuple[str, ...]:
    now, days = clock.now(), settings().spot_days
    return until_a_change(
        lambda: list_open_kinds(now=now, spot_days=days), "open kinds", of=(Spot, Activity, Association)
    )


def _found(asked: Asked) -> dict:
    """What the address asks for: one page of cards and their number, and where to go when there is none."""
    base = url_for("catalogue.list_activities")
    year, now, days = clock.today(settings().zone).year, clock.now(), settings().spot_days
    filters = asked.filters(year)
    rows = _rows(filters, asked.page)
    total = rows[0].total if rows else count_open(filters, now=now, spot_days=days) if asked.page > 1 else 0
    cards = cards_of(rows[:PAGE], year=year, near=filters.near)
    return {
        "asked": asked,
        "base": base,
        "cards": cards,
        "total": min(total, MOST_COUNTED),
        "is_more": total > MOST_COUNTED,
        "shown": (asked.page - 1) * PAGE + len(cards),
        "next_url": asked.address(base, page=asked.page + 1) if len(rows) > PAGE else "",
        "wish_url": url_for("referrals.show_wish", kind=(asked.kinds or find_kinds(asked.words))[:3] or None),
        "nearest": [] if total else _nearest(asked, base),
    }


def _rows(filters: Filters, page: int) -> Sequence[Row]:
    """One look into the database for all twelve languages; what somebody searches for in words is looked up each time."""

    def look() -> Sequence[Row]:
        return list_open(filters, now=clock.now(), spot_days=settings().spot_days, page=page)

    if filters.words is not None:
        return look()
    return until_a_change(look, "list", filters, page, of=(Spot, Activity, Association, Place, WeeklySession))


def _nearest(asked: Asked, base: str) -> list[dict]:
    return [_kind_choice(code, Asked(), base) for code in nearest_kinds(asked.words, _open_kinds())]


def _finder(asked: Asked) -> str:
    """The search, the pictures and the filters around what is found: the same for everybody, until a kind or a place changes."""
    base, kinds = url_for("catalogue.list_activities"), _open_kinds()
    areas = until_a_change(lambda: tuple(list_areas()), "areas", of=(Place,))
    places = until_a_change(lambda: tuple(list_places_to_choose(MOST_PLACES)), "places", of=(Place,))

    def make() -> str:
        context = _filter_context(asked, base, places, areas)
        choices = [_kind_choice(code, asked, base) for code in _kinds_first(asked.kinds, kinds)]
        return render_template(
            "catalogue/_activity_list.html", asked=asked, base=base, kinds=choices, part=SLOT, **context
        )

    return remembered(make, "finder", base, asked.pairs(), kinds, places, areas)


def kind_words() -> dict[str, str]:
    """What each kind is called in the reader's language."""
    return _labels_in(language().code)


@cache
def _labels_in(_code: str) -> dict[str, str]:
    """Looked up once for each language: sixty texts would otherwise be looked up for every page."""
    return {code: str(label) for code, label in KIND_LABELS.items()}


def _kinds_first(chosen: tuple[str, ...], open_kinds: Sequence[str]) -> list[str]:
    """The pictures to press: what was chosen, the common ones there is room in, then the others."""
    common = [code for code in COMMON if code in open_kinds or not open_kinds]
    return list(dict.fromkeys([*chosen, *common, *open_kinds]))


def _kind_choice(code: str, asked: Asked, base: str) -> dict:
    kind, on = kind_of(code), code in asked.kinds
    return {
        "code": code,
        "label": kind_words()[kind.code],
        "icon": kind.icon,
        "family": kind.family,
        "on": on,
        "url": asked.address(base, kinds=() if on else (code,)),
    }


def _filter_context(asked: Asked, base: str, places: Sequence[Row], areas: Sequence[str]) -> dict:
    """What the form of filters needs."""
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
    chips += [(HAS_LABELS[one], without(has=tuple(h for h in asked.has if h != one))) for one in asked.has]
    return [{"label": label, "url": url} for label, url in chips]


def _offers(asked: Asked, base: str) -> list[dict]:
    """What is asked for most, one tap away while it is not chosen."""
    offers = [(_("Free"), asked.free, {"free": True}), (_("After school"), asked.after, {"after": True})]
    return [{"label": label, "url": asked.address(base, **change)} for label, on, change in offers if not on]
