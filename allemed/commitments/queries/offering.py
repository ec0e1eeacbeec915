"""What a scheme may ask for: the catalogue and the municipality's own commitments; and the municipality's goals."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Select, false, func, or_, select

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.commitments.models import Goal, GrantScheme, OwnLine
from allemed.commitments.rules.offered import Offered, offered_by_catalogue
from allemed.countries import profile
from allemed.database import db


@scope("own_line_id")
def own_lines_visible_to(user: User | None) -> Select:
    """The municipality's own commitments are the coordinator's."""
    return select(OwnLine) if user is not None and user.role == Role.COORDINATOR else select(OwnLine).where(false())


@scope("goal_id")
def goals_visible_to(user: User | None) -> Select:
    """So are its goals."""
    return select(Goal) if user is not None and user.role == Role.COORDINATOR else select(Goal).where(false())


def list_own_lines() -> list[OwnLine]:
    """The newest edition of each of the municipality's own commitments, by code."""
    newest = select(OwnLine.code, func.max(OwnLine.edition).label("edition")).group_by(OwnLine.code).subquery()
    query = select(OwnLine).join(newest, (OwnLine.code == newest.c.code) & (OwnLine.edition == newest.c.edition))
    return list(db.session.scalars(query.order_by(OwnLine.code)))


def list_editions(code: str) -> list[OwnLine]:
    """All editions of one, the newest first."""
    return list(db.session.scalars(select(OwnLine).where(OwnLine.code == code).order_by(OwnLine.edition.desc())))


def get_own_line(own_line_id: UUID) -> OwnLine:
    return db.session.get_one(OwnLine, own_line_id)


def as_offered(line: OwnLine) -> Offered:
    return Offered(line.code, line.texts, line.level, tuple(line.evidence), line.due_rule)


def list_offered(country: str | None = None) -> list[Offered]:
    """Everything a scheme can ask for now, by code."""
    own = [as_offered(line) for line in list_own_lines() if line.is_offered]
    return [*offered_by_catalogue(country or profile().code), *own]


def known_texts() -> dict[str, Mapping[str, str]]:
    """The newest texts of every code there is, also of those no longer offered."""
    return {one.code: one.texts for one in (*offered_by_catalogue(profile().code), *map(as_offered, list_own_lines()))}


def list_goals(valid_on: date | None = None) -> list[Goal]:
    """Goals by name; only those that hold on a day if one is given."""
    query = select(Goal).order_by(Goal.name)
    if valid_on is not None:
        query = query.where(Goal.starts_on <= valid_on, or_(Goal.ends_on.is_(None), Goal.ends_on >= valid_on))
    return list(db.session.scalars(query))


def list_goals_of_year(year: int) -> list[Goal]:
    """Goals that hold on some day of a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = select(Goal).where(Goal.starts_on <= last, or_(Goal.ends_on.is_(None), Goal.ends_on >= first))
    return list(db.session.scalars(query.order_by(Goal.name)))


def get_goal(goal_id: UUID) -> Goal:
    return db.session.get_one(Goal, goal_id)


def list_series() -> list[tuple[UUID, str]]:
    """Schemes as one choice each, whatever their versions: series and the newest name."""
    query = select(GrantScheme.series_id, GrantScheme.name).order_by(GrantScheme.valid_from)
    names = {series: name for series, name in db.session.execute(query)}
    return sorted(names.items(), key=lambda pair: pair[1].casefold())
