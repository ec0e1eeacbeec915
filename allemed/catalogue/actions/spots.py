"""Open spots: confirmed, closed, taken and given back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Update, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.catalogue.models import Activity, Spot
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _l, _sl


class NoSpotLeft(DomainError):
    """Somebody else took the last place, or the group is closed for now."""

    def __init__(self) -> None:
        super().__init__(_l("There is no free place any more. Ask the coordinator for another group."))


class SpotsChanged(DomainError):
    """The number of free places changed while somebody was typing another one."""

    def __init__(self) -> None:
        super().__init__(_sl("Somebody took a place just now. Look at the number and save again."))


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


def hold_spot(activity: Activity, is_held: bool, *, by: User, now: datetime) -> None:
    """Hold the open spots for children who come through ALLEMED, or no longer. Unchanged, nothing happens."""
    spot = _spot_of(activity, by, now)
    if spot.is_for_referrals != is_held:
        spot.is_for_referrals = is_held
        db.session.flush()
        record("hold_spot", by=by, now=now, subject=spot, fields=["is_for_referrals"])


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
