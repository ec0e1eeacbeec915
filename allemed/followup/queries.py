"""Reading check-ins and the schedule: who may see which, what is due, and whose turn it is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.families.models import Child, Family, Guardian
from allemed.followup.models import CheckIn, ScheduleStep, TrustAnswer
from allemed.followup.rules import DEFAULT_SCHEDULE, Anchor, Audience, CheckInKind, Face, Step, is_first_theirs
from allemed.intake.models import Conversation
from allemed.placements.models import Placement
from allemed.placements.queries import placements_visible_to

AT_HOME = (Audience.FAMILY, Audience.CHILD)  # answered on the family's own phone
_FIRST_THEIRS = [
    f"{kind}_{audience}" for kind in CheckInKind for audience in Audience if is_first_theirs(kind, audience)
]
Anchors = Mapping[UUID, Mapping[Anchor, date]]
_MORE_ANCHORS: list[Callable[[Collection[Placement], date], Anchors]] = []


def feeds_anchors(reader: Callable[[Collection[Placement], date], Anchors]) -> Callable:
    """Register a higher feature's `fn(placements, today)`: by placement the dates it knows that questions are counted from."""
    _MORE_ANCHORS.append(reader)
    return reader


def more_anchors(placements: Collection[Placement], today: date) -> dict[UUID, dict[Anchor, date]]:
    """What all of them know."""
    found: dict[UUID, dict[Anchor, date]] = {}
    for reader in _MORE_ANCHORS:
        for placement_id, dates in reader(placements, today).items():
            found.setdefault(placement_id, {}).update(dates)
    return found


@scope("check_in_id")
def check_ins_visible_to(user: User | None) -> Select:
    """All for a coordinator; what a family or an association is itself asked, for them; nothing for others."""
    query = select(CheckIn)
    if user is None or user.role == Role.PARTNER:
        return query.where(false())
    if user.role == Role.COORDINATOR:
        return query
    asked = AT_HOME if user.role == Role.FAMILY else (Audience.ASSOCIATION,)
    mine = placements_visible_to(user).with_only_columns(Placement.id)
    return query.where(CheckIn.audience.in_(asked), CheckIn.placement_id.in_(mine))


def get_check_in(check_in_id: UUID) -> CheckIn:
    return db.session.get_one(CheckIn, check_in_id, options=[_with_people()])


def _with_people() -> Any:
    placement = joinedload(CheckIn.placement)
    return placement.options(
        joinedload(Placement.child).joinedload(Child.family).selectinload(Family.guardians),
        joinedload(Placement.activity).joinedload(Activity.association),
    )


def open_check_ins(user: User | None) -> Select:
    """Not closed yet, the longest waiting first, with child, activity and association loaded."""
    query = check_ins_visible_to(user).where(CheckIn.closed_at.is_(None)).options(_with_people())
    return query.order_by(CheckIn.due_on, CheckIn.id)


def waits_for_coordinator() -> ColumnElement[bool]:
    """Not what an association is to ask first, until it has answered (B8)."""
    return or_(CheckIn.code.not_in(_FIRST_THEIRS), CheckIn.answered_at.is_not(None))


def due_for_coordinator(user: User, today: date) -> Select:
    """All that waits for a coordinator now."""
    query = check_ins_visible_to(user).where(CheckIn.closed_at.is_(None), CheckIn.due_on <= today)
    return query.where(waits_for_coordinator())


def list_open(user: User, *, until: date, after: date | None = None, most: int = 50) -> list[CheckIn]:
    """What waits for a coordinator until (and with) a day, and after another one."""
    query = open_check_ins(user).where(CheckIn.due_on <= until, waits_for_coordinator())
    if after is not None:
        query = query.where(CheckIn.due_on > after)
    return list(db.session.scalars(query.limit(most)))


def count_open(user: User, *, until: date) -> int:
    """How many wait for a coordinator by then."""
    query = due_for_coordinator(user, until)
    return db.session.scalar(query.with_only_columns(func.count(CheckIn.id)).order_by(None)) or 0


def list_asked(user: User, today: date) -> list[CheckIn]:
    """The questions a family or an association is asked now and has not answered."""
    query = open_check_ins(user).where(CheckIn.due_on <= today, CheckIn.answered_at.is_(None))
    return list(db.session.scalars(query.limit(20)))


def count_asked(user: User, today: date) -> int:
    """How many of these there are."""
    query = check_ins_visible_to(user).where(
        CheckIn.closed_at.is_(None), CheckIn.due_on <= today, CheckIn.answered_at.is_(None)
    )
    return db.session.scalar(query.with_only_columns(func.count(CheckIn.id)).order_by(None)) or 0


def find_kind_question(placement_id: UUID) -> CheckIn | None:
    """After misses in a row: what an association is asked to ask kindly, and has not answered."""
    query = select(CheckIn).where(CheckIn.placement_id == placement_id, CheckIn.code.in_(_FIRST_THEIRS))
    query = query.where(CheckIn.closed_at.is_(None), CheckIn.answered_at.is_(None))
    return db.session.scalar(query.order_by(CheckIn.due_on.desc()).limit(1))


def list_of_placement(placement_id: UUID) -> list[CheckIn]:
    """All check-ins of a placement, by their day."""
    query = select(CheckIn).where(CheckIn.placement_id == placement_id).order_by(CheckIn.due_on, CheckIn.code)
    return list(db.session.scalars(query))


def list_untold(today: date) -> list[CheckIn]:
    """Due, open, and nobody was told yet."""
    query = select(CheckIn).where(
        CheckIn.closed_at.is_(None), CheckIn.told_at.is_(None), CheckIn.answered_at.is_(None), CheckIn.due_on <= today
    )
    return list(db.session.scalars(query.options(_with_people()).order_by(CheckIn.due_on, CheckIn.id)))


# Whom to call


@dataclass(frozen=True)
class WhomToCall:
    """The adults of a family, the languages they speak and read, and whether somebody interpreted the last time."""

    guardians: list[Guardian]
    talk_language: str
    read_language: str
    interpreter: str | None


def whom_to_call(family_id: UUID) -> WhomToCall:
    """How a coordinator reaches the family of a check-in."""
    family = db.session.get_one(Family, family_id, options=[selectinload(Family.guardians)])
    last = select(Conversation.interpreter).where(Conversation.family_id == family_id)
    interpreter = db.session.scalar(last.order_by(Conversation.created_at.desc()).limit(1))
    return WhomToCall(list(family.guardians), family.talk_language, family.read_language, interpreter)


# The schedule


def list_steps() -> list[ScheduleStep]:
    return list(db.session.scalars(select(ScheduleStep)))


def current_schedule() -> tuple[Step, ...]:
    """The default schedule with what this municipality has changed in it."""
    return schedule_of(list_steps())


def schedule_of(changed: list[ScheduleStep]) -> tuple[Step, ...]:
    """The default schedule, each line as `changed` has it where it does."""
    rows = {row.code: row for row in changed}
    return tuple(
        Step(step.kind, step.audience, step.anchor, rows[step.code].offset_days, rows[step.code].is_active)
        if step.code in rows
        else step
        for step in DEFAULT_SCHEDULE
    )


# Trust, as a whole


def list_trust() -> list[Face]:
    """All families' answers to "do you trust us?", the oldest first, without a name."""
    return list(db.session.scalars(select(TrustAnswer.face).order_by(TrustAnswer.said_on, TrustAnswer.id)))


def list_said_by_children(kind: CheckInKind) -> list[list[str]]:
    """What children pointed at when they were asked this on the family's phone ("question:face"), the oldest first."""
    query = select(CheckIn.said).where(CheckIn.code == f"{kind}_{Audience.CHILD}", CheckIn.answered_at.is_not(None))
    rows = db.session.scalars(query.order_by(CheckIn.answered_at, CheckIn.id))
    return [[one for one in said if ":" in one] for said in rows]


def may_be_asked_for_trust(family_id: UUID, since: date) -> bool:
    """Not answered since that day."""
    answered = select(TrustAnswer.id).where(TrustAnswer.family_id == family_id, TrustAnswer.said_on >= since)
    return db.session.scalar(answered) is None
