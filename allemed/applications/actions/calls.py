"""Calls: made, changed while nobody has relied on them, lengthened, closed early with a reason, removed before they open."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from allemed import clock, versions
from allemed.accounts.models import User
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.rules import DECIDED, CallState, a_year_later, may_change_dates
from allemed.audit.actions import record
from allemed.commitments.models import GrantScheme
from allemed.commitments.queries import list_versions
from allemed.config import settings
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl

CHANGED = _sl("Somebody changed this while you had the page open. Nothing of yours is saved yet.")
USUAL_DAYS = 30  # that a first call is open; our default
RELIED_ON = ("scheme_id", "year", "opens_on", "most")  # what associations have read no longer changes


class CallExists(DomainError):
    """One call for each scheme and year, as there is one grant."""

    def __init__(self) -> None:
        super().__init__(_sl("There is a call of this scheme for this year already."))


class CallHasOpened(DomainError):
    """What associations have read stays."""

    def __init__(self) -> None:
        super().__init__(_sl("The call has opened. Close it early instead, with a reason."))


class DatesStand(DomainError):
    """A call is lengthened, not shortened; and not once something is decided."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("An open call can only be lengthened, and only until the first decision."))


class NotOpen(DomainError):
    """Only an open call is closed."""

    def __init__(self) -> None:
        super().__init__(_sl("The call is not open."))


@dataclass(frozen=True, kw_only=True)
class CallValues:
    """What the form of a call says."""

    scheme_id: UUID
    year: int
    opens_on: date
    closes_on: date
    about: str
    ask: str
    complaint: str = ""
    total: Decimal | None = None
    most: Decimal | None = None


def state_of(call: GrantCall, now: datetime) -> CallState:
    return call.state_at(now, settings().zone)


def first_values(scheme_id: UUID, today: date, ask: str) -> CallValues:
    """What the very first call begins with."""
    year = today.year + (today.month > 6)
    return CallValues(
        scheme_id=scheme_id, year=year, opens_on=today, closes_on=today + timedelta(days=USUAL_DAYS), about="", ask=ask
    )


def values_like(call: GrantCall) -> CallValues:
    """The next year's call: the same words a year later, of the version of the scheme that holds then."""
    opens_on = a_year_later(call.opens_on)
    holding = [one for one in list_versions(call.scheme.series_id) if one.valid_from <= opens_on]
    known = {name: getattr(call, name) for name in CallValues.__dataclass_fields__}
    return replace(
        CallValues(**known), year=call.year + 1, opens_on=opens_on, closes_on=a_year_later(call.closes_on),
        scheme_id=holding[0].id if holding else call.scheme_id,
    )  # fmt: skip


def add_call(values: CallValues, *, by: User, now: datetime) -> GrantCall:
    """A draft until its first day, when it opens by itself. CallExists."""
    _refuse_double(values, None)
    call = GrantCall(**vars(values), created_at=now)
    db.session.add(call)
    db.session.flush()
    record("add_grant_call", by=by, now=now, subject=call)
    return call


def _refuse_double(values: CallValues, own: UUID | None) -> None:
    """Two calls of one scheme and year would lead to the same grant. Whoever comes second waits for the first's commit."""
    series = select(GrantScheme.series_id).where(GrantScheme.id == values.scheme_id).scalar_subquery()
    versions_of_it = select(GrantScheme.id).where(GrantScheme.series_id == series).order_by(GrantScheme.id)
    db.session.execute(versions_of_it.with_for_update())
    query = select(GrantCall.id).join(GrantCall.scheme).where(GrantScheme.series_id == series)
    if db.session.scalar(query.where(GrantCall.year == values.year, GrantCall.id != (own or UUID(int=0)))) is not None:
        raise CallExists


def change_call(call: GrantCall, values: CallValues, *, version: int, by: User, now: datetime) -> list[str]:
    """Until it opens all of it; afterwards words, the sum at hand, and a later last day. Returns what changed.

    CallExists, DatesStand, StaleVersion.
    """
    state = state_of(call, now)
    wanted: dict[str, Any] = vars(values)
    if state is not CallState.PLANNED:
        wanted = {name: value for name, value in wanted.items() if name not in RELIED_ON}
        _refuse_shortening(call, values.closes_on, state)
    else:
        _refuse_double(values, call.id)
    labels = {"about": _sl("What is the money for?"), "closes_on": _sl("Last day"), "complaint": _sl("How to complain")}
    versions.claim(call, version, CHANGED, {name: (labels[name], wanted[name]) for name in labels})
    changed = [name for name, value in wanted.items() if getattr(call, name) != value]
    if "closes_on" in changed and state is not CallState.PLANNED:
        call.closed_at, call.closed_because, call.closing_told_at = None, "", None
    for name in changed:
        setattr(call, name, wanted[name])
    db.session.flush()
    record("change_grant_call", by=by, now=now, subject=call, fields=changed)
    return changed


def _refuse_shortening(call: GrantCall, closes_on: date, state: CallState) -> None:
    if closes_on == call.closes_on:
        return
    if closes_on < call.closes_on or not may_change_dates(state, is_decided=is_decided(call)):
        raise DatesStand


def is_decided(call: GrantCall) -> bool:
    """Has anything of it been decided?"""
    query = select(GrantApplication.id).where(GrantApplication.call_id == call.id, GrantApplication.state.in_(DECIDED))
    return db.session.scalar(query.limit(1)) is not None


def close_call(call: GrantCall, because: str, *, version: int, by: User, now: datetime) -> None:
    """Earlier than its day says; associations read why. NotOpen, StaleVersion."""
    if state_of(call, now) is not CallState.OPEN:
        raise NotOpen
    versions.claim(call, version, CHANGED)
    call.closed_at, call.closed_because = now, because
    db.session.flush()
    record("close_grant_call", by=by, now=now, subject=call, fields=["closed_at", "closed_because"])


def remove_call(call: GrantCall, *, by: User, now: datetime) -> None:
    """A draft that is not wanted. CallHasOpened."""
    if state_of(call, now) is not CallState.PLANNED:
        raise CallHasOpened
    record("remove_grant_call", by=by, now=now, subject=call)
    db.session.delete(call)
    db.session.flush()


def day_of(now: datetime) -> date:
    """The date of a moment on the wall of the municipality."""
    return clock.local(now, settings().zone).date()
