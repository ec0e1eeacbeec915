"""What came on paper or by e-mail from an association that cannot sign in, entered by the coordinator."""

from datetime import date, datetime

from allemed import versions
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.applications.actions.calls import CHANGED, day_of, state_of
from allemed.applications.actions.writing import ApplicationValues, CallIsClosed, begin
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.queries import find_application
from allemed.applications.rules import AT_THE_MUNICIPALITY, ApplicationState, may_enter
from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl

S = ApplicationState


class AppliesItself(DomainError):
    """Nobody writes in the name of who can write."""

    def __init__(self) -> None:
        super().__init__(_sl("They have a sign-in and apply themselves. Or they are no approved association."))


class NotInTime(DomainError):
    """What came too late is no application, on paper as on a phone."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("This day lies outside the call, or has not come yet."))


def may_enter_for(association: Association) -> bool:
    """Is it one that may apply, and has nobody who can sign in?"""
    may_apply = association.kind == AssociationKind.ASSOCIATION and association.is_approved
    return may_apply and not list_users(Role.ASSOCIATION, association_id=association.id)


def enter(
    call: GrantCall,
    association: Association,
    values: ApplicationValues,
    arrived_on: date,
    *,
    version: int,
    by: User,
    now: datetime,
) -> GrantApplication:
    """It counts as sent. Until it is decided it can be entered anew. What a former contact had begun gives way.

    AppliesItself, CallIsClosed, NotInTime, StaleVersion.
    """  # fmt: skip
    versions.lock(association)
    if not may_enter_for(association):
        raise AppliesItself
    application = find_application(call.id, association.id)
    if not may_enter(application.state if application else S.DRAFT, state_of(call, now)):
        raise CallIsClosed
    if not call.opens_on <= arrived_on <= min(call.last_day(settings().zone), day_of(now)):
        raise NotInTime
    if application is None:
        application = begin(call, association, by=by, now=now)
    else:
        stands = application.state in AT_THE_MUNICIPALITY
        versions.claim(application, version if stands else application.version, CHANGED)
    for name, value in values.items():
        setattr(application, name, value)
    application.arrived_on, application.written_by_id = arrived_on, by.id
    application.state, application.state_since, application.sent_at = S.SENT, now, now
    db.session.flush()
    record("enter_grant_application", by=by, now=now, subject=application, fields=[*values, "arrived_on"])
    return application


def take_back(application: GrantApplication, *, version: int, by: User, now: datetime) -> None:
    """Entered by mistake, or the association has withdrawn it. CallIsClosed, StaleVersion."""
    if not application.is_entered or not may_enter(application.state, state_of(application.call, now)):
        raise CallIsClosed
    versions.claim(application, version, CHANGED)
    application.state, application.state_since, application.sent_at = S.WITHDRAWN, now, None
    db.session.flush()
    record("withdraw_grant_application", by=by, now=now, subject=application)
