"""What everybody may read: what happens here in a year, and what was done about what was said."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from flask import request

from allemed.access.guard import allow
from allemed.access.rules import PUBLIC
from allemed.catalogue.models import Activity, Place
from allemed.catalogue.queries import list_areas
from allemed.catalogue.rules import WeeklyTime
from allemed.catalogue.rules.meanwhile import is_meanwhile
from allemed.countries import profile
from allemed.gatherings import queries
from allemed.gatherings.models import Gathering
from allemed.gatherings.rules import ActionStatus
from allemed.gatherings.views.blueprint import views
from allemed.gatherings.views.events import today, words
from allemed.htmx import render
from allemed.kept_pages import kept_for_visitors, until_a_change

A_YEAR, SOON = timedelta(days=366), timedelta(days=60)


@views.get("/what-happens")
@allow(PUBLIC)
@kept_for_visitors
def show_year():
    """A neighbourhood's year (GK10): everything everybody may come to, by month."""
    areas = until_a_change(lambda: tuple(list_areas()), "areas", of=(Place,))
    asked = request.args.get("area", "")
    area, first = asked if asked in areas else "", today()
    found = queries.events.list_public(first, first + A_YEAR, area)
    return render(
        "gatherings/show_year.html", months=_by_month(found), areas=areas, area=area,
        home_language=profile().default_language, **words(),
    )  # fmt: skip


def _by_month(found: Iterable[Gathering]) -> list[tuple[date, list[Gathering]]]:
    months = groupby(found, key=lambda one: one.held_on.replace(day=1))
    return [(month, list(rows)) for month, rows in months]


@views.get("/what-we-did")
@allow(PUBLIC)
@kept_for_visitors
def show_what_we_did():
    """What was said at dugnads and what became of it; organisations only, no persons."""
    found = queries.agreed.list_public()
    rounds = [(gathering, list(rows)) for gathering, rows in groupby(found, key=lambda one: one.gathering)]
    return render(
        "gatherings/show_what_we_did.html", rounds=rounds, total=len(found),
        done=sum(one.status is ActionStatus.DONE for one in found), home_language=profile().default_language, **words(),
    )  # fmt: skip


def guests_at(activity: Activity) -> dict[bool, list[Gathering]]:
    """Guests at a group's place in the next weeks: under True those who come while the group is there."""
    found = queries.events.list_guests_at(activity.place_id, today(), today() + SOON) if activity.place_id else []
    return {there: [one for one in found if _is_while(activity, one) is there] for there in (True, False)}


def _is_while(activity: Activity, guest: Gathering) -> bool:
    if (
        activity.is_for_parents
        or (activity.starts_on or date.min) > guest.held_on
        or (activity.ends_on or date.max) < guest.held_on
    ):
        return False
    times = [WeeklyTime(one.weekday, one.starts, one.ends) for one in activity.sessions]
    return is_meanwhile(times, [WeeklyTime(guest.held_on.weekday(), guest.starts, guest.ends)])
