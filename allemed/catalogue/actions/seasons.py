"""A season's groups posted again or for the first time, single sessions cancelled, and what became of a pilot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.audit.actions import record
from allemed.catalogue.actions.groups import weekly_rows
from allemed.catalogue.actions.spots import confirm_spot, reopen_spot
from allemed.catalogue.models import Activity, CancelledSession
from allemed.catalogue.queries import find_cancelled
from allemed.catalogue.rules import CancelReason, PilotOutcome, WeeklyTime
from allemed.catalogue.rules.seasons import Span, merged
from allemed.countries import profile
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.versions import claim


class NoSessionThen(DomainError):
    """The group does not meet on that day."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("The group does not meet on that day. Choose another one."))


@dataclass(frozen=True, slots=True)
class Again:
    """What a contact says of one group of last season: when, for how much, and how many places."""

    activity: Activity
    version: int
    times: tuple[WeeklyTime, ...]
    cost: Decimal | None
    free: int


def suggested_left_out(season: Span) -> list[str]:
    """School and public holidays that fall into a season."""
    return [str(span) for span in merged(Span(*pair) for pair in profile().days_off(season.first, season.last))]


def post_again(group: Again, season: Span, left_out: Iterable[str], *, by: User, now: datetime) -> None:
    """The same group in a new season: its page, its picture and its children stay. StaleVersion."""
    activity = group.activity
    claim(
        activity,
        group.version,
        _sl("Somebody changed this group while you were writing. Nothing of yours is saved yet."),
    )
    activity.starts_on, activity.ends_on, activity.left_out = season.first, season.last, list(left_out)
    activity.cost_per_half_year, activity.updated_at, activity.is_open = group.cost, now, True
    if {(one.weekday, one.starts, one.ends) for one in activity.sessions} != {
        (one.weekday, one.starts, one.ends) for one in group.times
    }:
        activity.sessions = weekly_rows(group.times)
    db.session.flush()
    reopen_spot(activity, by=by, now=now)
    confirm_spot(activity, by=by, now=now, free=group.free)
    record("post_again", by=by, now=now, subject=activity, fields=("starts_on", "ends_on"))


def cancel_session(activity: Activity, day: date, reason: CancelReason, *, by: User, now: datetime) -> CancelledSession:
    """One session is not held. Said a second time it only changes the reason. NoSessionThen."""
    if day.weekday() not in {one.weekday for one in activity.sessions}:
        raise NoSessionThen
    row = find_cancelled(activity.id, day)
    if row is None:
        row = CancelledSession(activity_id=activity.id, session_on=day, reason=reason, said_at=now, said_by=by.id)
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # somebody else said the same in the same moment
            row = find_cancelled(activity.id, day)
            assert row is not None  # noqa: S101 — that is why it was refused
    row.reason = reason
    _touch(activity, now)
    record("cancel_session", by=by, now=now, subject=activity, fields=("session_on",))
    return row


def hold_after_all(activity: Activity, day: date, *, by: User, now: datetime) -> bool:
    """The session is held after all; False if it was not cancelled."""
    row = find_cancelled(activity.id, day)
    if row is None:
        return False
    db.session.delete(row)
    _touch(activity, now)
    record("hold_after_all", by=by, now=now, subject=activity, fields=("session_on",))
    return True


def _touch(activity: Activity, now: datetime) -> None:
    """Calendars ask when something last changed."""
    activity.updated_at = now
    db.session.flush()
    db.session.expire(activity, ["cancelled"])


def close_pilot(activity: Activity, outcome: PilotOutcome, *, by: User, now: datetime) -> None:
    """What becomes of something that was tried. What has stopped is in no list any more."""
    activity.pilot_outcome, activity.updated_at = outcome, now
    if outcome is PilotOutcome.STOPPED:
        activity.is_open = False
    record("close_pilot", by=by, now=now, subject=activity, fields=("pilot_outcome",))
    db.session.flush()


def confirm_offers(
    association: Association, stopped: Iterable[UUID], groups: Iterable[Activity], *, by: User, now: datetime
) -> None:
    """The yearly inventory: all its groups are as they stand, but those that have `stopped` (practice F4)."""
    gone = set(stopped)
    for activity in groups:
        if activity.id in gone and activity.is_open:
            activity.is_open, activity.updated_at = False, now
            record("stop_activity", by=by, now=now, subject=activity)
    association.offers_confirmed_at = now
    record("confirm_offers", by=by, now=now, subject=association)
    db.session.flush()
