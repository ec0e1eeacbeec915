"""What an association writes: kept as a draft, sent, changed or withdrawn until the call closes; or "not this year"."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import select

from allemed import versions
from allemed.accounts.models import User
from allemed.applications.actions.calls import CHANGED, state_of
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.queries import find_application
from allemed.applications.rules import ApplicationState, may_move, may_write
from allemed.associations.actions import keeps_kind
from allemed.associations.models import Association
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl

S = ApplicationState


class CallIsClosed(DomainError):
    """Too late, or decided already."""

    def __init__(self) -> None:
        super().__init__(_sl("The call has closed. Nothing can be changed any more."))


class ApplicationValues(TypedDict, total=False):
    """What the form says; a draft may lack any of it."""

    amount: Decimal | None
    purpose: str
    children_count: int | None
    groups: list[str]
    link: str
    applicant_name: str


LABELS: Mapping[str, Any] = {
    "amount": _sl("How much do you apply for?"),
    "purpose": _sl("What will you use it for?"),
    "children_count": _sl("How many children does it reach?"),
    "link": _sl("A link"),
    "applicant_name": _sl("Your name"),
}


def write(
    call: GrantCall, association: Association, values: ApplicationValues, *, version: int, by: User, now: datetime
) -> GrantApplication:
    """Keep what is written; what was sent stays sent. `version` 0: nothing stood there when the page was opened.

    What the same person wrote meanwhile (their own page keeps it while they write) is no other's change.
    CallIsClosed, StaleVersion.
    """
    versions.lock(association)  # two people of one association begin one application
    application = find_application(call.id, association.id)
    if not may_write(application.state if application else S.DRAFT, state_of(call, now)):
        raise CallIsClosed
    if application is None:
        application = begin(call, association, by=by, now=now)
    else:
        mine = application.written_by_id == by.id
        wanted = {name: (label, values[name]) for name, label in LABELS.items() if name in values}  # type: ignore[literal-required]
        versions.claim(application, application.version if mine else version, CHANGED, wanted)
    changed = [name for name, value in values.items() if getattr(application, name) != value]
    for name in changed:
        setattr(application, name, values[name])  # type: ignore[literal-required]
    application.written_by_id, application.arrived_on = by.id, None  # it is their own from now on
    if application.state is S.PASSED:
        _move(application, S.DRAFT, call, now)
    if application.state is S.SENT and changed:
        application.sent_at = now
        record("change_grant_application", by=by, now=now, subject=application, fields=changed)
    db.session.flush()
    return application


def begin(call: GrantCall, association: Association, *, by: User, now: datetime) -> GrantApplication:
    """An empty draft. The caller holds the association's lock."""
    application = GrantApplication(call=call, association=association, state=S.DRAFT, state_since=now, version=1)
    db.session.add(application)
    db.session.flush()
    record("begin_grant_application", by=by, now=now, subject=application)
    return application


def _move(application: GrantApplication, to: ApplicationState, call: GrantCall, now: datetime) -> None:
    if not may_move(application.state, to, state_of(call, now)):
        raise CallIsClosed
    application.state, application.state_since = to, now


def send(application: GrantApplication, *, by: User, now: datetime) -> None:
    """From now on the municipality has it. What is sent already stays so. CallIsClosed."""
    if application.state is S.SENT:
        return
    _move(application, S.SENT, application.call, now)
    application.sent_at = now
    db.session.flush()
    record("send_grant_application", by=by, now=now, subject=application)


def withdraw(application: GrantApplication, *, version: int, by: User, now: datetime) -> None:
    """The municipality no longer has it; the words stay with the association. CallIsClosed, StaleVersion."""
    versions.claim(application, version, CHANGED)
    _move(application, S.WITHDRAWN, application.call, now)
    application.sent_at = None
    db.session.flush()
    record("withdraw_grant_application", by=by, now=now, subject=application)


def pass_this_year(call: GrantCall, association: Association, *, by: User, now: datetime) -> GrantApplication:
    """ "Not this year": nobody asks again. Said twice it changes nothing. CallIsClosed."""
    versions.lock(association)
    application = find_application(call.id, association.id)
    if application is None:
        application = begin(call, association, by=by, now=now)
    if application.state is not S.PASSED:
        _move(application, S.PASSED, call, now)
        application.version += 1
        application.written_by_id = by.id
        db.session.flush()
        record("pass_grant_call", by=by, now=now, subject=application)
    return application


@keeps_kind
def has_applied(association_id: UUID) -> bool:
    """Has it sent anything, or begun to write?"""
    query = select(GrantApplication.id).where(
        GrantApplication.association_id == association_id, GrantApplication.state != S.PASSED
    )
    return db.session.scalar(query.limit(1)) is not None
