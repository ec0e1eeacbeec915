"""Making and ending a calendar's secret address; noting what has changed in the feed."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from allemed.accounts.actions import ends_with_sign_ins
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.crypto import hash_token
from allemed.database import count_changed, db
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
def end_calendar_link(user: User, *, by: User, now: datetime) -> None:
    """The user's calendar has no address any more. Harmless if it had none. A lost phone ends it too."""
    living = (CalendarLink.user_id == user.id, CalendarLink.ended_at.is_(None))
    if count_changed(update(CalendarLink).where(*living).values(ended_at=now)):
        record("end_calendar_link", by=by, now=now, family_id=user.family_id)


def refresh_feed(now: datetime) -> int:
    """Note which groups are new, changed or gone since the last time; returns how many. May run again without harm.

    One worker does it, so `modified` only ever grows: a reader who walks on from the last page misses nothing.
    """
    known = {row.id: row for row in db.session.scalars(select(PublishedGroup))}
    stamp = _next_stamp(now)
    told = {one.id: digest_of(one) for one in list_public_groups(now) if is_series(one)}
    changed = 0
    for group_id, digest in told.items():
        row = known.get(group_id)
        if row is None:
            db.session.add(PublishedGroup(id=group_id, modified=stamp, digest=digest))
        elif row.is_deleted or row.digest != digest:
            row.modified, row.digest, row.is_deleted = stamp, digest, False
        else:
            continue
        changed += 1
    for row in known.values():
        if row.id not in told and not row.is_deleted:
            row.modified, row.digest, row.is_deleted = stamp, "", True
            changed += 1
    old = _milliseconds(now - KEEP_DELETED)
    db.session.flush()
    db.session.execute(delete(PublishedGroup).where(PublishedGroup.is_deleted, PublishedGroup.modified < old))
    return changed


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _next_stamp(now: datetime) -> int:
    """Later than all before it, even if the clock was set back."""
    latest = db.session.scalar(select(func.max(PublishedGroup.modified))) or 0
    return max(_milliseconds(now), latest + 1)
