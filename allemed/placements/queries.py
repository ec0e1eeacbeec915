"""Reading placements: who may see which, lists, and the only way to what an association may know of a child."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, false, func, select
from sqlalchemy.orm import joinedload, selectinload

from allemed import clock
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import calendar_of
from allemed.config import settings
from allemed.database import db
from allemed.families.models import Child, Family
from allemed.families.queries import list_shared_items, register_child_part
from allemed.families.rules import AgreementItem
from allemed.intake.queries import find_current_conversation
from allemed.matching.queries import OtherPlacement, Standing, register_busy_times
from allemed.matching.rules import Session
from allemed.placements.models import Absence, Light, Placement
from allemed.placements.rules import (
    ASSOCIATION_STATES,
    FINAL_STATES,
    GROUP_STATES,
    LIVE_STATES,
    ComesAlong,
    Known,
    ListGroup,
    PlacementState,
    coming_sessions,
    may_association_see,
)
from allemed.referrals.queries import register_activity_check

PAGE = 40
_WITH_NAMES = (
    joinedload(Placement.child).joinedload(Child.family).selectinload(Family.guardians),
    joinedload(Placement.activity).joinedload(Activity.association),
    joinedload(Placement.activity).joinedload(Activity.place),
    joinedload(Placement.activity).selectinload(Activity.sessions),
    joinedload(Placement.activity).selectinload(Activity.cancelled),
)


@scope("placement_id")
def placements_visible_to(user: User | None) -> Select:
    """A coordinator sees every placement, a family its own, an approved association what it was asked and still has."""
    query = select(Placement)
    if user is None:
        return query.where(false())
    if user.role == Role.COORDINATOR:
        return query
    if user.role == Role.FAMILY:
        return query.where(Placement.child_id.in_(select(Child.id).where(Child.family_id == user.family_id)))
    if user.role == Role.ASSOCIATION:
        own = select(Activity.id).join(Activity.association)
        own = own.where(Association.id == user.association_id, Association.is_approved)
        return query.where(Placement.activity_id.in_(own), Placement.state.in_(ASSOCIATION_STATES))
    return query.where(false())


@scope("light_id")
def lights_visible_to(user: User | None) -> Select:
    """The lights are the coordinator's."""
    query = select(Light)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


def get_placement(placement_id: UUID) -> Placement:
    """The placement with its child, family and activity. NoResultFound if there is none."""
    return db.session.scalars(select(Placement).where(Placement.id == placement_id).options(*_WITH_NAMES)).one()


def get_light(light_id: UUID) -> Light:
    return db.session.get_one(Light, light_id)


def find_live_placement(child_id: UUID, activity_id: UUID) -> Placement | None:
    """The placement of a child in an activity that is not over; there is one at most."""
    query = select(Placement).where(Placement.child_id == child_id, Placement.activity_id == activity_id)
    return db.session.scalar(query.where(Placement.state.not_in(FINAL_STATES)))


def list_placements(user: User, group: ListGroup | None = None, *, page: int = 1) -> list[Placement]:
    """A page of placements, the longest in its state first; None: all that are not over, by whose turn it is."""
    states = GROUP_STATES[group] if group else LIVE_STATES
    turn = case(*((Placement.state.in_(GROUP_STATES[one]), place) for place, one in enumerate(ListGroup)))
    query = placements_visible_to(user).where(Placement.state.in_(states)).options(*_WITH_NAMES)
    query = query.order_by(turn, Placement.state_since, Placement.id).limit(PAGE).offset((page - 1) * PAGE)
    return list(db.session.scalars(query))


def count_by_group(user: User) -> dict[ListGroup, int]:
    """How many placements stand in each group of the list."""
    query = placements_visible_to(user).with_only_columns(Placement.state, func.count()).group_by(Placement.state)
    by_state = {state: number for state, number in db.session.execute(query)}
    return {group: sum(by_state.get(state, 0) for state in states) for group, states in GROUP_STATES.items()}


def list_placements_of_child(child_id: UUID) -> list[Placement]:
    """All placements of a child, those under way first, then the newest."""
    query = select(Placement).where(Placement.child_id == child_id).options(*_WITH_NAMES)
    rows = db.session.scalars(query.order_by(Placement.proposed_at.desc()))
    return sorted(rows, key=lambda one: one.state in FINAL_STATES)


def list_placements_of_family(family_id: UUID) -> list[Placement]:
    """All live placements of a family's children, the newest first."""
    query = select(Placement).join(Placement.child).where(Child.family_id == family_id)
    query = query.where(Placement.state.in_(LIVE_STATES)).options(*_WITH_NAMES)
    return list(db.session.scalars(query.order_by(Placement.state_since.desc())))


@dataclass(frozen=True, slots=True)
class SharedWithAssociation:
    """All that an association may know of a child for one placement. Nothing else of the family reaches its pages.

    None, empty or False: the family did not say yes to it, or took it back.
    """

    placement_id: UUID
    state: PlacementState
    version: int
    first_name: str | None
    birth_year: int | None
    may_see_wish: bool
    needs: tuple[str, ...]
    guardians: tuple[tuple[str, str], ...]  # first name and phone
    has_interpreter: bool
    language: str | None
    first_session_at: datetime | None
    meets: str
    has_coordinator_along: bool


def list_shared(placements: Iterable[Placement], now: datetime) -> dict[UUID, SharedWithAssociation]:
    """What the families' agreements let the associations know right now, by placement. One query."""
    asked = list(placements)
    seen = {one.id: one.activity.association_id for one in asked if may_association_see(one.state)}
    items = list_shared_items(seen, now)
    return {one.id: _shared(one, items.get(one.id, [])) for one in asked}


def shared_with_association(placement: Placement, now: datetime) -> SharedWithAssociation:
    """The same for one placement."""
    return list_shared([placement], now)[placement.id]


def _shared(placement: Placement, items: list[tuple[AgreementItem, str]]) -> SharedWithAssociation:
    child = placement.child
    kinds = {item for item, _detail in items}
    named = {detail for item, detail in items if item == AgreementItem.GUARDIAN_CONTACT}
    return SharedWithAssociation(
        placement_id=placement.id,
        state=placement.state,
        version=placement.version,
        first_name=child.first_name if AgreementItem.FIRST_NAME in kinds else None,
        birth_year=child.birth_year if AgreementItem.BIRTH_YEAR in kinds else None,
        may_see_wish=AgreementItem.WISH in kinds,
        needs=tuple(detail for item, detail in items if item == AgreementItem.PRACTICAL_NEED),
        guardians=tuple((one.first_name, one.phone) for one in child.family.guardians if str(one.id) in named),
        has_interpreter=AgreementItem.INTERPRETER in kinds,
        language=child.family.talk_language if AgreementItem.LANGUAGE in kinds else None,
        first_session_at=placement.first_session_at,
        meets=placement.meets,
        has_coordinator_along=placement.comes_along in (ComesAlong.COORDINATOR, ComesAlong.COORDINATOR_AND_GUARDIAN),
    )


def list_coming_sessions(placement: Placement, now: datetime) -> list[tuple[date, time]]:
    """Its sessions from now on as the wall clock has them, the nearest first; none while it is not decided."""
    local, first = clock.local(now, settings().zone), placement.first_session_at
    first_local = clock.local(first, settings().zone) if first is not None else None
    activity, calendar = placement.activity, calendar_of(placement.activity)
    if placement.state == PlacementState.BOOKED:  # may be on a day of its own: only what is cancelled counts
        off = {one.session_on for one in activity.cancelled}
        return coming_sessions(placement.state, first_local, activity.sessions, local, lambda day: day not in off)
    return coming_sessions(placement.state, first_local, activity.sessions, local, calendar.meets_on)


def find_absence(placement_id: UUID, session_on: date) -> Absence | None:
    """What was said about one session."""
    return db.session.scalar(
        select(Absence).where(Absence.placement_id == placement_id, Absence.session_on == session_on)
    )


def list_absences(user: User, since: date) -> list[Absence]:
    """The sessions from that day on that children do not come to, of the placements this user may see."""
    seen = placements_visible_to(user).with_only_columns(Placement.id)
    placed = joinedload(Absence.placement)
    query = select(Absence).where(Absence.placement_id.in_(seen), Absence.session_on >= since)
    query = query.options(
        placed.joinedload(Placement.child),
        placed.joinedload(Placement.activity).joinedload(Activity.association),
    )
    return list(db.session.scalars(query.order_by(Absence.session_on, Absence.id)))


def list_concerned(activity_id: UUID, day: date, zone: str) -> list[Placement]:
    """The placements that a session on this day is for: those who go there, and a first time that is booked then."""
    there = (PlacementState.HELD, PlacementState.TRIAL, PlacementState.ACTIVE)
    query = select(Placement).where(Placement.activity_id == activity_id).options(joinedload(Placement.child))
    rows = db.session.scalars(query.where(Placement.state.in_((*there, PlacementState.BOOKED))))
    return [
        one
        for one in rows
        if one.state in there or (one.first_session_at and clock.local(one.first_session_at, zone).date() == day)
    ]


def list_coordinators_of(placement: Placement) -> list[User]:
    """Who answers for a placement: the one who proposed it, else every coordinator."""
    everyone = list_users(Role.COORDINATOR)
    return [user for user in everyone if user.id == placement.proposed_by] or everyone


def known_for_lights(child: Child, activity: Activity) -> Known:
    """What the family and the group have said about equipment, transport and fee."""
    conversation = find_current_conversation(child.id)
    return Known(
        lacking=conversation.equipment if conversation else (),
        who_brings=conversation.bring if conversation else None,
        money=conversation.money if conversation else None,
        bring=activity.bring,
        borrow=activity.borrow,
        cost=activity.cost_per_half_year,
    )


_STANDING = {PlacementState.WISH: Standing.NOT_NOW, PlacementState.DECLINED: Standing.DECLINED}


def _others_of(child_id: UUID) -> list[OtherPlacement]:
    query = select(Placement).where(Placement.child_id == child_id)
    query = query.where(Placement.state.not_in((PlacementState.ENDED, PlacementState.SWITCHED)))
    query = query.options(joinedload(Placement.activity), selectinload(Placement.activity, Activity.sessions))
    return [
        OtherPlacement(
            placement_id=one.id,
            activity_id=one.activity_id,
            standing=_STANDING.get(one.state, Standing.ON_THE_WAY),
            sessions=tuple(Session(s.weekday, s.starts, s.ends) for s in one.activity.sessions),
            has_begun=one.started_at is not None,
        )
        for one in db.session.scalars(query)
    ]


@register_activity_check
def children_in_activity(child_ids: Collection[UUID]) -> set[UUID]:
    """Those of these children who have started somewhere, ever: a partner is never told that it ended."""
    query = select(Placement.child_id).where(Placement.child_id.in_(list(child_ids)), Placement.started_at.is_not(None))
    return set(db.session.scalars(query))


PlacementPart = Callable[..., dict[str, Any]]
_placement_parts: list[PlacementPart] = []


def register_placement_part(part: PlacementPart) -> PlacementPart:
    """A higher feature's `fn(placement, *, now) -> dict` of template variables for the coordinator's page of one."""
    _placement_parts.append(part)
    return part


def parts_of_placement(placement: Placement, *, now: datetime) -> dict[str, Any]:
    return {name: value for part in _placement_parts for name, value in part(placement, now=now).items()}


@register_child_part
def _part_of_child(child: Child, *, now: datetime) -> dict[str, list[Placement]]:
    return {"placements": list_placements_of_child(child.id)}


register_busy_times(_others_of)
