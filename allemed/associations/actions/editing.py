"""Adding, editing and approving an association by hand."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.associations.actions.texts import COLUMN_LABELS
from allemed.associations.models import Association
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.versions import claim

KEEPS_KIND: list[Callable[[UUID], bool]] = []  # other features say here what only an association can have


def keeps_kind(has: Callable[[UUID], bool]) -> Callable[[UUID], bool]:
    """Register a question about an association: one that has such a thing stays an association."""
    KEEPS_KIND.append(has)
    return has


FIELD_LABELS = {str(column): label for column, label in COLUMN_LABELS.items()} | {
    "kind": _sl("What it is"),
    "gives": _sl("Equipment it gives away or lends"),
    "accepts_leisure_card": _sl("Takes the leisure card"),
    "accepts_leisure_fund": _sl("Takes the leisure fund"),
    "accepts_companion_card": _sl("Takes the companion card"),
}


_CHOSEN = ("kind", "gives")  # codes, not texts that two people could have written


class StaysAnAssociation(DomainError):
    """What has received a grant, or applies for one, is an association."""

    def __init__(self) -> None:
        super().__init__(_sl("It has a grant or has applied for one, so it stays an association."))


class NumberIsTaken(DomainError):
    """Each organisation number belongs to one association."""

    def __init__(self) -> None:
        super().__init__(_sl("Another association has this organisation number."))


def add_association(values: Mapping[str, Any], *, by: User, now: datetime) -> Association:
    """A new association, approved by the coordinator who writes it. NumberIsTaken."""
    _refuse_taken(values.get("organisation_number"), None)
    association = Association(**_known(values), is_approved=True, created_at=now, updated_at=now)
    db.session.add(association)
    db.session.flush()
    record("add_association", by=by, now=now, subject=association)
    return association


def edit_association(
    association: Association, values: Mapping[str, Any], *, version: int, by: User, now: datetime
) -> list[str]:
    """Change what differs; returns the names of the changed fields. StaleVersion, NumberIsTaken, StaysAnAssociation."""
    values = _known(values)
    if values.get("kind", association.kind) != association.kind and any(has(association.id) for has in KEEPS_KIND):
        raise StaysAnAssociation
    wanted = {name: (FIELD_LABELS[name], value) for name, value in values.items() if name not in _CHOSEN}
    claim(association, version, _sl("Somebody changed this association while you had the page open."), wanted)
    if values.get("organisation_number") != association.organisation_number:
        _refuse_taken(values.get("organisation_number"), association.id)
    changed = [name for name, value in values.items() if getattr(association, name) != value]
    for name in changed:
        setattr(association, name, values[name])
    association.updated_at = now
    record("edit_association", by=by, now=now, subject=association, fields=changed)
    db.session.flush()
    return changed


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELD_LABELS if name in values}


def _refuse_taken(number: str | None, own: UUID | None) -> None:
    query = select(Association.id).where(Association.organisation_number == number)
    if number and db.session.scalar(query) not in (None, own):
        raise NumberIsTaken


def set_approval(association: Association, is_approved: bool, *, by: User, now: datetime) -> None:
    """Approved: its spots are in the families' list. Not approved: they are hidden, and nobody new is proposed."""
    if association.is_approved != is_approved:
        association.is_approved = is_approved
        association.updated_at = now
        association.version = Association.version + 1
        record(
            "approve_association" if is_approved else "unapprove_association",
            by=by,
            now=now,
            subject=association,
        )
    db.session.flush()
