"""Rounds, their lines, and what has changed since they were planned."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, false, func, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.families.models import Child
from allemed.matching.queries import list_spots
from allemed.rounds.models import Round, RoundGroup, RoundLine
from allemed.rounds.queries.instance import list_seats, mark_of, waiting_children

PAGE = 40


@scope("round_id")
def rounds_visible_to(user: User | None) -> Select:
    """Rounds are the coordinator's."""
    query = select(Round)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


@scope("round_line_id")
def lines_visible_to(user: User | None) -> Select:
    query = select(RoundLine)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


def get_round(round_id: UUID) -> Round:
    return db.session.get_one(Round, round_id)


def list_rounds(user: User, most: int = 10) -> list[Round]:
    return list(db.session.scalars(rounds_visible_to(user).order_by(Round.made_at.desc()).limit(most)))


_WITH = (
    joinedload(RoundLine.child).joinedload(Child.family),
    joinedload(RoundLine.activity).joinedload(Activity.association),
    joinedload(RoundLine.activity).joinedload(Activity.place),
    joinedload(RoundLine.activity).selectinload(Activity.sessions),
)
LISTS = {
    "open": and_(RoundLine.activity_id.is_not(None), RoundLine.placement_id.is_(None)),
    "without": and_(RoundLine.activity_id.is_(None), RoundLine.placement_id.is_(None)),
    "by_hand": RoundLine.is_by_hand,
    "sent": RoundLine.placement_id.is_not(None),
}


def list_lines(round_id: UUID, which: str, *, page: int = 1) -> list[RoundLine]:
    """A page of lines: those to decide on, those without a place, those moved by hand, those sent."""
    query = select(RoundLine).join(RoundLine.child).where(RoundLine.round_id == round_id, LISTS[which]).options(*_WITH)
    query = query.order_by(Child.first_name, Child.id).limit(PAGE).offset((page - 1) * PAGE)
    return list(db.session.scalars(query))


def count_lines(round_id: UUID) -> dict[str, int]:
    """How many lines stand in each list."""
    counted = [func.count().filter(condition) for condition in LISTS.values()]
    row = db.session.execute(select(*counted).where(RoundLine.round_id == round_id)).one()
    return dict(zip(LISTS, row, strict=True))


def get_line(line_id: UUID) -> RoundLine:
    return db.session.scalars(select(RoundLine).where(RoundLine.id == line_id).options(*_WITH)).one()


def list_lines_by_id(round_id: UUID, ids: Iterable[UUID]) -> list[RoundLine]:
    query = select(RoundLine).where(RoundLine.round_id == round_id, RoundLine.id.in_(list(ids))).options(*_WITH)
    return list(db.session.scalars(query))


def list_lines_in(round_id: UUID, activity_ids: Iterable[UUID]) -> list[RoundLine]:
    """The lines whose child is planned into one of these groups."""
    query = select(RoundLine).where(RoundLine.round_id == round_id, RoundLine.activity_id.in_(list(activity_ids)))
    return list(db.session.scalars(query.options(joinedload(RoundLine.child))))


def count_taken(round_id: UUID) -> dict[UUID, int]:
    """How many seats of each group the plan uses."""
    query = select(RoundLine.activity_id, func.count()).where(RoundLine.round_id == round_id)
    query = query.where(RoundLine.activity_id.is_not(None)).group_by(RoundLine.activity_id)
    return {activity_id: number for activity_id, number in db.session.execute(query) if activity_id}


def list_groups(round_id: UUID, activity_ids: Iterable[UUID] | None = None) -> dict[UUID, RoundGroup]:
    query = select(RoundGroup).where(RoundGroup.round_id == round_id)
    if activity_ids is not None:
        query = query.where(RoundGroup.activity_id.in_(list(activity_ids)))
    return {group.activity_id: group for group in db.session.scalars(query)}


@dataclass(frozen=True, slots=True)
class Changed:
    """What is no longer as it was when the round was planned."""

    more_children: int
    fewer_children: int
    spots: bool

    def __bool__(self) -> bool:
        return bool(self.more_children or self.fewer_children or self.spots)


def find_changes(plan: Round) -> Changed:
    """Children who wait now and are not in the round, children of it who need no place any more, and other spots."""
    waiting = set(db.session.scalars(waiting_children()))
    lines = select(RoundLine.child_id, RoundLine.placement_id).where(RoundLine.round_id == plan.id)
    rows = db.session.execute(lines).all()
    known, unsent = {child_id for child_id, _ in rows}, {child_id for child_id, sent in rows if sent is None}
    return Changed(len(waiting - known), len(unsent - waiting), _has_other_spots(plan))


def _has_other_spots(plan: Round) -> bool:
    """Other seats than it was planned with (those this round has sent families to do not count), or other days."""
    sent = select(RoundLine.activity_id, func.count()).group_by(RoundLine.activity_id)
    sent = sent.where(RoundLine.round_id == plan.id, RoundLine.placement_id.is_not(None))
    free = Counter({spot.activity_id: spot.free for spot in list_seats()})
    free.update({activity_id: number for activity_id, number in db.session.execute(sent)})
    seats = {group.activity_id: group.seats for group in list_groups(plan.id).values()}
    return dict(free) != seats or mark_of(spot for spot in list_spots() if spot.activity_id in seats) != plan.spots_mark
