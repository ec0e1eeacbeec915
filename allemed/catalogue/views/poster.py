"""A sheet for the wall of a school or a library: in each chosen language a code that opens this page in it."""

from uuid import UUID

from flask import request, url_for

from allemed.access.guard import allow
from allemed.access.rules import PUBLIC
from allemed.catalogue.queries import get_activity
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.facts import describe
from allemed.config import settings
from allemed.countries import profile
from allemed.formatting import weekday_name
from allemed.htmx import render
from allemed.locales import LANGUAGES, _, in_language, offered
from allemed.qr_codes import qr_code

USUAL = ("en", "uk", "ar", "ti", "so")  # beside the country's own, until somebody chooses (our default)
TILES = ("soccer-ball ball", "microphone-stage stage", "person-simple-swim water", "palette craft", "campfire nature")


@views.get("/poster")
@allow(PUBLIC)
def show_poster():
    """To the list of all groups."""
    home = profile().default_language
    with in_language(home):
        title = _("Find something to do")
    return _sheet(title, url_for("catalogue.list_activities"), tiles=[one.split() for one in TILES])


@views.get("/activities/<uuid:activity_id>/poster")
@allow(PUBLIC)
def show_group_poster(activity_id: UUID):
    """To one group."""
    activity = get_activity(activity_id)
    with in_language(profile().default_language):
        told = describe(activity)
    tiles = [(told["kind"].icon, told["kind"].family)]
    address = url_for("catalogue.show_activity", activity_id=activity_id)
    return _sheet(told["name"], address, tiles=tiles, activity=activity)


def _sheet(title: str, path: str, *, tiles: list, activity=None):
    home = profile().default_language
    chosen = _chosen(home)
    return render(
        "catalogue/show_poster.html",
        title=title,
        tiles=tiles,
        activity=activity,
        cells=[_cell(code, path, activity) for code in chosen],
        columns=1 if len(chosen) == 1 else 2 if len(chosen) <= 6 else 3,
        chosen=chosen,
        offered=offered(),
        home=LANGUAGES[home],
        here=request.path,
        back=path,
    )


def _chosen(home: str) -> list[str]:
    """Codes, the country's own first; the usual ones where nothing was chosen."""
    known = sorted((one.code for one in offered()), key=lambda code: code != home)
    wished = [code for code in known if code in request.args.getlist("in")]
    return wished or [code for code in known if code in (home, *USUAL)]


def _cell(code: str, path: str, activity) -> dict:
    """One language: its name, what one finds, and the code to it."""
    address = f"{settings().base_url.rstrip('/')}{path}?lang={code}"
    with in_language(code):
        lines = _lines(activity) if activity else [_("Find something to do"), _("It is free to ask.")]
        return {
            "language": LANGUAGES[code],
            "lines": lines,
            "code": qr_code(address),
            "how": _("Point the camera here"),
        }


def _lines(activity) -> list[str]:
    """A group in the present language: what, when, who."""
    told = describe(activity)
    when = [f"{weekday_name(day).capitalize()} {told['time']}" for day in told["days"][:2]]
    return [told["name"], *when, told["ages"]]
