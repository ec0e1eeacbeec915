"""Fee schemes, applications, and what an association sees of its own: never a child, never a family."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.placements.models import Placement
from allemed.placements.queries import placements_visible_to
from allemed.placements.rules import PlacementState
from allemed.support.models import FeeApplication, FeeScheme
from allemed.support.rules import Applicant, ApplicationState

S = PlacementState
MOST = 60
APPLY_IN = (S.ACCEPTED, S.BOOKED, S.NOT_HELD, S.HELD, S.TRIAL, S.ACTIVE, S.PAUSED)


@scope("fee_scheme_id")
def schemes_visible_to(user: User | None) -> Select:
    """Coordinators keep the schemes; associations read those they may apply to."""
    query = select(FeeScheme)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


@scope("application_id")
def applications_visible_to(user: User | None) -> Select:
    """Coordinators see all; an association those it makes itself, for its own groups, while the child is there."""
    query = select(FeeApplication)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is None or user.role != Role.ASSOCIATION:
        return query.where(false())
    own = select(Placement.id).join(Placement.activity).join(Activity.association)
    own = own.where(Association.id == user.association_id, Association.is_approved, Placement.state.in_(APPLY_IN))
    return query.where(FeeApplication.is_by_association, FeeApplication.placement_id.in_(own))


@dataclass(frozen=True)
class ApplicationShown:
    """What an application says. There is nothing of a child, a family, a reason or an income in it."""

    id: UUID
    reference: str
    state: ApplicationState
    amount: Decimal
    from_on: date
    until_on: date
    activity: str
    association: str
    organisation_number: str
    scheme: str
    link: str
    sent_on: date | None
    expected_on: date | None
    version: int


def show(application: FeeApplication) -> ApplicationShown:
    """The only way from an application to a page that leaves the house."""
    activity, scheme = application.placement.activity, application.scheme
    return ApplicationShown(
        id=application.id,
        reference=application.reference,
        state=application.state,
        amount=application.amount,
        from_on=application.from_on,
        until_on=application.until_on,
        activity=activity.name,
        association=activity.association.name,
        organisation_number=activity.association.organisation_number or "",
        scheme=scheme.name if scheme else "",
        link=scheme.link if scheme else "",
        sent_on=application.sent_on,
        expected_on=application.expected_on,
        version=application.version,
    )


def get_application(application_id: UUID) -> FeeApplication:
    return db.session.get_one(FeeApplication, application_id)


def get_scheme(scheme_id: UUID) -> FeeScheme:
    return db.session.get_one(FeeScheme, scheme_id)


def list_schemes(today: date | None = None, applicant: Applicant | None = None) -> list[FeeScheme]:
    """All by name; with a day those one can apply to then, with an applicant those it may apply to."""
    query = select(FeeScheme).order_by(FeeScheme.name, FeeScheme.id)
    if today:
        query = query.where(or_(FeeScheme.valid_from.is_(None), FeeScheme.valid_from <= today))
        query = query.where(or_(FeeScheme.valid_until.is_(None), FeeScheme.valid_until >= today))
    return [one for one in db.session.scalars(query) if applicant is None or applicant in one.applicants]


def _with_group(query: Select) -> Select:
    load = joinedload(FeeApplication.placement)
    return query.options(
        load.joinedload(Placement.activity).joinedload(Activity.association),
        load.joinedload(Placement.child),
        joinedload(FeeApplication.scheme),
    )


def list_applications_of(placement_id: UUID) -> list[FeeApplication]:
    """The applications for one placement, the newest first."""
    query = select(FeeApplication).where(FeeApplication.placement_id == placement_id)
    return list(db.session.scalars(_with_group(query).order_by(FeeApplication.drafted_at.desc())))


def list_own_applications(user: User) -> list[ApplicationShown]:
    """An association's own, those that wait first."""
    query = _with_group(applications_visible_to(user)).order_by(FeeApplication.drafted_at.desc()).limit(MOST)
    order = (ApplicationState.DRAFTED, ApplicationState.SENT, ApplicationState.YES, ApplicationState.NO)
    return sorted((show(one) for one in db.session.scalars(query)), key=lambda one: order.index(one.state))


def list_children_to_apply_for(user: User) -> list[Placement]:
    """Those in an association's groups for whom it has no application of its own under way.

    What the coordinator applies for leaves nobody out: a missing name would tell of it. Show names by `list_shared`.
    """
    waiting = (ApplicationState.DRAFTED, ApplicationState.SENT)
    has_one = select(FeeApplication.placement_id).where(
        FeeApplication.is_by_association, FeeApplication.state.in_(waiting)
    )
    query = placements_visible_to(user).where(Placement.state.in_(APPLY_IN), Placement.id.not_in(has_one))
    query = query.options(joinedload(Placement.child), joinedload(Placement.activity))
    return list(db.session.scalars(query.order_by(Placement.state_since.desc()).limit(MOST)))


def late_applications(today: date) -> Select:
    """Sent, and the day of the answer went by."""
    return select(FeeApplication).where(
        FeeApplication.state == ApplicationState.SENT, FeeApplication.expected_on < today
    )


def list_late_applications(today: date, most: int) -> list[FeeApplication]:
    """The longest waiting first."""
    query = _with_group(late_applications(today)).order_by(FeeApplication.expected_on, FeeApplication.id)
    return list(db.session.scalars(query.limit(most)))
