"""What has been written about a family, for the family itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from allemed.accounts.models import User
from allemed.attendance.queries import list_seen, regularly
from allemed.attendance.rules import Seen
from allemed.database import db
from allemed.families.models import Child
from allemed.followup.models import CheckIn
from allemed.followup.queries import count_asked
from allemed.followup.rules import Audience
from allemed.intake.models import Conversation
from allemed.intake.queries import list_conversations
from allemed.messages.queries import count_unread
from allemed.messages.rules import Side
from allemed.placements.models import Light, Placement
from allemed.placements.queries import placements_visible_to
from allemed.placements.rules import PlacementState
from allemed.referrals.queries import list_plans
from allemed.support.queries import Support, list_support
from allemed.voice.models import ChildVoice
from allemed.voice.queries import list_of_family


@dataclass(frozen=True)
class Written:
    """What stands about a family: conversations, answers and notes of check-ins, notes on what is solved, who was there,
    and when somebody neutral asked a child.
    """

    conversations: list[Conversation]
    check_ins: list[CheckIn]
    lights: list[Light]
    support: Support
    sessions: list[tuple[Placement, list[Seen]]]
    regular: dict[UUID, bool]
    voices: list[ChildVoice]
    plans: list[tuple[str, date]]  # first name, and the last day of a plan with the school


def find_unanswered_talk(family_id: UUID, since: date) -> Conversation | None:
    """The newest conversation since that day of which the family has not said whether it understood everything."""
    query = select(Conversation).where(
        Conversation.family_id == family_id, Conversation.is_understood.is_(None), Conversation.held_on >= since
    )
    return db.session.scalar(query.order_by(Conversation.created_at.desc()).limit(1))


def count_family_waiting(user: User, today: date) -> int:
    """For the badge in the navigation: proposals, questions and messages that wait for the family itself."""
    proposed = placements_visible_to(user).where(Placement.state == PlacementState.PROPOSED)
    proposals = db.session.scalar(proposed.with_only_columns(func.count(Placement.id))) or 0
    unread = count_unread(user, user.family_id, Side.COORDINATOR) if user.family_id else 0
    return proposals + count_asked(user, today) + unread


def list_written(family_id: UUID, today: date) -> Written:
    """The newest first, from every feature that keeps words about a family."""
    of_family = select(Placement.id).join(Placement.child).where(Child.family_id == family_id)
    placed = joinedload(CheckIn.placement)
    check_ins = (
        select(CheckIn)
        .where(CheckIn.placement_id.in_(of_family), CheckIn.audience != Audience.NEUTRAL_PERSON)
        .where(or_(CheckIn.note.is_not(None), CheckIn.face.is_not(None), CheckIn.answered_at.is_not(None)))
        .options(placed.joinedload(Placement.child), placed.joinedload(Placement.activity))
        .order_by(CheckIn.due_on.desc())
    )
    solved = joinedload(Light.placement)
    lights = (
        select(Light)
        .where(Light.placement_id.in_(of_family), Light.note.is_not(None))
        .options(solved.joinedload(Placement.child), solved.joinedload(Placement.activity))
    )
    placements = list(db.session.scalars(of_family))
    regular = regularly(placements, today)
    sessions = _sessions(family_id, regular)
    return Written(
        support=list_support(placements),
        conversations=list_conversations(family_id=family_id),
        check_ins=list(db.session.scalars(check_ins)),
        lights=list(db.session.scalars(lights)),
        sessions=sessions,
        regular=regular,
        voices=list_of_family(family_id),
        plans=list_plans(family_id),
    )


def _sessions(family_id: UUID, regular: Collection[UUID]) -> list[tuple[Placement, list[Seen]]]:
    """What clubs have tapped, the newest day first, and what remains of it (`regular`)."""
    query = select(Placement).join(Placement.child).where(Child.family_id == family_id)
    placements = list(db.session.scalars(query.options(joinedload(Placement.child), joinedload(Placement.activity))))
    seen = list_seen([one.id for one in placements], date.min, date.max)
    return [
        (one, sorted(seen.get(one.id, ()), key=lambda mark: mark.day, reverse=True))
        for one in placements
        if one.id in seen or one.id in regular
    ]
