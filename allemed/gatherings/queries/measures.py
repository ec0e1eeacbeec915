"""What gatherings are as measures for a goal: the gatherings of the municipality, and all that was agreed."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from allemed.commitments.queries.measures import MOST, register_measures
from allemed.commitments.rules.measures import Measure, MeasureKind, MeasureState, state_between
from allemed.database import db
from allemed.gatherings.models import AgreedAction, Gathering
from allemed.gatherings.queries.agreed import owner_of
from allemed.gatherings.rules import ActionStatus

_STATES = {
    ActionStatus.OPEN: MeasureState.AHEAD,
    ActionStatus.DOING: MeasureState.DOING,
    ActionStatus.DONE: MeasureState.DONE,
    ActionStatus.DROPPED: MeasureState.DROPPED,
}


def _read_actions(year: int, _today: date) -> Iterator[Measure]:
    """Without the names of persons: the organisation answers for it."""
    query = select(AgreedAction).join(Gathering).where(Gathering.held_on <= date(year, 12, 31))
    query = query.options(joinedload(AgreedAction.gathering), joinedload(AgreedAction.owner_association))
    for one in db.session.scalars(query.order_by(Gathering.held_on.desc()).limit(MOST)):
        owner = owner_of(one)
        yield Measure(
            kind=MeasureKind.ACTION, title=one.title, state=_STATES[one.status], begins=one.gathering.held_on,
            ends=one.due_on, partners=", ".join(part for part in (owner, one.partners) if part), purpose=one.purpose,
            target_group=one.target_group, period=one.period, content=one.content, result=one.result or one.reason,
            serves_id=one.serves_id, codes=(one.commitment_code,) if one.commitment_code else (),
            is_of_association=one.gathering.association_id is not None,
            endpoint="gatherings.edit_action", ids={"action_id": one.id},
        )  # fmt: skip


def _read_gatherings(year: int, today: date) -> Iterator[Measure]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = select(Gathering).where(Gathering.held_on >= first, Gathering.held_on <= last)
    query = query.where(Gathering.association_id.is_(None), Gathering.cancelled_at.is_(None))
    for one in db.session.scalars(query.order_by(Gathering.held_on).limit(MOST)):
        state = MeasureState.DONE if one.ended_at else state_between(one.held_on, None, today)
        yield Measure(
            kind=MeasureKind(one.kind), title=one.title, state=state, begins=one.held_on, partners=one.hosts,
            purpose=one.goal, result=one.gap, serves_id=one.serves_id,
            endpoint="gatherings.edit_gathering", ids={"own_gathering_id": one.id},
        )  # fmt: skip


register_measures(_read_actions)
register_measures(_read_gatherings)
