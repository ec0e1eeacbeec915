"""Groups and places: posted, changed, saved."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.audit.actions import record
from allemed.catalogue.models import Activity, OpeningHours, Place, Spot, WeeklySession
from allemed.catalogue.queries import find_place_named
from allemed.catalogue.rules import ActivityFacts, PlaceKind, WeeklyTime
from allemed.catalogue.rules.facts import OWN_ROWS
from allemed.database import db
from allemed.locales import _sl
from allemed.versions import claim


def post_activity(
    association_id: UUID, facts: ActivityFacts, *, free: int, by: User, now: datetime, new_place: str = ""
) -> Activity:
    """Add a group with its open spot, confirmed now. `new_place` names a place that is not in the list yet."""
    activity = Activity(
        association_id=association_id, **_columns(facts, new_place), sessions=weekly_rows(facts.sessions),
        hosts=_hosts(facts), created_at=now, updated_at=now,
    )  # fmt: skip
    activity.spot = Spot(free=free, confirmed_at=now, confirmed_by=by.id)
    db.session.add(activity)
    db.session.flush()
    record("post_activity", by=by, now=now, subject=activity)
    return activity


def change_activity(
    activity: Activity, facts: ActivityFacts, *, version: int, by: User, now: datetime, new_place: str = ""
) -> None:
    """Write what the form says, made from `version`. StaleVersion if somebody changed the group since."""
    claim(activity, version, _sl("Somebody changed this group while you were writing. Nothing of yours is saved yet."))
    before = facts_of(activity)
    if facts.pilot_until != activity.pilot_until:
        activity.pilot_outcome = None
    for name, value in {**_columns(facts, new_place), "updated_at": now}.items():
        setattr(activity, name, value)
    if sorted(before.sessions) != sorted(facts.sessions):
        activity.sessions = weekly_rows(facts.sessions)
    if sorted(before.host_ids) != sorted(facts.host_ids):
        activity.hosts = _hosts(facts)
    db.session.flush()
    record("change_activity", by=by, now=now, subject=activity, fields=_changed(before, facts))


def facts_of(activity: Activity) -> ActivityFacts:
    """What a group says about itself, as the form asks it."""
    names = [name for name in ActivityFacts.__dataclass_fields__ if name not in OWN_ROWS]
    values: dict[str, Any] = {name: getattr(activity, name) for name in names}
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    times = tuple(WeeklyTime(one.weekday, one.starts, one.ends) for one in activity.sessions)
    return ActivityFacts(**plain, sessions=times, host_ids=tuple(one.id for one in activity.hosts))


def _hosts(facts: ActivityFacts) -> list[Association]:
    """Who hosts it beside its own association."""
    return [db.session.get_one(Association, key) for key in facts.host_ids]


def _columns(facts: ActivityFacts, new_place: str) -> dict[str, object]:
    columns = facts.columns()
    if new_place:
        columns["place_id"] = place_named(new_place).id
    return columns


def place_named(name: str) -> Place:
    """The place called so; a new one gets no position until the coordinator gives it one."""
    place = find_place_named(name)
    if place is None:
        place = Place(name=name, kind=PlaceKind.VENUE)
        db.session.add(place)
        db.session.flush()
    return place


def save_place(
    place: Place, *, by: User, now: datetime, hours: Iterable[WeeklyTime], kind: str, version: int | None = None,
    **columns: object,
) -> None:  # fmt: skip
    """Write a place as the coordinator says it is: a new one, or one as it stood at `version`. StaleVersion.

    What is lent counts only for a lender.
    """
    if version is not None:
        wanted = {"name": (_sl("Name"), columns["name"]), "area": (_sl("Part of the municipality"), columns["area"])}
        claim(place, version, _sl("Somebody changed this place while you had the page open."), wanted)
    place.kind = PlaceKind(kind)
    for name, value in columns.items():
        setattr(place, name, value)
    is_lender = place.kind == PlaceKind.LENDER
    if not is_lender:
        place.lends = []
    open_at = sorted(hours) if is_lender else []
    place.hours = [OpeningHours(weekday=one.weekday, starts=one.starts, ends=one.ends) for one in open_at]
    db.session.add(place)
    db.session.flush()
    record("save_place", by=by, now=now, subject=place, fields=sorted(columns))


def weekly_rows(times: Iterable[WeeklyTime]) -> list[WeeklySession]:
    """Weekly times as rows of their own."""
    return [WeeklySession(weekday=one.weekday, starts=one.starts, ends=one.ends) for one in sorted(times)]


def _changed(before: ActivityFacts, after: ActivityFacts) -> list[str]:
    names = ActivityFacts.__dataclass_fields__
    return [name for name in names if getattr(before, name) != getattr(after, name)]
