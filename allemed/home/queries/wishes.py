"""Wishes without a name: those of the public page, and those of children who wait; counted for an association's groups.

An association learns a kind, a band of ages, days, and the parts of the municipality that five wishes come from. Never
who; and nothing while it is not approved.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from allemed.catalogue.models import Activity, Place
from allemed.database import db
from allemed.families.models import Child
from allemed.intake.models import Conversation
from allemed.placements.models import Placement
from allemed.placements.rules import LIVE_STATES, PlacementState
from allemed.referrals.queries import list_offered, list_public_wishes
from allemed.referrals.rules import FEWEST_TOLD
from allemed.rounds.queries import list_wishes_asked_of

MOST_DAYS = 4  # with more of them named, days say nothing
WISH_LIFE = timedelta(days=365)  # our default: what was wished for longer ago is another season


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish. `child_id` is None where nobody but a phone is known; only the coordinator's page uses it."""

    kinds: tuple[str, ...]
    birth_year: int
    days: frozenset[int]
    area: str
    child_id: UUID | None = None
    referral_id: UUID | None = None

    def fits(self, activity: Activity) -> bool:
        """Kind and age; everything else the coordinator and the family look at."""
        return activity.kind in self.kinds and activity.birth_year_from <= self.birth_year <= activity.birth_year_to


@dataclass(frozen=True, slots=True)
class Asked:
    """What an association may know of the wishes that fit one of its groups."""

    activity: Activity
    count: int
    days: tuple[int, ...]
    areas: tuple[str, ...]
    is_offered: bool = False  # "we have room" was said, and the coordinator asks the families


def list_wishes(now: datetime) -> list[Wish]:
    """All open wishes of the last year, from both sources."""
    return [*_public(now), *_waiting(now)]


def _public(now: datetime) -> list[Wish]:
    rows = list_public_wishes(now - WISH_LIFE)
    areas = {key: area for key, area in db.session.execute(select(Place.id, Place.area))} if rows else {}
    return [
        Wish(
            kinds=tuple(row.kinds), birth_year=row.birth_year, days=frozenset(int(day) for day in row.wish_days),
            area=areas.get(row.wish_place_id, "") if row.wish_place_id else "", referral_id=row.id,
        )
        for row in rows
    ]  # fmt: skip


def _waiting(now: datetime) -> list[Wish]:
    """The newest conversation of each child for whom nothing is on its way."""
    on_its_way = select(Placement.id).where(
        Placement.child_id == Child.id, Placement.state.in_(LIVE_STATES - {PlacementState.WISH})
    )
    newer = aliased(Conversation)
    has_newer = select(newer.id).where(newer.child_id == Child.id, newer.created_at > Conversation.created_at)
    columns = (Child.id, Child.birth_year, Conversation.kinds, Conversation.times, Place.area)
    query = select(*columns).join(Conversation, Conversation.child_id == Child.id)
    query = query.outerjoin(Place, Place.id == Child.school_id)
    query = query.where(~on_its_way.exists(), ~has_newer.exists(), Conversation.created_at >= now - WISH_LIFE)
    return [
        Wish(
            kinds=tuple(kinds), birth_year=year, days=frozenset(int(time[0]) for time in times if time[:1].isdigit()),
            area=area or "", child_id=child_id,
        )
        for child_id, year, kinds, times, area in db.session.execute(query.order_by(Conversation.created_at))
        if kinds
    ]  # fmt: skip


def wishes_to_answer(running: Iterable[Activity], now: datetime) -> list[Asked]:
    """What is wished for of an association's groups that run, those that nobody has answered for first."""
    found = wishes_for(running, list_wishes(now))
    offered = list_offered([one.activity.id for one in found], now) if found else set()
    found = [replace(one, is_offered=one.activity.id in offered) for one in found]
    return sorted(found, key=lambda one: one.is_offered)


def count_wishes_to_answer(association_id: UUID, running: Iterable[Activity], now: datetime) -> int:
    """What waits for an answer: children that it is asked about, and groups that somebody wishes for."""
    fits = sum(not one.is_offered for one in wishes_to_answer(running, now))
    return len(list_wishes_asked_of(association_id)) + fits


def wishes_for(groups: Iterable[Activity], wishes: list[Wish]) -> list[Asked]:
    """The groups that somebody wishes for, the most wanted first."""
    found = []
    for activity in groups:
        fitting = [wish for wish in wishes if wish.fits(activity)] if activity.association.is_approved else []
        if fitting:
            days = sorted({day for wish in fitting for day in wish.days})
            by_area = Counter(wish.area for wish in fitting)
            areas = [area for area, many in sorted(by_area.items()) if area and many >= FEWEST_TOLD]
            found.append(Asked(activity, len(fitting), tuple(days) if len(days) <= MOST_DAYS else (), tuple(areas)))
    return sorted(found, key=lambda one: (-one.count, one.activity.name))
