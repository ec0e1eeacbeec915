"""What people decided, noted; a correction adds a decision. Only a sent answer makes the grant and is seen outside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from allemed import versions
from allemed.accounts.models import User
from allemed.applications.actions.calls import CHANGED, state_of
from allemed.applications.models import GrantApplication, GrantCall, GrantDecision
from allemed.applications.queries import list_sent
from allemed.applications.rules import may_decide
from allemed.audit.actions import record
from allemed.commitments.actions import GrantValues, add_grant, change_grant, values_of
from allemed.commitments.models import Grant
from allemed.commitments.queries import find_grant
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl


class NotToDecide(DomainError):
    """Nobody decides before the call has closed, or on what was never sent."""

    def __init__(self) -> None:
        super().__init__(_sl("The call is open, so this can still change. Decide when it has closed."))


class GrantStands(DomainError):
    """A no cannot stand beside a grant that was given."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("The grant of this year stands in the ledger. Its amount can be corrected, a no cannot."))


@dataclass(frozen=True, kw_only=True)
class DecisionValues:
    """What the form of a decision says. `amount` None: declined, for a `reason`."""

    amount: Decimal | None
    reason: str
    decided_on: date
    decided_by: str
    reference: str = ""


def decide(
    application: GrantApplication, values: DecisionValues, *, version: int, by: User, now: datetime
) -> GrantDecision:
    """Note a decision, or a correction of one. The association sees it only when the answer is sent.

    NotToDecide, GrantStands, StaleVersion.
    """
    if not may_decide(application.state, state_of(application.call, now)):
        raise NotToDecide
    if values.amount is None and _find_grant(application):
        raise GrantStands
    versions.claim(application, version, CHANGED)
    decision = GrantDecision(
        number=len(application.decisions) + 1, is_award=values.amount is not None, noted_at=now, noted_by_id=by.id,
        **vars(values),
    )  # fmt: skip
    application.decisions.append(decision)
    application.state, application.state_since = decision.state, now
    db.session.flush()
    record("decide_grant_application", by=by, now=now, subject=application, fields=["state", "amount", "reason"])
    return decision


def _find_grant(application: GrantApplication) -> Grant | None:
    call = application.call
    return find_grant(application.association_id, call.scheme.series_id, call.year)


def send_answer(application: GrantApplication, seen: Collection[UUID], *, by: User, now: datetime) -> bool:
    """The association is to know what was decided; an award becomes its grant. False: it knows already, or what is
    decided now is none of the decisions that whoever sends has `seen`, or a no to a grant that came meanwhile.
    NoAssociation.
    """
    versions.lock(application)
    decision = application.decision
    if decision is None or decision.answered_at or decision.id not in seen:
        return False
    if not decision.is_award and _find_grant(application):
        return False
    if decision.is_award:
        application.grant_id = _make_grant(application, decision, by=by, now=now).id
    decision.answered_at = now
    application.version += 1
    db.session.flush()
    record("send_grant_answer", by=by, now=now, subject=application)
    return True


def _make_grant(application: GrantApplication, decision: GrantDecision, *, by: User, now: datetime) -> Grant:
    """The one grant of association, scheme and year: a new one, or the one that a list or an earlier answer made."""
    amount = decision.amount or Decimal(0)
    grant = _find_grant(application)
    if grant is None:
        values = GrantValues(year=application.call.year, amount=amount, decided_on=decision.decided_on)
        return add_grant(application.association, application.call.scheme, values, by=by, now=now)
    if grant.amount != amount:
        change_grant(grant, values_of(grant, amount=amount), version=grant.version, by=by, now=now)
    return grant


def send_answers(call: GrantCall, seen: Collection[UUID], *, by: User, now: datetime) -> list[GrantApplication]:
    """Those of the decisions `seen` that hold and are not told yet, at once. Returns the applications told now."""
    return [one for one in list_sent(call) if send_answer(one, seen, by=by, now=now)]
