"""The municipality's own kinds of partner, and what it changes in ours."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db, is_duplicate, new_id
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.referrals.models import LocalKind
from allemed.referrals.queries import find_local_kind, has_partners
from allemed.referrals.rules import HAND_OVER, HandOverField, PartnerKind
from allemed.versions import claim, lock


class KindHasPartners(DomainError):
    """What a partner is cannot be taken away from it."""

    def __init__(self) -> None:
        super().__init__(_sl("There are partners of this kind. You can only close it."))


def add_kind(
    *, name: str, fields: Iterable[HandOverField], text: str, by: User, now: datetime,
    names: Mapping[str, str] | None = None,
) -> LocalKind:  # fmt: skip
    """A kind of the municipality's own, offered from now on. `names`: what it is called in other languages."""
    code = f"own-{new_id().hex[-12:]}"
    row = LocalKind(code=code, name=name, names=dict(names or {}), fields=list(fields), text=text, version=1)
    db.session.add(row)
    db.session.flush()
    record("add_kind", by=by, now=now, subject=row)
    return row


def edit_kind(
    code: str, *, fields: Iterable[HandOverField], text: str, version: int, by: User, now: datetime,
    name: str = "", names: Mapping[str, str] | None = None, is_active: bool = True,
) -> list[str]:  # fmt: skip
    """Change what differs; returns the names of the changed fields. Ours keep their name and are always offered.

    StaleVersion.
    """
    row = find_local_kind(code) or _first_row_of(PartnerKind(code))
    message = _sl("Somebody changed this kind while you had the page open.")
    values: dict[str, Any] = {"fields": list(fields), "text": text}
    if code not in set(PartnerKind):
        values |= {"name": name, "names": dict(names or {}), "is_active": is_active}
    claim(row, version, message, {"text": (_sl("Text to those who send families on"), text)})
    changed = [key for key, value in values.items() if getattr(row, key) != value]
    for key in changed:
        setattr(row, key, values[key])
    record("edit_kind", by=by, now=now, subject=row, fields=changed)
    db.session.flush()
    return changed


def _first_row_of(kind: PartnerKind) -> LocalKind:
    """Nobody has changed this one of ours before: version 0, as its form was made from.

    Whoever is slower by a moment gets the row of the other, whose version is another one by then.
    """
    row = LocalKind(code=kind.value, fields=list(HAND_OVER[kind]))
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        if not is_duplicate(error) or (theirs := find_local_kind(kind.value)) is None:
            raise
        return theirs
    return row


def remove_kind(row: LocalKind, *, by: User, now: datetime) -> None:
    """A kind of the municipality's own that no partner is of. KindHasPartners."""
    lock(row)
    if has_partners(row.id):
        raise KindHasPartners
    record("remove_kind", by=by, now=now, subject=row)
    db.session.delete(row)
    db.session.flush()
