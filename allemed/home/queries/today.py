"""The coordinator's day: a fixed number of queries, however many families there are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from allemed import clock
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Spot
from allemed.catalogue.rules import fresh_since
from allemed.commitments.models import Commitment
from allemed.commitments.queries.lists import needs_call_on
from allemed.commitments.rules.status import OPEN_STATUSES, CommitmentStatus
from allemed.database import db
from allemed.followup.models import CheckIn
from allemed.followup.queries import due_for_coordinator, list_open
from allemed.followup.rules import TodayKind
from allemed.intake.models import Conversation
from allemed.intake.rules import NextStep
from allemed.messages.models import Message
from allemed.messages.queries import list_waiting, waiting_families
from allemed.placements.models import Placement
from allemed.placements.queries import list_absences
from allemed.placements.rules import LIVE_STATES, PlacementState
from allemed.referrals.models import Referral
from allemed.referrals.rules import ReferralState

S = PlacementState
MOST = 15  # rows of one kind; the rest stands behind a link
WEEK_DAYS, SESSION_DAYS, PROMISE_DAYS, NO_LONGER_DAYS = 7, 3, 14, 14


@dataclass(frozen=True, slots=True)
class Window:
    """The moment the page is opened, the date on the wall, and the first moment that still counts as answering in time."""

    now: datetime
    today: date
    zone: str
    answer_since: datetime
    spot_days: int
    most: int = MOST  # rows of one kind

    def end_of(self, days: int) -> datetime:
        """The moment at which the day `days` from today ends."""
        return clock.start_of(self.today + timedelta(days=days + 1), self.zone)


@dataclass
class Found:
    """The rows of each kind, how many there are in all, and how many of them wait for a person."""

    rows: dict[str, list[Any]] = field(default_factory=dict)
    waiting: int = 0
    totals: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One more kind of things that may need the coordinator, in a file of its own beside this one (`today_<word>.py`).

    `rows` gives what stands on the page (at most MOST are shown), `waiting` the ids that count in the badge, if any do.
    How a row becomes a card stands in `home/views/tasks_<word>.py`, under the same name.
    """

    name: str
    kind: TodayKind
    rows: Callable[[User, Window], list[Any]]
    waiting: Callable[[User, Window], Select] | None = None


SOURCES: list[Source] = []


def find_today(user: User, window: Window) -> Found:
    """All that may need a person, at most `window.most` rows of each kind."""
    found = Found()
    for name, query in _row_queries(window).items():
        found.rows[name] = [row[0] for row in db.session.execute(query.limit(window.most)).unique()]
    found.rows["check_ins"] = list_open(user, until=window.today, most=window.most)
    found.rows["messages"] = list_waiting(window.most)
    found.rows["absences"] = list_absences(user, window.today)[: window.most]
    found.rows["stale"] = list(db.session.execute(_stale(window).limit(window.most)))
    found.rows["promises"] = list(db.session.execute(_promises(window).limit(window.most)))
    for source in SOURCES:
        found.rows[source.name] = source.rows(user, window)[: window.most]
    found.totals = _counts(_waiting(user, window))
    found.waiting = sum(found.totals.values())
    found.totals |= _counts({
        TodayKind.STALE_SPOT: _stale(window).with_only_columns(Association.id).order_by(None),
        TodayKind.COMMITMENT: _promises(window, 0).with_only_columns(Association.id).order_by(None),
    })  # fmt: skip
    return found


def count_today(user: User, window: Window) -> int:
    """How many things wait for a person now or today: one query, for the badge in the navigation."""
    return sum(_counts(_waiting(user, window)).values())


def _waiting(user: User, window: Window) -> dict[str, Select]:
    """What waits for a person, by kind. Spots and promises never hurry, so they are not counted."""
    return {
        TodayKind.NEW_INTEREST: select(Referral.id).where(Referral.state == ReferralState.NEW),
        TodayKind.MESSAGE: waiting_families().with_only_columns(Message.family_id),
        TodayKind.UNANSWERED: select(Placement.id).where(or_(_unanswered(window), _declined(window))),
        TodayKind.NEXT_STEP: select(Conversation.id).where(*_next_steps(window, 0)),
        TodayKind.FIRST_SESSION: select(Placement.id).where(_first_sessions(window, 0)),
        TodayKind.CHECK_IN: due_for_coordinator(user, window.today).with_only_columns(CheckIn.id),
        **{source.kind: source.waiting(user, window) for source in SOURCES if source.waiting},
    }


def _counts(queries: dict[str, Select]) -> dict[str, int]:
    """All of them counted in one query."""
    columns = [_counted(query).label(str(kind)) for kind, query in queries.items()]
    return dict(db.session.execute(select(*columns)).one()._mapping)


def _counted(query: Select) -> Any:
    return select(func.count()).select_from(query.subquery()).scalar_subquery()


def _row_queries(window: Window) -> dict[str, Select]:
    names = (
        joinedload(Placement.child),
        joinedload(Placement.activity).joinedload(Activity.association),
    )
    placements = select(Placement).options(*names)
    return {
        "interest": select(Referral)
        .where(Referral.state == ReferralState.NEW)
        .options(joinedload(Referral.partner))
        .order_by(Referral.created_at),
        "unanswered": placements.where(_unanswered(window)).order_by(Placement.state_since),
        "declined": placements.where(_declined(window)).order_by(Placement.state_since),
        "steps": select(Conversation)
        .where(*_next_steps(window, WEEK_DAYS))
        .options(joinedload(Conversation.child))
        .order_by(Conversation.next_step_on, Conversation.id),
        "sessions": placements.where(_first_sessions(window, SESSION_DAYS))
        .options(selectinload(Placement.lights))
        .order_by(Placement.first_session_at, Placement.state_since),
    }


def _unanswered(window: Window) -> ColumnElement[bool]:
    """A family that has not answered a proposal, or an association a request, for more than the agreed days."""
    return and_(Placement.state.in_((S.PROPOSED, S.ASKED)), Placement.state_since < window.answer_since)


def _declined(window: Window) -> ColumnElement[bool]:
    """An association said no lately, and nothing else is on its way for the child."""
    other = aliased(Placement)
    on_its_way = select(other.id).where(
        other.child_id == Placement.child_id, other.state.in_(LIVE_STATES - {S.WISH}), other.id != Placement.id
    )
    lately = window.now - timedelta(days=NO_LONGER_DAYS)
    return and_(Placement.state == S.DECLINED, Placement.state_since >= lately, ~on_its_way.exists())


def _next_steps(window: Window, days: int) -> list[ColumnElement[bool]]:
    """Not done, due within `days`, and of the newest conversation; looking for a place ends when one is proposed."""
    proposed = select(Placement.id).where(
        Placement.child_id == Conversation.child_id, Placement.state.in_(LIVE_STATES - {S.WISH})
    )
    newer = aliased(Conversation)
    later_one = select(newer.id).where(
        newer.child_id == Conversation.child_id, newer.created_at > Conversation.created_at
    )
    return [
        Conversation.next_step_done_at.is_(None),
        Conversation.next_step_on <= window.today + timedelta(days=days),
        ~later_one.exists(),
        or_(Conversation.next_step != NextStep.FIND_SPOT, ~proposed.exists()),
    ]


def _first_sessions(window: Window, days: int) -> ColumnElement[bool]:
    """To be booked, to be booked anew, coming within `days`, or past and nobody has noted whether it was held.

    Tomorrow's always belongs to today.
    """
    coming = and_(Placement.state == S.BOOKED, Placement.first_session_at < window.end_of(max(days, 1)))
    return or_(Placement.state.in_((S.ACCEPTED, S.NOT_HELD)), coming)


def _stale(window: Window) -> Select:
    """One row for each association with open spots that nobody has confirmed: it, how many, and since when."""
    return (
        select(Association.id, Association.name, func.count(Spot.id), func.min(Spot.confirmed_at))
        .join(Activity, Activity.association_id == Association.id)
        .join(Spot, Spot.activity_id == Activity.id)
        .where(Spot.is_open, Spot.free > 0, Activity.is_open, Association.is_approved)
        .where(Spot.confirmed_at < fresh_since(window.now, window.spot_days))
        .where(or_(Activity.ends_on.is_(None), Activity.ends_on >= window.today))
        .group_by(Association.id, Association.name)
        .order_by(func.min(Spot.confirmed_at))
    )


def _promises(window: Window, days: int = PROMISE_DAYS) -> Select:
    """One row for each association: how many promises are delivered and wait, how many are due, the first date, and of
    how many all reminders went out in vain.
    """
    delivered = Commitment.status == CommitmentStatus.DELIVERED
    due = and_(Commitment.status.in_(OPEN_STATUSES), Commitment.due_on <= window.today + timedelta(days=days))
    return (
        select(
            Association.id,
            Association.name,
            func.count(Commitment.id).filter(delivered),
            func.count(Commitment.id).filter(due),
            func.min(Commitment.due_on).filter(due),
            func.count(Commitment.id).filter(needs_call_on(window.today)),
        )
        .join(Commitment, Commitment.association_id == Association.id)
        .where(or_(delivered, due))
        .group_by(Association.id, Association.name)
        .order_by(func.min(Commitment.due_on), Association.name)
    )


def answer_since(today: date, days: int, zone: str, is_working_day: Callable[[date], bool]) -> datetime:
    """What was asked before this moment has waited for more than `days` working days."""
    day, left = today, days
    while left > 0:
        left -= is_working_day(day)
        day -= timedelta(days=1)
    return clock.start_of(day, zone)
