"""Fee schemes and applications: drafted, sent, answered. The light of the placement follows."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.exc import IntegrityError

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.placements.actions import set_dates
from allemed.placements.models import Placement
from allemed.placements.rules import LightKind
from allemed.support.actions.done import note
from allemed.support.actions.lights import turn_light
from allemed.support.models import FeeApplication, FeeScheme
from allemed.support.rules import ApplicationState, InterventionKind, expected_on, fee_colour, new_reference
from allemed.versions import claim

A = ApplicationState


class NotNowPossible(DomainError):
    """It was sent or answered meanwhile."""

    def __init__(self) -> None:
        super().__init__(_sl("This has changed since you opened the page. Look again."))


def add_scheme(*, by: User, now: datetime, **values: Any) -> FeeScheme:
    """One more scheme families can be helped by."""
    scheme = FeeScheme(**values)
    db.session.add(scheme)
    db.session.flush()
    record("add_fee_scheme", by=by, now=now, subject=scheme)
    return scheme


def edit_scheme(scheme: FeeScheme, *, version: int, by: User, now: datetime, **values: Any) -> None:
    """Change what differs. StaleVersion."""
    claim(scheme, version, _sl("Somebody changed this while you had the page open."))
    for name, value in values.items():
        setattr(scheme, name, value)
    record("edit_fee_scheme", by=by, now=now, subject=scheme, fields=list(values))
    db.session.flush()


def draft_application(
    placement: Placement,
    scheme: FeeScheme | None,
    *,
    amount: Decimal,
    from_on: date,
    until_on: date,
    by: User,
    now: datetime,
) -> FeeApplication:
    """An application with a random reference. Made by an association it says so, as that is a promise kept."""
    for _attempt in range(3):
        application = FeeApplication(
            placement_id=placement.id, scheme_id=scheme.id if scheme else None, reference=new_reference(),
            is_by_association=by.role == Role.ASSOCIATION, state=A.DRAFTED, amount=amount, from_on=from_on,
            until_on=until_on, drafted_at=now,
        )  # fmt: skip
        try:
            with db.session.begin_nested():
                db.session.add(application)
            break
        except IntegrityError:  # two with one reference: once in a lifetime
            continue
    turn_light(placement, LightKind.FEE, fee_colour(A.DRAFTED), by=by, now=now)
    record("draft_application", by=by, now=now, subject=application, family_id=placement.child.family_id)
    db.session.flush()
    return application


def send_application(application: FeeApplication, *, on: date, version: int, by: User, now: datetime) -> None:
    """It has gone out; from now on an answer is expected."""
    _move(application, A.SENT, (A.DRAFTED,), version, by=by, now=now)
    application.sent_on = on
    application.expected_on = expected_on(on, application.scheme.answer_days if application.scheme else None)
    db.session.flush()


def answer_application(
    application: FeeApplication,
    *,
    is_yes: bool,
    granted: Decimal | None,
    until: date | None,
    on: date,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """Yes with an amount and a last day, or no. A yes turns the light green and is renewed before it ends."""
    _move(application, A.YES if is_yes else A.NO, (A.SENT, A.DRAFTED), version, by=by, now=now)
    application.answered_on = on
    placement = application.placement
    if is_yes:
        application.granted = application.amount if granted is None else granted
        application.granted_until = until or application.until_on
        note(placement, InterventionKind.FEE_SUPPORT, by=by, now=now, is_automatic=True)
        set_dates(
            placement, season_ends_on=placement.season_ends_on, fund_ends_on=application.granted_until,
            version=placement.version, by=by, now=now,
        )  # fmt: skip
    db.session.flush()


def _move(
    application: FeeApplication, to: A, allowed_from: tuple[A, ...], version: int, *, by: User, now: datetime
) -> None:
    claim(application, version, _sl("Somebody changed this while you had the page open."))
    if application.state not in allowed_from:
        raise NotNowPossible
    application.state = to
    family_id = application.placement.child.family_id
    turn_light(application.placement, LightKind.FEE, fee_colour(to), by=by, now=now)
    record(f"application_{to}", by=by, now=now, subject=application, family_id=family_id, fields=["state"])


def drop_application(application: FeeApplication, *, by: User, now: datetime) -> None:
    """A draft that is not sent goes."""
    if application.state != A.DRAFTED:
        raise NotNowPossible
    record("drop_application", by=by, now=now, subject=application, family_id=application.placement.child.family_id)
    db.session.delete(application)
    db.session.flush()
