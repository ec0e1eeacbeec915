"""What ALLEMED counted for an association's report of a year. Numbers only, no child."""

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select

from allemed import clock
from allemed.catalogue.models import Activity, Spot
from allemed.commitments.models import Commitment
from allemed.commitments.queries.facts import Facts
from allemed.commitments.rules import ReportFacts, hindered_by, year_of
from allemed.commitments.rules.evidence.groups import TRIAL_TIMES
from allemed.config import settings
from allemed.database import db
from allemed.placements.models import Light, Placement
from allemed.placements.rules import LIVE_STATES, LightColour

_UNSOLVED = (LightColour.RED, LightColour.YELLOW)


def year_reported(commitment: Commitment) -> int:
    """The year its report is about."""
    return year_of(commitment.due_on) if commitment.due_on else commitment.grant.year


def facts_for_report(association_id: UUID, year: int, today: date) -> ReportFacts:
    """All that a report of the year can be filled in with. A handful of queries."""
    facts = Facts({association_id}, today)
    groups, meetings = facts.of("groups", association_id), facts.of("meetings", association_id)
    return ReportFacts(
        year=year,
        began=_count(_placements(association_id).where(*_within(Placement.started_at, year))),
        groups=_count(_groups_with_spots(association_id)),
        with_trial=sum(one.trial_times >= TRIAL_TIMES for one in groups),
        with_things=sum(bool(one.borrow) for one in groups),
        meetings=tuple(one.title for one in meetings if one.came and one.on.year == year),
        hindered=hindered_by(
            _declined(association_id, year), _stopped(association_id, year) + _unsolved(association_id)
        ),
    )


def _placements(association_id: UUID) -> Select:
    query = select(Placement.id).join(Activity, Activity.id == Placement.activity_id)
    return query.where(Activity.association_id == association_id)


def _groups_with_spots(association_id: UUID) -> Select:
    query = select(Activity.id).join(Spot, Spot.activity_id == Activity.id)
    return query.where(Activity.association_id == association_id, Activity.is_open, Spot.is_open)


def _within(column, year: int) -> tuple:  # type: ignore[no-untyped-def]
    first, after = (clock.start_of(date(number, 1, 1), settings().zone) for number in (year, year + 1))
    return column >= first, column < after


def _count(query: Select) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _by_code(query: Select) -> Counter[str]:
    return Counter({str(code): number for code, number in db.session.execute(query) if code})


def _declined(association_id: UUID, year: int) -> Counter[str]:
    query = _placements(association_id).with_only_columns(Placement.decline_reason, func.count(Placement.id))
    return _by_code(query.where(*_within(Placement.answered_at, year)).group_by(Placement.decline_reason))


def _stopped(association_id: UUID, year: int) -> Counter[str]:
    query = _placements(association_id).with_only_columns(Placement.stop_reason, func.count(Placement.id))
    return _by_code(query.where(*_within(Placement.ended_at, year)).group_by(Placement.stop_reason))


def _unsolved(association_id: UUID) -> Counter[str]:
    query = _placements(association_id).join(Light, Light.placement_id == Placement.id)
    query = query.with_only_columns(Light.kind, func.count(Light.id))
    query = query.where(Light.colour.in_(_UNSOLVED), Placement.state.in_(LIVE_STATES))
    return _by_code(query.group_by(Light.kind))
