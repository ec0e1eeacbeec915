"""What was agreed: by whom, for when, and what the public reads of it."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.database import db
from allemed.gatherings.models import AgreedAction, Gathering
from allemed.gatherings.rules import UNFINISHED, GatheringKind

MOST = 300


@scope("action_id")
def actions_visible_to(user: User | None) -> Select:
    """The coordinator sees all; an association what it answers for, and what was agreed at its own dugnad."""
    query = select(AgreedAction)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        own = select(Gathering.id).where(Gathering.association_id == user.association_id)
        return query.where(
            or_(AgreedAction.owner_association_id == user.association_id, AgreedAction.gathering_id.in_(own))
        )
    return query.where(false())


def get_action(action_id: UUID) -> AgreedAction:
    return db.session.get_one(AgreedAction, action_id)


def owner_of(action: AgreedAction) -> str:
    """The organisation that answers for it; no person."""
    return action.owner_association.name if action.owner_association else action.owner_organisation


def _loaded(query: Select) -> Select:
    return query.options(joinedload(AgreedAction.gathering), joinedload(AgreedAction.owner_association))


def list_actions(user: User, *, is_open: bool = True) -> list[AgreedAction]:
    """What `user` sees, unfinished or finished; what is due first stands first."""
    status = AgreedAction.status.in_(UNFINISHED) if is_open else AgreedAction.status.not_in(UNFINISHED)
    query = _loaded(actions_visible_to(user)).where(status).order_by(AgreedAction.due_on, AgreedAction.created_at)
    return list(db.session.scalars(query.limit(MOST)))


def list_of_gathering(gathering_id: UUID) -> list[AgreedAction]:
    query = _loaded(select(AgreedAction)).where(AgreedAction.gathering_id == gathering_id)
    return list(db.session.scalars(query.order_by(AgreedAction.created_at)))


def list_from_before(gathering: Gathering) -> list[AgreedAction]:
    """What opens a gathering: agreed at earlier ones of its kind and association, and open or finished since the last."""
    same = (
        Gathering.association_id == gathering.association_id
        if gathering.association_id
        else Gathering.association_id.is_(None)
    )
    earlier = select(Gathering.id).where(Gathering.kind == gathering.kind, same, Gathering.held_on < gathering.held_on)
    last = db.session.scalar(
        select(func.max(Gathering.held_on)).where(Gathering.id.in_(earlier), Gathering.cancelled_at.is_(None))
    )
    query = _loaded(select(AgreedAction)).join(Gathering).where(AgreedAction.gathering_id.in_(earlier))
    query = query.where(or_(AgreedAction.status.in_(UNFINISHED), Gathering.held_on == last))
    return list(db.session.scalars(query.order_by(AgreedAction.created_at).limit(MOST)))


def list_public() -> list[AgreedAction]:
    """What everybody may read, by gathering, the latest first."""
    query = _loaded(select(AgreedAction)).join(Gathering).where(AgreedAction.is_public)
    query = query.where(Gathering.cancelled_at.is_(None))
    return list(db.session.scalars(query.order_by(Gathering.held_on.desc(), AgreedAction.created_at).limit(MOST)))


def list_unfinished() -> list[AgreedAction]:
    query = _loaded(select(AgreedAction)).where(AgreedAction.status.in_(UNFINISHED))
    return list(db.session.scalars(query.order_by(AgreedAction.due_on)))


def due_actions(until: date) -> Select:
    """Unfinished and due by then: whose owner the coordinator asks."""
    return select(AgreedAction).where(AgreedAction.status.in_(UNFINISHED), AgreedAction.due_on <= until)


def list_due(until: date) -> list[AgreedAction]:
    return list(db.session.scalars(_loaded(due_actions(until)).order_by(AgreedAction.due_on).limit(MOST)))


def next_dugnads(today: date) -> dict[UUID | None, date]:
    """The next dugnad of each association, and of the municipality (None): planned, or only its date agreed."""
    query = select(Gathering).where(Gathering.kind == GatheringKind.DUGNAD, Gathering.cancelled_at.is_(None))
    found: dict[UUID | None, date] = {}
    for one in db.session.scalars(query.where(or_(Gathering.held_on >= today, Gathering.next_on >= today))):
        for day in (one.held_on, one.next_on):
            if day and day >= today:
                known = found.get(one.association_id)
                found[one.association_id] = min(day, known) if known else day
    return found
