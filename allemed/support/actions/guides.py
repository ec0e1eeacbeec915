"""Guides: named by the municipality, invited, and ended with everything they could open."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.actions import add_user, end_all_devices, make_link
from allemed.accounts.models import User
from allemed.accounts.rules import LinkPurpose
from allemed.associations.actions import refuse_taken_address
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.support.actions.bookings import free_the_day
from allemed.support.models import Guide, GuideBooking
from allemed.support.queries.guides import LIVING, ended_guides
from allemed.support.rules import BookingState
from allemed.versions import claim, lock


class GuideHasEnded(DomainError):
    """Somebody else ended this guide a moment ago."""

    def __init__(self) -> None:
        super().__init__(_sl("This person cannot sign in any more."))


def add_guide(*, by: User, now: datetime, **values: Any) -> Guide:
    """A new guide, who cannot sign in before the invitation. AddressIsTaken."""
    if values["email"]:
        refuse_taken_address(values["email"], None)
    guide = Guide(**values | {"email": values["email"].lower()})
    db.session.add(guide)
    db.session.flush()
    record("add_guide", by=by, now=now, subject=guide)
    return guide


def edit_guide(guide: Guide, *, version: int, by: User, now: datetime, **values: Any) -> None:
    """Change a guide. A new address signs out everywhere, as the old one may have been a stranger's. AddressIsTaken."""
    claim(guide, version, _sl("Somebody changed this while you had the page open."))
    values["email"] = values["email"].lower()
    user = db.session.get(User, guide.user_id) if guide.user_id else None
    if values["email"] != guide.email:
        if values["email"]:
            refuse_taken_address(values["email"], guide.user_id)
        if user:
            end_all_devices(user, by=by, now=now)
    for name, value in values.items():
        setattr(guide, name, value)
    if user:
        user.name, user.email = guide.first_name, guide.email or None
    record("edit_guide", by=by, now=now, subject=guide, fields=list(values))
    db.session.flush()


def invite_guide(guide: Guide, *, language: str, by: User, now: datetime) -> tuple[User, str]:
    """Let the guide sign in; returns the user and the secret of a link: by mail, or to be shown and sent by SMS."""
    lock(guide)
    if guide.ended_at:
        raise GuideHasEnded
    user = db.session.get(User, guide.user_id) if guide.user_id else None
    if user is None:
        user = add_user(Role.GUIDE, guide.first_name, now=now, email=guide.email or None, language=language)
        guide.user_id = user.id
    purpose = LinkPurpose.MAIL if guide.email else LinkPurpose.PRINT
    _link, token = make_link(user, purpose, by=by, now=now)
    record("invite_guide", by=by, now=now, subject=guide)
    return user, token


def end_guide(guide: Guide, *, by: User | None, now: datetime) -> None:
    """No guide any more: signed out everywhere at once; address, phone, languages and times are forgotten.

    What was asked of them and lies ahead is open again. The first name goes with the last family it stands at.
    """
    lock(guide)
    guide.ended_at = now
    guide.email, guide.phone, guide.languages, guide.free = "", None, [], []
    if user := db.session.get(User, guide.user_id) if guide.user_id else None:
        user.is_active = False
        user.email = user.phone = None
        end_all_devices(user, by=by, now=now)
    for booking in db.session.scalars(select(GuideBooking).where(GuideBooking.guide_id == guide.id)):
        if booking.state in LIVING and booking.session_at > now:
            free_the_day(booking)
            booking.state = BookingState.CANNOT
    record("end_guide", by=by, now=now, subject=guide)
    db.session.flush()


def end_past_guides(today: date, now: datetime) -> int:
    """Those whose last day was yesterday are ended (nightly; they see nothing since midnight). Returns how many."""
    query = select(Guide).where(Guide.ended_at.is_(None), Guide.active_until < today)
    past = list(db.session.scalars(query))
    for guide in past:
        end_guide(guide, by=None, now=now)
    return len(past)


def forget_guides(since: datetime) -> int:
    """What is left of guides who ended before that moment goes, with their sign-in (nightly). Returns how many."""
    gone = list(db.session.scalars(ended_guides(since)))
    for guide in gone:
        if user := db.session.get(User, guide.user_id) if guide.user_id else None:
            db.session.delete(user)
        db.session.delete(guide)
    db.session.flush()
    return len(gone)
