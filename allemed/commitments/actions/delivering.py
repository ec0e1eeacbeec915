"""Deliveries of an association, what the coordinator answers, and what the coordinator has seen with own eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.commitments.actions.handing_on import hand_on_if_followed
from allemed.commitments.actions.moving import MoveNotAllowed, claim, day_of, keep, move
from allemed.commitments.models import Commitment, Delivery
from allemed.commitments.rules import (
    CERTIFICATE_CODE,
    OPEN_STATUSES,
    REPORT_CODE,
    CommitmentStatus,
    Evidence,
    due_after_keeping,
    due_after_seeing,
    status_on,
    ways_to_send,
)
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _sl

S = CommitmentStatus


class NotAgreedYet(DomainError):
    """Nobody has said yes to the promises of the grant."""

    def __init__(self) -> None:
        super().__init__(_sl("First say yes to the promises. Then you can send this."))


class WrongEvidence(DomainError):
    """This promise is shown in another way."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("This promise is shown in another way. Open the page again."))


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What an association sends. Of certificates a date and two numbers, and nothing else.

    `figures` and `hindered` belong to the year's report: what ALLEMED counted, as it was shown, and what hindered.
    """

    evidence: Evidence
    stated_by: str = ""
    stated_on: date | None = None
    checked_count: int | None = None
    remaining_count: int | None = None
    link: str = ""
    report: str = ""
    figures: Mapping[str, str | int] | None = None
    hindered: tuple[str, ...] = ()


def deliver(commitment: Commitment, sent: Sent, *, by: User, now: datetime) -> Delivery:
    """An association shows that it keeps a promise. NotAgreedYet, WrongEvidence, MoveNotAllowed (sent already)."""
    if commitment.agreed_at is None:
        raise NotAgreedYet
    if not _fits(commitment, sent):
        raise WrongEvidence
    claim(commitment, commitment.version)
    delivery = Delivery(
        commitment_id=commitment.id, due_on=commitment.due_on, delivered_at=now, delivered_by=by.id, **vars(sent)
    )
    move(commitment, S.DELIVERED, by=by, now=now)
    db.session.add(delivery)
    db.session.flush()
    return delivery


def _fits(commitment: Commitment, sent: Sent) -> bool:
    """Is it one of the ways asked for, and of certificates only numbers?"""
    if sent.evidence not in ways_to_send(commitment.code, commitment.evidence):
        return False
    if (sent.figures or sent.hindered) and commitment.code != REPORT_CODE:
        return False
    counts = (sent.checked_count, sent.remaining_count)
    if commitment.code == CERTIFICATE_CODE:
        return None not in counts and not (sent.stated_by or sent.link or sent.report)
    return counts == (None, None)


def accept_delivery(delivery: Delivery, *, by: User, now: datetime) -> None:
    """It is as it should be; the next due date follows from the rule. MoveNotAllowed if it was looked at already."""
    _close(delivery, True, "", by=by, now=now)
    keep(delivery.commitment, Evidence(delivery.evidence), due_after_keeping, by=by, now=now)
    hand_on_if_followed(delivery.commitment, by=by, now=now)
    db.session.flush()


def return_delivery(delivery: Delivery, missing: str, *, by: User, now: datetime) -> None:
    """Something is missing, said in a sentence (`missing`; of certificates a code). MoveNotAllowed."""
    _close(delivery, False, missing, by=by, now=now)
    move(delivery.commitment, S.IN_PROGRESS, by=by, now=now)
    hand_on_if_followed(delivery.commitment, by=by, now=now)
    db.session.flush()


def _close(delivery: Delivery, is_accepted: bool, answer: str, *, by: User, now: datetime) -> None:
    mine = update(Delivery).where(Delivery.id == delivery.id, Delivery.reviewed_at.is_(None))
    values = {"reviewed_at": now, "reviewed_by": by.id, "is_accepted": is_accepted, "answer": answer}
    done = count_changed(mine.values(**values).execution_options(synchronize_session=False))
    db.session.refresh(delivery)
    if done != 1:
        raise MoveNotAllowed
    claim(delivery.commitment, delivery.commitment.version)
    record("review_delivery", by=by, now=now, subject=delivery, fields=["is_accepted", "answer"])


def confirm_seen(commitment: Commitment, *, version: int, by: User, now: datetime) -> Delivery:
    """The coordinator has been there and seen it kept: a delivery of its own kind, accepted at once. MoveNotAllowed."""
    if commitment.status not in OPEN_STATUSES:
        raise MoveNotAllowed
    claim(commitment, version)
    delivery = _add_kept(commitment, Evidence.VISIT, by=by, now=now)
    hand_on_if_followed(commitment, by=by, now=now)
    return delivery


def note_seen(commitment: Commitment, *, now: datetime) -> Delivery:
    """The system itself sees it kept."""
    return _add_kept(commitment, Evidence.AUTO, by=None, now=now)


def _add_kept(commitment: Commitment, evidence: Evidence, *, by: User | None, now: datetime) -> Delivery:
    delivery = Delivery(
        commitment_id=commitment.id, due_on=commitment.due_on, evidence=evidence, delivered_at=now, reviewed_at=now,
        is_accepted=True, delivered_by=by.id if by else None, reviewed_by=by.id if by else None,
    )  # fmt: skip
    db.session.add(delivery)
    move(commitment, S.DELIVERED, by=by, now=now)
    keep(commitment, evidence, due_after_keeping if by else due_after_seeing, by=by, now=now)
    db.session.flush()
    return delivery


def note_new_leader(commitment: Commitment, begins_on: date, *, version: int, by: User, now: datetime) -> None:
    """A new leader begins: certificates are looked at again by that day (C05 in domain 8.3: "new leader ≤ start").

    An earlier date stands, and the period after it comes from the rule as always. MoveNotAllowed, StaleVersion.
    """
    if commitment.code != CERTIFICATE_CODE or commitment.status != S.ACCEPTED:
        raise MoveNotAllowed
    claim(commitment, version)
    commitment.due_on = min(begins_on, commitment.due_on or begins_on)
    record("note_new_leader", by=by, now=now, subject=commitment, fields=["due_on"])
    if (status := status_on(commitment.status, commitment.due_on, None, day_of(now))) != commitment.status:
        move(commitment, status, by=None, now=now)
    db.session.flush()
