"""Reading messages: a family its own, the coordinator all; who waits for an answer, and how much is unread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import selectinload

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.database import db
from allemed.families.models import Child, Family
from allemed.messages.models import Message
from allemed.messages.rules import MOST_SHOWN, NEEDS_NO_ANSWER, Side


def messages_visible_to(user: User | None) -> Select:
    """The coordinator sees every family's, a family its own, nobody else any."""
    query = select(Message)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.FAMILY:
        return query.where(Message.family_id == user.family_id)
    return query.where(false())


def list_messages(user: User, family_id: UUID) -> list[Message]:
    """The last ones with a family, the oldest of them first."""
    query = messages_visible_to(user).where(Message.family_id == family_id)
    newest = db.session.scalars(query.order_by(Message.sent_at.desc(), Message.id).limit(MOST_SHOWN))
    return list(newest)[::-1]


def count_unread(user: User, family_id: UUID, side: Side) -> int:
    """How many messages of `side` the other side has not opened."""
    query = messages_visible_to(user).where(
        Message.family_id == family_id, Message.side == side, Message.read_at.is_(None)
    )
    return db.session.scalar(query.with_only_columns(func.count(Message.id))) or 0


@dataclass(frozen=True)
class Waiting:
    """A family that wrote something nobody has answered: since when, and who its children are."""

    family_id: UUID
    since: datetime
    children: Sequence[Child]


def waiting_families() -> Select:
    """(family, since) of families whose last words ask for an answer: after the coordinator's last ones."""
    answered = (
        select(Message.family_id, func.max(Message.sent_at).label("at"))
        .where(Message.side == Side.COORDINATOR)
        .group_by(Message.family_id)
        .subquery()
    )
    asks = or_(Message.phrase.is_(None), Message.phrase.not_in(NEEDS_NO_ANSWER))
    return (
        select(Message.family_id, func.min(Message.sent_at).label("since"))
        .outerjoin(answered, answered.c.family_id == Message.family_id)
        .where(Message.side == Side.FAMILY, asks, or_(answered.c.at.is_(None), Message.sent_at > answered.c.at))
        .group_by(Message.family_id)
    )


def list_waiting(most: int) -> list[Waiting]:
    """The families that wait for an answer, the longest waiting first. Two queries."""
    rows = waiting_families().order_by("since").limit(most)
    since = {family_id: at for family_id, at in db.session.execute(rows)}
    query = select(Family).where(Family.id.in_(since)).options(selectinload(Family.children))
    children = {family.id: family.children for family in db.session.scalars(query)}
    return [Waiting(family_id, at, children[family_id]) for family_id, at in since.items()]
