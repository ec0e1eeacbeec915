"""The same figures every year for the council: grants, promises by code, and what helped children begin.

Two years side by side are counted up to the same day of the year after their beginning, so that they can be compared.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import and_, case, func, select

from allemed import clock
from allemed.catalogue.models import Activity
from allemed.commitments.models import Commitment, CouncilNote, Delivery, Grant
from allemed.commitments.rules import CommitmentStatus, Level
from allemed.config import settings
from allemed.database import db
from allemed.placements.models import Light, Placement
from allemed.placements.rules import LightColour, LightKind

_BY_FIRMNESS = (Level.VOLUNTARY, Level.EXPECTATION, Level.CONDITION)


@dataclass(frozen=True)
class Kept:
    """How many promises were asked for, and how many of them have been shown to be kept."""

    asked: int = 0
    kept: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.asked + other.asked, self.kept + other.kept)


@dataclass
class YearFigures:
    """One year's grants, up to a day. `promises`: by code and level. `children`: numbers that are not published raw."""

    year: int
    until: date
    associations: int = 0
    amount: Decimal = Decimal()
    promises: dict[tuple[str, str], Kept] = field(default_factory=dict)
    began: tuple[int, int] = (0, 0)  # in associations with a grant of the year, in others
    lights: dict[LightKind, tuple[int, int]] = field(default_factory=dict)  # solved, not solved

    def of_codes(self, codes) -> Kept:  # type: ignore[no-untyped-def]
        return sum((one for (code, _level), one in self.promises.items() if code in codes), Kept())

    def of_level(self, level: str) -> Kept:
        return sum((one for (_code, firm), one in self.promises.items() if firm == level), Kept())

    @property
    def total(self) -> Kept:
        return sum(self.promises.values(), Kept())


def same_day_last_year(day: date) -> date:
    """The 29th of February is followed by the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def year_figures(year: int, until: date) -> YearFigures:
    """The figures of the grants for a year, as far as they had come on a day. Five queries."""
    found = YearFigures(year, until)
    grants = (Grant.year == year) & (Grant.decided_on <= until)
    counted = select(func.count(Grant.association_id.distinct()), func.coalesce(func.sum(Grant.amount), 0)).where(
        grants
    )
    found.associations, found.amount = db.session.execute(counted).one()
    found.promises = _promises(grants, until)
    found.began = _began(year, until, grants)
    found.lights = _lights(year, until)
    return found


def _promises(grants, until: date) -> dict[tuple[str, str], Kept]:  # type: ignore[no-untyped-def]
    """What two grants of an association both ask for counts once, as the firmer of the two, and is kept for both."""
    accepted = select(Delivery.commitment_id).where(
        Delivery.is_accepted.is_(True), Delivery.reviewed_at < _midnight_after(until)
    )
    firm = func.max(case(*((Commitment.level == one, place) for place, one in enumerate(_BY_FIRMNESS)), else_=0))
    asked = func.sum(case((Commitment.status == CommitmentStatus.TOGETHER, 0), else_=1))
    kept = func.sum(case((Commitment.id.in_(accepted), 1), else_=0))
    each = select(Commitment.code, firm.label("firm"), asked.label("asked"), kept.label("kept"))
    each = each.join(Commitment.grant).where(grants)
    each = each.where(Commitment.status != CommitmentStatus.NOT_RELEVANT, Commitment.not_relevant_reason == "")
    found = each.group_by(Commitment.association_id, Commitment.code).subquery().c
    done = func.sum(case((found.kept > found.asked, found.asked), else_=found.kept))
    query = select(found.code, found.firm, func.sum(found.asked), done).group_by(found.code, found.firm)
    rows = db.session.execute(query.order_by(found.code))
    return {(code, _BY_FIRMNESS[firm]): Kept(int(asked), int(done)) for code, firm, asked, done in rows}


def _started(year: int, until: date):  # type: ignore[no-untyped-def]
    first, last = date(year, 1, 1), min(until, date(year, 12, 31))
    return and_(Placement.started_at >= _midnight(first), Placement.started_at < _midnight_after(last))


def _began(year: int, until: date, grants) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    """Children, each once: one who began in several associations counts where there is a grant."""
    with_grant = Activity.association_id.in_(select(Grant.association_id).where(grants))
    each = select(func.max(case((with_grant, 1), else_=0)).label("has_grant")).join(Placement.activity)
    children = each.where(_started(year, until)).group_by(Placement.child_id).subquery()
    found = select(func.coalesce(func.sum(children.c.has_grant), 0), func.count()).select_from(children)
    inside, everybody = db.session.execute(found).one()
    return inside, everybody - inside


def _lights(year: int, until: date) -> dict[LightKind, tuple[int, int]]:
    """Of the children who began: for how many equipment, transport or fee was solved, and for how many it was not."""
    asked = (LightColour.GREEN, LightColour.YELLOW, LightColour.RED)
    solved = func.min(case((Light.colour == LightColour.GREEN, 1), else_=0)).label("solved")
    each = select(Light.kind, solved).join(Light.placement).where(_started(year, until), Light.colour.in_(asked))
    children = each.group_by(Light.kind, Placement.child_id).subquery()
    found = select(children.c.kind, func.sum(children.c.solved), func.count()).group_by(children.c.kind)
    counts = {kind: (done, every - done) for kind, done, every in db.session.execute(found)}
    return {kind: counts.get(kind, (0, 0)) for kind in LightKind}


def _midnight(day: date) -> datetime:
    return clock.start_of(day, settings().zone)


def _midnight_after(day: date) -> datetime:
    return _midnight(day + timedelta(days=1))


def find_council_note(year: int) -> CouncilNote | None:
    """What was written beside a year's figures."""
    return db.session.scalar(select(CouncilNote).where(CouncilNote.year == year))


def list_grant_years() -> list[int]:
    """Years with grants, the newest first."""
    return list(db.session.scalars(select(Grant.year).distinct().order_by(Grant.year.desc())))
