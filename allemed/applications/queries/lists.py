"""The applications of a call: who asks, who does not, and what waits for an answer. By name: nothing is ranked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.applications.models import GrantApplication, GrantCall, GrantDecision
from allemed.applications.rules import (
    ANSWERED_BY_CLUB,
    AT_THE_MUNICIPALITY,
    DECIDED,
    ApplicationState,
    CallState,
    Sums,
    sums_of,
)
from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind, fold, sorting_key
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db

S = ApplicationState


@dataclass(frozen=True)
class Club:
    """As much of an association as a list shows: a city has some 2,500."""

    id: UUID
    name: str
    organisation_number: str | None


@dataclass(frozen=True)
class Overview:
    """A call as the coordinator sees it."""

    sent: list[GrantApplication]
    passed: list[Association]
    not_applied: list[Club]
    sums: Sums

    @property
    def undecided(self) -> list[GrantApplication]:
        return [one for one in self.sent if one.state is S.SENT]

    @property
    def to_send(self) -> list[GrantApplication]:
        """Decided, and the association does not know yet."""
        return [one for one in self.sent if one.decision and one.decision.answered_at is None]


def overview_of(call: GrantCall) -> Overview:
    """A fixed number of queries, however many apply."""
    sent = list_sent(call)
    rows = ((one.state, one.amount, one.decision.amount if one.decision else None) for one in sent)
    return Overview(sent, list_passed(call), list_not_applied(call), sums_of(rows, call.total))


def _by_name(rows: Iterable[GrantApplication]) -> list[GrantApplication]:
    country = profile().code
    return sorted(rows, key=lambda one: sorting_key(one.association.name, country))


def _of(call: GrantCall) -> Select:
    query = select(GrantApplication).where(GrantApplication.call_id == call.id)
    return query.options(joinedload(GrantApplication.association), selectinload(GrantApplication.decisions))


def list_sent(call: GrantCall) -> list[GrantApplication]:
    """What stands with the municipality."""
    return _by_name(db.session.scalars(_of(call).where(GrantApplication.state.in_(AT_THE_MUNICIPALITY))))


def list_passed(call: GrantCall) -> list[Association]:
    """Who has said "not this year"."""
    return [
        one.association for one in _by_name(db.session.scalars(_of(call).where(GrantApplication.state == S.PASSED)))
    ]


def list_not_applied(call: GrantCall) -> list[Club]:
    """Associations that have said nothing; who writes a draft is one of them, as nobody sees a draft."""
    answered = select(GrantApplication.association_id).where(
        GrantApplication.call_id == call.id, GrantApplication.state.in_(ANSWERED_BY_CLUB)
    )
    query = select(Association.id, Association.name, Association.organisation_number).where(
        Association.kind == AssociationKind.ASSOCIATION, Association.is_approved, Association.id.not_in(answered)
    )
    country = profile().code
    clubs = [Club(*row) for row in db.session.execute(query)]
    return sorted(clubs, key=lambda one: sorting_key(one.name, country))


def list_to_enter_for(call: GrantCall, words: str) -> list[Club]:
    """Those that have said nothing and have nobody who can sign in, whose name holds `words`."""
    query = select(User.association_id).where(User.role == Role.ASSOCIATION, User.is_active)
    can_sign_in = set(db.session.scalars(query))
    wanted = fold(words)
    return [one for one in list_not_applied(call) if one.id not in can_sign_in and wanted in fold(one.name)]


def list_with_draft(call: GrantCall) -> list[UUID]:
    """Associations that have begun and not sent."""
    query = select(GrantApplication.association_id).where(
        GrantApplication.call_id == call.id, GrantApplication.state == S.DRAFT
    )
    return list(db.session.scalars(query.order_by(GrantApplication.association_id)))


def list_own(association_id: UUID) -> list[GrantApplication]:
    """An association's own, the latest first, with calls and decisions."""
    query = select(GrantApplication).join(GrantApplication.call)
    query = query.where(GrantApplication.association_id == association_id)
    whole = joinedload(GrantApplication.call).joinedload(GrantCall.scheme)
    query = query.options(whole, selectinload(GrantApplication.decisions))
    return list(db.session.scalars(query.order_by(GrantCall.closes_on.desc(), GrantApplication.id)))


def next_undecided(application: GrantApplication) -> GrantApplication | None:
    """The next one of the same call that nobody has decided on, by name; the first again after the last."""
    undecided = [one for one in list_sent(application.call) if one.state is S.SENT and one.id != application.id]
    country = profile().code
    mine = sorting_key(application.association.name, country)
    later = [one for one in undecided if sorting_key(one.association.name, country) >= mine]
    return next(iter([*later, *undecided]), None)


def list_to_answer(now: datetime) -> list[tuple[GrantCall, int]]:
    """Calls that are over, with how many applications have no answer yet; the longest closed first."""
    told = select(GrantDecision.application_id).where(GrantDecision.answered_at.is_not(None))
    query = select(GrantCall, func.count(GrantApplication.id)).join(
        GrantApplication, GrantApplication.call_id == GrantCall.id
    )
    waits = GrantApplication.state.in_((S.SENT, *DECIDED)) & GrantApplication.id.not_in(told)
    query = query.where(waits).options(selectinload(GrantCall.scheme)).group_by(GrantCall.id)
    rows = db.session.execute(query.order_by(GrantCall.closes_on, GrantCall.id))
    return [(call, count) for call, count in rows if call.state_at(now, settings().zone) is CallState.CLOSED]
