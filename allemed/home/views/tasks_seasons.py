"""Cards of the coordinator's day: room for wishes, a first time on a cancelled day, a starter course that goes on elsewhere."""

from flask import url_for

from allemed import clock
from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import date_text, days_ago
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s, ngettext_s
from allemed.placements.models import Placement
from allemed.referrals.models import RoomOffer


def _room(offer: RoomOffer, window: Window) -> Task:
    said = clock.local(offer.offered_at, window.zone).date()
    return Task(
        TodayItem(TodayKind.ROOM_OFFERED, said), "hand-waving",
        _s("%(club)s has room", club=offer.activity.association.name), _s("See whom it suits"),
        url_for("home.show_room_offer", offer_id=offer.id), about=offer.activity.name, since=days_ago(said), waits=True,
        why=ngettext_s("%(num)s wish", "%(num)s wishes", offer.wish_count),
    )  # fmt: skip


def _who(placement: Placement, window: Window) -> str:
    return f"{placement.child.first_name}, {window.today.year - placement.child.birth_year}"


def _cancelled(placement: Placement, window: Window) -> Task:
    assert placement.first_session_at is not None  # noqa: S101 — a booked one has it
    day = clock.local(placement.first_session_at, window.zone).date()
    return Task(
        TodayItem(TodayKind.FIRST_SESSION, min(day, window.today)), "calendar-dots", _s("The first time is cancelled"),
        _s("Book a new day"), url_for("placements.show_placement", placement_id=placement.id),
        about=_who(placement, window), why=placement.activity.association.name, waits=True,
    )  # fmt: skip


def _course(placement: Placement, window: Window) -> Task:
    activity = placement.activity
    ends_on, goes_on = activity.ends_on or window.today, activity.goes_on_in
    is_over = ends_on < window.today
    title = (
        _s("The starter course is over")
        if is_over
        else _s("The starter course ends %(day)s", day=date_text(ends_on, "medium"))
    )
    return Task(
        TodayItem(TodayKind.COURSE_ENDS, min(ends_on, window.today)), "arrow-right", title,
        _s("Hand over"), url_for("placements.show_placement", placement_id=placement.id), about=_who(placement, window),
        why=_s("Goes on in %(group)s", group=goes_on.name) if goes_on else activity.name,
    )  # fmt: skip


MAKERS["rooms"] = _room
MAKERS["cancelled"] = _cancelled
MAKERS["courses"] = _course
