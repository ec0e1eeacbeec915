"""Grants: money decided for an association, with the commitments that come along, and the yes of a named person."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.associations.actions import keeps_kind
from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.audit.actions import record
from allemed.commitments.actions.handing_on import take_over
from allemed.commitments.actions.moving import claim, day_of, move
from allemed.commitments.actions.together import ask_once_in_year, share_yes
from allemed.commitments.models import Commitment, Grant, GrantScheme, SchemeLine
from allemed.commitments.queries import anchors_of, find_grant, list_grants_of_year, same_askings, texts_of
from allemed.commitments.rules import (
    OPEN_STATUSES,
    CommitmentStatus,
    due_by_new_dates,
    first_due,
    parse_due,
)
from allemed.commitments.rules.offered import suits
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl

S = CommitmentStatus
_SPORT = ("idrett", "sport")


class GrantExists(DomainError):
    """The same scheme gave this association a grant for this year already."""

    def __init__(self) -> None:
        super().__init__(_sl("This association has a grant of this scheme for this year already."))


class NoAssociation(DomainError):
    """Services and businesses receive no grant."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("Only an association can receive a grant."))


@keeps_kind
def has_grant(association_id: UUID) -> bool:
    """Has it received a grant, in any year?"""
    return db.session.scalar(select(Grant.id).where(Grant.association_id == association_id).limit(1)) is not None


@dataclass(frozen=True, kw_only=True)
class GrantValues:
    """What the form of a grant says."""

    year: int
    amount: Decimal
    decided_on: date
    season_starts_on: date | None = None
    annual_meeting_on: date | None = None


def is_sport(association: Association) -> bool:
    """Is it a sports club, as far as its category tells?"""
    return any(word in association.category.casefold() for word in _SPORT)


def add_grant(association: Association, scheme: GrantScheme, values: GrantValues, *, by: User, now: datetime) -> Grant:
    """A grant with one commitment for each line of its scheme, texts as they stand today. GrantExists, NoAssociation.

    What is only for sports clubs is left out for other associations. It takes over the promises of the year before.
    """
    if association.kind != AssociationKind.ASSOCIATION:
        raise NoAssociation
    if _exists(association.id, scheme, values.year):
        raise GrantExists
    grant = new_grant(association, scheme, values, now)
    db.session.add(grant)
    db.session.flush()
    record("add_grant", by=by, now=now, subject=grant)
    take_over([grant], by=by, now=now)
    return grant


def new_grant(association: Association, scheme: GrantScheme, values: GrantValues, now: datetime) -> Grant:
    """A grant with its commitments, not yet in the session; whoever calls has seen that there is none."""
    grant = Grant(association_id=association.id, scheme_id=scheme.id, created_at=now, **vars(values))
    sport = is_sport(association)
    grant.commitments = [_promise(grant, line, now) for line in scheme.lines if suits(line.code, sport)]
    return grant


def values_of(grant: Grant, **changes: Any) -> GrantValues:
    """What a grant says, with changes."""
    names = ("year", "amount", "decided_on", "season_starts_on", "annual_meeting_on")
    return GrantValues(**{name: getattr(grant, name) for name in names} | changes)


def _exists(association_id: UUID, scheme: GrantScheme, year: int, besides: UUID | None = None) -> bool:
    """Has some version of this scheme given this association a grant for this year?"""
    found = find_grant(association_id, scheme.series_id, year)
    return found is not None and found.id != besides


def _promise(grant: Grant, line: SchemeLine, now: datetime) -> Commitment:
    return Commitment(
        association_id=grant.association_id, code=line.code, texts=dict(texts_of(line)), level=line.level,
        evidence=list(line.evidence), due_rule=line.due_rule, status=S.NOT_STARTED, status_since=now,
        due_on=first_due(parse_due(line.due_rule), anchors_of(grant)),
    )  # fmt: skip


def change_grant(grant: Grant, values: GrantValues, *, version: int, by: User | None, now: datetime) -> None:
    """Correct a grant. Dates that follow are counted again, and so is what another grant of the year asks for as well.

    GrantExists, StaleVersion.
    """
    labels = {
        "year": _sl("Year"),
        "amount": _sl("Amount"),
        "decided_on": _sl("Decided on"),
        "season_starts_on": _sl("The season starts on"),
        "annual_meeting_on": _sl("Annual meeting"),
    }
    claim(grant, version, {name: (label, getattr(values, name)) for name, label in labels.items()})
    changed = [name for name in labels if getattr(grant, name) != getattr(values, name)]
    if "year" in changed and _exists(grant.association_id, grant.scheme, values.year, besides=grant.id):
        raise GrantExists
    before = grant.year
    for name in changed:
        setattr(grant, name, getattr(values, name))
    if any(name.endswith("_on") for name in changed):
        _count_again(grant)
    db.session.flush()
    for year in {before, grant.year}:
        ask_once_in_year(grant.association_id, year, by=by, now=now)
    record("change_grant", by=by, now=now, subject=grant, fields=changed)


def _count_again(grant: Grant) -> None:
    anchors = anchors_of(grant)
    for one in grant.commitments:
        if one.status in OPEN_STATUSES or one.status == S.ACCEPTED:
            one.due_on = due_by_new_dates(parse_due(one.due_rule), anchors, one.kept_due_on)
            one.version += 1


def list_unagreed(grant: Grant) -> list[Commitment]:
    """What nobody has said yes to yet."""
    return [
        one for one in grant.commitments if one.agreed_at is None and one.status not in (S.NOT_RELEVANT, S.FOLLOWED)
    ]


def agree(grant: Grant, name: str, *, by: User, now: datetime) -> int:
    """A named contact person says yes to the promises of a grant. Returns how many; said twice it changes nothing."""
    promised = list_unagreed(grant)
    for one in promised:
        claim(one, one.version)
        one.agreed_by_id, one.agreed_by_name, one.agreed_at = by.id, name, now
        if one.status == S.NOT_STARTED:
            move(one, S.IN_PROGRESS, by=by, now=now)
    if promised:
        record("agree_to_grant", by=by, now=now, subject=grant)
        for some in same_askings(list_grants_of_year(grant.association_id, grant.year)):
            share_yes(some)
    db.session.flush()
    return len(promised)


def note_call(association_id: UUID, need: str, *, by: User, now: datetime) -> int:
    """The coordinator has called and asked "what do you need?". Noted on what is open and due; returns how many."""
    today = day_of(now)
    query = select(Commitment).where(
        Commitment.association_id == association_id, Commitment.status.in_(OPEN_STATUSES), Commitment.due_on < today
    )
    late = list(db.session.scalars(query))
    for one in late:
        one.called_on, one.need = today, need
        record("note_call", by=by, now=now, subject=one, fields=["called_on", "need"])
    db.session.flush()
    return len(late)
