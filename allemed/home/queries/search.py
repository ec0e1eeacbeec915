"""Finding a child, a family, an association, a group or a partner again: a fixed number of queries, each limited.

Names are looked through (a city has some ten thousand); a phone number lies encrypted and is found by its fingerprint.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from allemed import crypto
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place
from allemed.catalogue.rules import PlaceKind
from allemed.database import db
from allemed.families.models import Child, Family, Guardian
from allemed.families.queries import children_visible_to, families_visible_to
from allemed.referrals.models import Partner, Referral

MOST = 20  # of each kind; who gets so many writes one more letter


@dataclass
class Hits:
    """What was found, by kind."""

    children: list[Child] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    interest: list[Referral] = field(default_factory=list)
    associations: list[Association] = field(default_factory=list)
    groups: list[Activity] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)

    @property
    def family_ids(self) -> list[UUID]:
        """Whose data is shown, each once, for the read log."""
        return list(dict.fromkeys([*(one.family_id for one in self.children), *(one.id for one in self.families)]))

    def __iter__(self) -> Iterator[list[Any]]:
        return iter((self.children, self.families, self.interest, self.associations, self.groups, self.partners))


def find_by_phone(user: User, number: str) -> Hits:
    """Families and interest with this number (E.164)."""
    fingerprint = crypto.phone_fingerprint(number)
    of_family = select(Guardian.family_id).where(Guardian.phone_fingerprint == fingerprint)
    families = families_visible_to(user).where(Family.id.in_(of_family)).options(*_MEMBERS)
    interest = select(Referral).where(Referral.phone_fingerprint == fingerprint).order_by(Referral.created_at.desc())
    return Hits(families=_rows(families), interest=_rows(interest))


def find_by_words(user: User, words: str) -> Hits:
    """Whatever has `words` in its name, in any case; children also by the name of their school."""
    schools = select(Place.id).where(Place.kind == PlaceKind.SCHOOL, _has(Place.name, words))
    children = children_visible_to(user).where(or_(_has(Child.first_name, words), Child.school_id.in_(schools)))
    adults = select(Guardian.family_id).where(_has(Guardian.first_name, words))
    return Hits(
        children=_rows(children.order_by(Child.first_name, Child.id)),
        families=_rows(families_visible_to(user).where(Family.id.in_(adults)).options(*_MEMBERS)),
        associations=_rows(select(Association).where(_has(Association.name, words)).order_by(Association.name)),
        groups=_rows(
            select(Activity)
            .where(_has(Activity.name, words), Activity.is_open)
            .options(joinedload(Activity.association))
            .order_by(Activity.name, Activity.id)
        ),
        partners=_rows(select(Partner).where(_has(Partner.name, words)).order_by(Partner.name)),
    )


_MEMBERS = (selectinload(Family.children), selectinload(Family.guardians))


def _has(column: Any, words: str) -> ColumnElement[bool]:
    return func.lower(column).contains(words.lower(), autoescape=True)


def _rows(query: Any) -> list[Any]:
    return list(db.session.scalars(query.limit(MOST)))
