"""What changes in the catalogue: groups are posted and edited, open spots confirmed, closed, taken and given back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Update, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.catalogue.models import Activity, OpeningHours, Place, Spot, WeeklySession
from allemed.catalogue.queries import find_place_named
from allemed.catalogue.rules import ActivityFacts, PlaceKind, WeeklyTime
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _l, _sl
from allemed.versions import claim


class NoSpotLeft(DomainError):
    """Somebody else took the last place, or the group is closed for now."""

    def __init__(self) -> None:
        super().__init__(_l("There is no free place any more. Ask the coordinator for another group."))


class SpotsChanged(DomainError):
    """The number of free places changed while somebody was typing another one."""

    def __init__(self) -> None:
        super().__init__(_sl("Somebody took a place just now. Look at the number and save again."))


def post_activity(
    association_id: UUID, facts: ActivityFacts, *, free: int, by: User, now: datetime, new_place: str = ""
) -> Activity:
    """Add a group with its open spot, confirmed now. `new_place` names a place that is not in the list yet."""
    activity = Activity(
        association_id=association_id, **_columns(facts, new_place), sessions=_sessions(facts.sessions),
        created_at=now, updated_at=now,
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
    for name, value in {**_columns(facts, new_place), "updated_at": now}.items():
        setattr(activity, name, value)
    if sorted(before.sessions) != sorted(facts.sessions):
        activity.sessions = _sessions(facts.sessions)
    db.session.flush()
    record("change_activity", by=by, now=now, subject=activity, fields=_changed(before, facts))


def facts_of(activity: Activity) -> ActivityFacts:
    """What a group says about itself, as the form asks it."""
    names = [name for name in ActivityFacts.__dataclass_fields__ if name != "sessions"]
    values: dict[str, Any] = {name: getattr(activity, name) for name in names}
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    times = tuple(WeeklyTime(one.weekday, one.starts, one.ends) for one in activity.sessions)
    return ActivityFacts(**plain, sessions=times)


def _columns(facts: ActivityFacts, new_place: str) -> dict[str, object]:
    columns = facts.columns()
    if new_place:
        columns["place_id"] = _place_named(new_place).id
    return columns


def _place_named(name: str) -> Place:
    """The place called so; a new one gets no position until the coordinator gives it one."""
    place = find_place_named(name)
    if place is None:
        place = Place(name=name, kind=PlaceKind.VENUE)
        db.session.add(place)
        db.session.flush()
    return place


def save_place(
    place: Place, *, by: User, now: datetime, hours: Iterable[WeeklyTime], kind: str, **columns: object
) -> None:
    """Write a place, new or old, as the coordinator says it is. What is lent counts only for a lender."""
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


def _sessions(times: Iterable[WeeklyTime]) -> list[WeeklySession]:
    return [WeeklySession(weekday=one.weekday, starts=one.starts, ends=one.ends) for one in sorted(times)]


def _changed(before: ActivityFacts, after: ActivityFacts) -> list[str]:
    names = ActivityFacts.__dataclass_fields__
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def confirm_spot(
    activity: Activity, *, by: User, now: datetime, free: int | None = None, seen: int | None = None
) -> Spot:
    """Say that the spot is still true today; `free` changes the number.

    `seen` is the number on the page that `free` was typed on. SpotsChanged if a place was taken since and the typed
    number is another one; an unchanged number never overwrites what has happened meanwhile.
    """
    spot = _spot_of(activity, by, now)
    if free is not None and free != seen:
        _set_free(spot, free, seen)
    spot.confirmed_at, spot.confirmed_by = now, by.id
    db.session.flush()
    record("confirm_spot", by=by, now=now, subject=spot)
    return spot


def _spot_of(activity: Activity, by: User, now: datetime) -> Spot:
    """The group's spot; a group that was posted without one gets it, with nothing free."""
    if activity.spot is None:
        activity.spot = Spot(free=0, confirmed_at=now, confirmed_by=by.id)
        db.session.flush()
    return activity.spot


def _set_free(spot: Spot, free: int, seen: int | None) -> None:
    change = update(Spot).where(Spot.id == spot.id).values(free=free, version=Spot.version + 1)
    if seen is not None:
        change = change.where(Spot.free == seen)
    done = _rows_changed(change)
    db.session.refresh(spot)
    if done != 1 and spot.free != free:
        raise SpotsChanged


def close_spot(activity: Activity, *, by: User, now: datetime) -> None:
    """Take the group out of the families' list. Its page still answers."""
    _spot_of(activity, by, now).is_open = False
    record("close_spot", by=by, now=now, subject=activity.spot)


def reopen_spot(activity: Activity, *, by: User, now: datetime) -> None:
    """Put the group back into the families' list, confirmed now."""
    _spot_of(activity, by, now).is_open = True
    confirm_spot(activity, by=by, now=now)


def take_spot(activity_id: UUID) -> None:
    """Take one free place, in one conditional statement: two people can never take the same. NoSpotLeft if none."""
    taken = update(Spot).where(Spot.activity_id == activity_id, Spot.is_open, Spot.free > 0)
    if not _change_spot(activity_id, taken.values(free=Spot.free - 1, version=Spot.version + 1)):
        raise NoSpotLeft


def give_back_spot(activity_id: UUID) -> None:
    """Free the place that was taken for a child who does not come after all. Nothing happens without a spot."""
    given = update(Spot).where(Spot.activity_id == activity_id)
    _change_spot(activity_id, given.values(free=Spot.free + 1, version=Spot.version + 1))


def _rows_changed(statement: Update) -> int:
    """Run it; rows that are already loaded are not touched, the caller reads them again."""
    return count_changed(statement.execution_options(synchronize_session=False))


def _change_spot(activity_id: UUID, statement: Update) -> bool:
    done = _rows_changed(statement) == 1
    for loaded in db.session.identity_map.values():
        if isinstance(loaded, Spot) and loaded.activity_id == activity_id:
            db.session.expire(loaded, ["free", "version"])
    return done
