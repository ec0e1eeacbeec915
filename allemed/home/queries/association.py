"""An association's evening: who asks, who is on the way, what it has promised."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from allemed.accounts.models import User
from allemed.commitments.models import Commitment
from allemed.commitments.rules.status import OPEN_STATUSES
from allemed.database import db
from allemed.families.models import Child, Family
from allemed.placements.models import Placement
from allemed.placements.queries import placements_visible_to
from allemed.placements.rules import PlacementState

S = PlacementState
MOST = 20
PROMISE_DAYS = 30
ON_THE_WAY = (S.ACCEPTED, S.BOOKED, S.NOT_HELD, S.HELD, S.TRIAL)


def _in_states(user: User, states: tuple[PlacementState, ...]) -> list[Placement]:
    """Show names only through `placements.queries.list_shared`."""
    people = joinedload(Placement.child).joinedload(Child.family).selectinload(Family.guardians)
    query = placements_visible_to(user).where(Placement.state.in_(states))
    query = query.options(people, joinedload(Placement.activity), selectinload(Placement.lights))
    return list(db.session.scalars(query.order_by(Placement.state_since, Placement.id).limit(MOST)))


def list_requests(user: User) -> list[Placement]:
    """What the association is asked and has not answered, the longest waiting first."""
    return _in_states(user, (S.ASKED,))


def list_children_on_their_way(user: User) -> list[Placement]:
    """Those it said welcome to, until they are active: first those with a day for the first session, by that day."""
    rows = _in_states(user, ON_THE_WAY)
    booked = sorted(
        (one for one in rows if one.state == S.BOOKED), key=lambda one: one.first_session_at or one.state_since
    )
    return booked + [one for one in rows if one.state != S.BOOKED]


def count_requests(user: User) -> int:
    """For the badge in the navigation."""
    asked = placements_visible_to(user).where(Placement.state == S.ASKED)
    return db.session.scalar(asked.with_only_columns(func.count(Placement.id))) or 0


def list_promises_due(association_id: UUID, today: date) -> list[Commitment]:
    """Promises that are due within a month or late, the most urgent first."""
    soon = today + timedelta(days=PROMISE_DAYS)
    query = select(Commitment).where(
        Commitment.association_id == association_id, Commitment.status.in_(OPEN_STATUSES), Commitment.due_on <= soon
    )
    return list(db.session.scalars(query.order_by(Commitment.due_on, Commitment.code).limit(MOST)))
