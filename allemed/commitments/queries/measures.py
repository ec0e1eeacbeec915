"""What is done for the municipality's goals: grants, pilots and starter courses; other features register their own."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.commitments.models import Goal, Grant, GrantScheme, SchemeLine
from allemed.commitments.rules.measures import Measure, MeasureKind, serves, state_between, state_of_pilot
from allemed.database import db

MOST = 500
Reader = Callable[[int, date], Iterable[Measure]]
_READERS: list[Reader] = []


def register_measures(reader: Reader) -> None:
    """A feature above reads measures: `reader(year, today)` gives those that touch the year."""
    _READERS.append(reader)


def list_measures(year: int, today: date) -> list[Measure]:
    """All measures of a year, by kind and day."""
    order = list(MeasureKind)
    found = [one for reader in _READERS for one in reader(year, today) if one.is_in(year)]
    return sorted(found, key=lambda one: (order.index(one.kind), one.begins, one.title.casefold()))


def measures_of(goal: Goal, measures: Iterable[Measure]) -> list[Measure]:
    """Those that serve a goal."""
    return [one for one in measures if serves(one, goal.id, goal.codes)]


def _read_groups(year: int, today: date) -> Iterable[Measure]:
    """Groups that are tried (F7), and starter courses that go on in a regular group (GK11)."""
    after = aliased(Activity)
    query = select(Activity, Association.name, after.name).join(Activity.association)
    query = query.outerjoin(after, after.id == Activity.goes_on_in_id)
    query = query.where(or_(Activity.pilot_from.is_not(None), Activity.goes_on_in_id.is_not(None)))
    for one, association, goes_on_in in db.session.execute(query.order_by(Activity.name).limit(MOST)):
        is_pilot = one.pilot_from is not None
        begins = (one.pilot_from if is_pilot else one.starts_on) or one.created_at.date()
        ends = one.pilot_until if is_pilot else one.ends_on
        has_outcome = one.pilot_outcome is not None
        state = state_of_pilot(begins, ends, has_outcome, today) if is_pilot else state_between(begins, ends, today)
        yield Measure(
            kind=MeasureKind.PILOT if is_pilot else MeasureKind.COURSE, title=one.name, begins=begins, ends=ends,
            state=state, partners=association,
            purpose=one.pilot_purpose, birth_years=(one.birth_year_from, one.birth_year_to), activity_kind=one.kind,
            goes_on_in=goes_on_in or "", result=one.pilot_outcome or "", serves_id=one.serves_id,
            endpoint="catalogue.edit_activity", ids={"own_activity_id": one.id},
        )  # fmt: skip


def _read_grants(year: int, today: date) -> Iterable[Measure]:
    """The grants of each scheme in the year, as one measure: what is granted serves a goal by what it asks for."""
    counts = select(Grant.scheme_id, func.count(), func.min(Grant.decided_on)).where(Grant.year == year)
    granted = {key: (count, first) for key, count, first in db.session.execute(counts.group_by(Grant.scheme_id))}
    codes: dict = {}
    for key, code in db.session.execute(select(SchemeLine.scheme_id, SchemeLine.code).order_by(SchemeLine.code)):
        codes.setdefault(key, []).append(code)
    for one in db.session.scalars(select(GrantScheme).where(GrantScheme.id.in_(granted)).order_by(GrantScheme.name)):
        count, _first = granted[one.id]
        begins, ends = date(year, 1, 1), date(year, 12, 31)
        yield Measure(
            kind=MeasureKind.GRANTS, title=f"{one.name} {year}", begins=begins, ends=ends, partner_count=count,
            state=state_between(begins, ends, today), purpose=one.purpose, target_group=one.target_group, period=str(year),
            content=", ".join(codes.get(one.id, ())), codes=tuple(codes.get(one.id, ())),
            endpoint="commitments.edit_scheme", ids={"scheme_id": one.id},
        )  # fmt: skip


register_measures(_read_groups)
register_measures(_read_grants)
