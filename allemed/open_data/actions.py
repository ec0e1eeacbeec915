"""Making and ending a calendar's secret address; noting what has changed in the feed."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update

from allemed import resting
from allemed.accounts.actions import ends_with_sign_ins
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.crypto import hash_token
from allemed.database import READ_ONLY, count_changed, db
from allemed.open_data.models import CalendarLink, PublishedGroup
from allemed.open_data.queries import list_public_groups
from allemed.open_data.rules import digest_of
from allemed.open_data.rules.openactive import is_series

KEEP_DELETED = timedelta(days=30)  # RPDE 1.0 asks for seven days at least


def make_calendar_link(user: User, *, now: datetime) -> str:
    """The secret of a new address for the user's calendar; an earlier one stops working."""
    end_calendar_link(user, by=user, now=now)
    token = secrets.token_urlsafe(32)
    link = CalendarLink(user_id=user.id, token_hash=hash_token(token), created_at=now)
    db.session.add(link)
    db.session.flush()
    record("make_calendar_link", by=user, now=now, subject=link, family_id=user.family_id)
    return token


@ends_with_sign_ins
def end_calendar_link(user: User, *, by: User | None, now: datetime) -> None:
    """The user's calendar has no address any more. Harmless if it had none. A lost phone ends it too."""
    living = (CalendarLink.user_id == user.id, CalendarLink.ended_at.is_(None))
    if count_changed(update(CalendarLink).where(*living).values(ended_at=now)):
        record("end_calendar_link", by=by, now=now, family_id=user.family_id)


def refresh_feed(now: datetime) -> int:
    """Note which groups are new, changed or gone since the last time; returns how many. May run again without harm.

    While ALLEMED rests every group is gone: RPDE has no other word for it, and readers take their copies away.

    One worker does it, so `modified` only ever grows: a reader who walks on from the last page misses nothing.
    """
    told = _digests(now)
    columns = select(PublishedGroup.id, PublishedGroup.digest).where(~PublishedGroup.is_deleted)
    known = {group_id: digest for group_id, digest in db.session.execute(columns)}
    changed = [group_id for group_id, digest in told.items() if known.get(group_id) != digest]
    gone = [group_id for group_id in known if group_id not in told]
    stamp = _next_stamp(now)
    for group_id in changed + gone:
        row = PublishedGroup(
            id=group_id, modified=stamp, digest=told.get(group_id, ""), is_deleted=group_id not in told
        )
        db.session.merge(row)
    old = _milliseconds(now - KEEP_DELETED)
    db.session.flush()
    db.session.execute(delete(PublishedGroup).where(PublishedGroup.is_deleted, PublishedGroup.modified < old))
    return len(changed) + len(gone)


def _digests(now: datetime) -> dict[UUID, str]:
    """What is to be in the feed. In a city that takes a second or two: the worker holds up nobody who writes."""
    is_alone = not db.session().in_transaction()
    if is_alone:
        db.session.connection(execution_options=READ_ONLY)
    groups = [] if resting.rests() else list_public_groups(now)
    told = {one.id: digest_of(one) for one in groups if is_series(one)}
    if is_alone:
        db.session.rollback()
    return told


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _next_stamp(now: datetime) -> int:
    """Later than all before it, even if the clock was set back."""
    latest = db.session.scalar(select(func.max(PublishedGroup.modified))) or 0
    return max(_milliseconds(now), latest + 1)
