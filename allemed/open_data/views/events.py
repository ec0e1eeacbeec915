"""What stands in a calendar, in the reader's words. No child is ever named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from flask import url_for

from allemed import clock
from allemed.accounts.models import User
from allemed.calendar_files import Event
from allemed.catalogue.models import Activity, WeeklySession
from allemed.catalogue.queries import calendar_of
from allemed.catalogue.views.cards import title_of
from allemed.config import settings
from allemed.locales import _, _s, ngettext_s
from allemed.open_data import queries
from allemed.open_data.rules import first_on, weekly_start
from allemed.placements.models import Placement
from allemed.placements.queries import list_absences, list_placements_of_family
from allemed.placements.rules import PlacementState
from allemed.support.queries.guides import SeenByGuide

GOES_THERE = (PlacementState.TRIAL, PlacementState.ACTIVE)


@dataclass
class Told:
    """Events, and when what they say last changed (None: no event)."""

    events: list[Event] = field(default_factory=list)
    changed_at: datetime | None = None

    def add(self, events: Iterable[Event], changed_at: datetime) -> None:
        """Two children in one group are one appointment: the same uid comes once."""
        known = {one.uid for one in self.events}
        self.events += [one for one in events if one.uid not in known]
        self.changed_at = max(self.changed_at or changed_at, changed_at)


def activity_events(activity: Activity) -> list[Event]:
    """The weekly times of a group."""
    address = url_for("catalogue.show_activity", activity_id=activity.id)
    return _weekly_times(activity, None, None, address)


def _weekly_times(activity: Activity, begins_on: date | None, until: date | None, address: str) -> list[Event]:
    """Within the season, without the days left out and the cancelled ones; none if the season is over before that."""
    begins_on = max((day for day in (begins_on, activity.starts_on) if day), default=None)
    until = min((day for day in (until, activity.ends_on) if day), default=None)
    events = [_weekly(activity, one, begins_on, until, address) for one in activity.sessions]
    return [one for one in events if until is None or one.day <= until]


def family_events(user: User) -> Told:
    """First times that are agreed, and the weekly times of groups that the family's children go to.

    A day on which none of them comes is left out.
    """
    told, placements = Told(), list_placements_of_family(user.family_id)
    away = _days_away(user)
    for one in placements:
        changed_at = max(one.state_since, one.activity.updated_at)
        if one.state == PlacementState.BOOKED and one.first_session_at:
            address = url_for("placements.show_first_day", placement_id=one.id)
            event = _first_time(one, _("First time: %(group)s", group=_title(one.activity)), address, with_place=True)
            is_off = event.day in away[one.id] | {row.session_on for row in one.activity.cancelled}
            told.add([] if is_off else [event], changed_at)
        elif one.state in GOES_THERE:
            there = [
                other for other in placements if other.activity_id == one.activity_id and other.state in GOES_THERE
            ]
            told.add(_weekly_of_family(one, frozenset.intersection(*(away[other.id] for other in there))), changed_at)
    return told


def _days_away(user: User) -> dict[UUID, frozenset[date]]:
    """By placement, the sessions that the family said it cannot come to."""
    since = weekly_start(clock.today(settings().zone), None)
    days: dict[UUID, frozenset[date]] = defaultdict(frozenset)
    for absence in list_absences(user, since):
        days[absence.placement_id] |= {absence.session_on}
    return days


def _weekly_of_family(placement: Placement, left_out: frozenset[date]) -> list[Event]:
    began = clock.local(placement.started_at, settings().zone).date() if placement.started_at else None
    address, until = url_for("home.show_our_page"), placement.season_ends_on
    activity = placement.activity
    events = _weekly_times(activity, began, until, address)
    return [replace(one, left_out=one.left_out | left_out) for one in events]


def coordinator_events(user: User) -> Told:
    """First times to be at or to ask about, and on which days how many families are to be asked how it goes.

    Neither name nor place: whoever may know more opens the page.
    """
    told, now = Told(), clock.now()
    for one in queries.list_first_sessions(user, now):
        title = _s("First time: %(group)s", group=title_of(one.activity.kind, one.activity.gender_group))
        address = url_for("placements.show_placement", placement_id=one.id)
        told.add([_first_time(one, title, address, with_place=False)], one.state_since)
    address = _here() + url_for("followup.list_check_ins")
    for day, count in queries.count_check_ins_by_day(user, clock.local(now - queries.PAST, settings().zone).date()):
        title = ngettext_s("How is it going? %(num)s to ask", "How is it going? %(num)s to ask", count)
        event = Event(uid=_uid(f"check-ins-{day}-{user.id}"), title=title, day=day, url=address)
        told.add([event], now.replace(hour=0, minute=0, second=0, microsecond=0))
    return told


def guide_event(seen: SeenByGuide) -> Event:
    """One first time a guide goes along to: with the first name and the place, and nothing else."""
    begins = clock.local(seen.at, settings().zone)
    ends = begins + timedelta(hours=1)
    return Event(
        uid=_uid(seen.booking_id), title=_s("First time with %(name)s", name=seen.first_name), day=begins.date(),
        starts=begins.time(), ends=ends.time() if ends.date() == begins.date() else time(23, 59), place=seen.place,
        url=_here() + url_for("support.list_first_times"),
    )  # fmt: skip


def _title(activity: Activity) -> str:
    return f"{title_of(activity.kind, activity.gender_group)} – {activity.association.name}"


def _here() -> str:
    return settings().base_url.rstrip("/")


def _uid(name: object) -> str:
    return f"{name}@{urlsplit(settings().base_url).hostname or 'allemed'}"


def _weekly(
    activity: Activity, session: WeeklySession, begins_on: date | None, until: date | None, address: str
) -> Event:
    place = activity.place
    start = weekly_start(clock.today(settings().zone), begins_on)
    return Event(
        uid=_uid(session.id),
        title=_title(activity),
        day=first_on(session.weekday, start),
        starts=session.starts,
        ends=session.ends,
        weekly=True,
        until=until,
        left_out=calendar_of(activity).without,
        place=place.name if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        url=_here() + address,
    )


def _first_time(placement: Placement, title: str, address: str, *, with_place: bool) -> Event:
    assert placement.first_session_at is not None  # noqa: S101 — the state says so
    begins = clock.local(placement.first_session_at, settings().zone)
    activity, place = placement.activity, placement.activity.place if with_place else None
    return Event(
        uid=_uid(uuid5(activity.id, begins.isoformat())),
        title=title,
        day=begins.date(),
        starts=begins.time(),
        ends=_end_of(activity, begins),
        place=place.name if place else "",
        url=_here() + address,
    )


def _end_of(activity: Activity, begins: datetime) -> time:
    """When that session ends; an hour later if it is none of the weekly ones."""
    for one in activity.sessions:
        if (one.weekday, one.starts) == (begins.weekday(), begins.time()):
            return one.ends
    hour_later = begins + timedelta(hours=1)
    return hour_later.time() if hour_later.date() == begins.date() else time(23, 59)
