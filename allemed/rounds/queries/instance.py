"""Who waits, which seats there are, and the problem they make."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from allemed import clock
from allemed.catalogue.models import Place
from allemed.catalogue.rules import PlaceKind
from allemed.config import settings
from allemed.database import db
from allemed.families.models import Child
from allemed.intake.models import Conversation
from allemed.matching.queries import company_of, list_matters, list_pairs, list_spots, wishes_of
from allemed.matching.rules import AS_USUAL, ChildWishes, OpenSpot, weights_for
from allemed.placements.models import Placement
from allemed.placements.rules import LIVE_STATES, PlacementState
from allemed.rounds.rules.problem import Problem
from allemed.rounds.rules.stating import Stated, state

TAKEN_STATES = LIVE_STATES - {PlacementState.WISH}


def waiting_children() -> Select:
    """The ids of children with a conversation and no group they are in, or on their way to."""
    talked = select(Conversation.child_id)
    taken = select(Placement.child_id).where(Placement.state.in_(TAKEN_STATES))
    return select(Child.id).where(Child.id.in_(talked), Child.id.not_in(taken))


def count_waiting() -> int:
    return db.session.scalar(select(func.count()).select_from(waiting_children().subquery())) or 0


def list_seats() -> list[OpenSpot]:
    """Open spots with the seats that are not on offer to a family already."""
    asked = select(Placement.activity_id, func.count()).where(Placement.state == PlacementState.PROPOSED)
    offered: dict[Any, int] = {
        activity_id: number for activity_id, number in db.session.execute(asked.group_by(Placement.activity_id))
    }
    spots = [replace(spot, free=spot.free - offered.get(spot.activity_id, 0)) for spot in list_spots()]
    return [spot for spot in spots if spot.free > 0 and spot.is_open]


def mark_of(spots: Iterable[OpenSpot]) -> str:
    """A fingerprint of days, ages and place: a group that changed one of them gives another one."""
    said = sorted(
        repr((str(one.activity_id), one.sessions, one.birth_year_from, one.birth_year_to, one.gender_group, one.point))
        for one in spots
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Instance:
    """What a round is planned from."""

    problem: Problem
    stated: Stated
    mark: str


def state_round(now: datetime) -> Instance:
    """All waiting children and all open seats, as they are now."""
    spots, matters = list_seats(), list_matters()
    wishes, taken = _list_wishes()
    stated = state(
        wishes,
        spots,
        clock.local(now, settings().zone).date(),
        settings().spot_days,
        weights_of=lambda child_id: weights_for(matters.get(child_id, AS_USUAL)),
        busy_with=lambda child_id: taken.get(child_id, frozenset()),
    )
    pairs = tuple((one, other) for one, other in list_pairs() if one in wishes and other in wishes)
    seats = {spot.activity_id: spot.free for spot in spots}
    return Instance(Problem(seats, stated.fits, pairs), stated, mark_of(spots))


def _list_wishes() -> tuple[dict[UUID, ChildWishes], dict[UUID, frozenset[UUID]]]:
    """The wishes of all who wait, and the groups that each said "not now" to, or that could not take it."""
    waiting = waiting_children().scalar_subquery()
    children = list(db.session.scalars(select(Child).where(Child.id.in_(waiting)).options(joinedload(Child.family))))
    _schools = list(db.session.scalars(select(Place).where(Place.kind == PlaceKind.SCHOOL)))  # loaded once for all
    talks = _newest_talks(waiting)
    refused = _groups_refused(waiting)
    with_others = _with_company()
    wishes = {
        child.id: wishes_of(child, talks.get(child.id), (), company_of(child) if child.id in with_others else ())
        for child in children
    }
    return wishes, refused


def _newest_talks(waiting: Any) -> dict[UUID, Conversation]:
    query = select(Conversation).where(Conversation.child_id.in_(waiting))
    query = query.order_by(Conversation.held_on, Conversation.created_at)
    return {talk.child_id: talk for talk in db.session.scalars(query)}


def _groups_refused(waiting: Any) -> dict[UUID, frozenset[UUID]]:
    states = (PlacementState.WISH, PlacementState.DECLINED)
    query = select(Placement.child_id, Placement.activity_id)
    found: dict[UUID, set[UUID]] = {}
    for child_id, activity_id in db.session.execute(
        query.where(Placement.state.in_(states), Placement.child_id.in_(waiting))
    ):
        found.setdefault(child_id, set()).add(activity_id)
    return {child_id: frozenset(groups) for child_id, groups in found.items()}


def _with_company() -> set[UUID]:
    """Children with a noted friend, or with a brother or sister who has a group."""
    pairs = {child_id for pair in list_pairs() for child_id in pair}
    placed = select(Child.family_id).join(Placement, Placement.child_id == Child.id)
    placed = placed.where(Placement.state.in_(TAKEN_STATES))
    return pairs | set(db.session.scalars(select(Child.id).where(Child.family_id.in_(placed))))


def wishes_now(children: Iterable[Child]) -> dict[UUID, ChildWishes]:
    """The wishes of a few children, for the reasons on a page."""
    some = list(children)
    talks, with_others = _newest_talks([child.id for child in some]), _with_company()
    return {
        child.id: wishes_of(child, talks.get(child.id), (), company_of(child) if child.id in with_others else ())
        for child in some
    }
