"""Changing families: adding people, editing a child, giving and taking back agreements, a lost phone."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from allemed.access.rules import Role
from allemed.accounts.actions import add_user, end_all_devices
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.families.queries import list_agreements
from allemed.families.rules import AgreementHow, AgreementItem, Channel, ChildHeard, ReceiverKind, latest_expiry
from allemed.locales import _sl
from allemed.versions import claim, lock

AGREEMENT_TEXT = "2026-1"  # version of the words the family heard
CHILD_FIELDS = {  # what two who edit at once are shown of a child
    "first_name": _sl("First name"),
    "birth_year": _sl("Birth year"),
    "gender": _sl("Girl or boy"),
    "class_level": _sl("Class"),
}


class OnlyAdult(DomainError):
    """Nobody of the family could be reached any more."""


class NoSignIn(DomainError):
    """An adult without a sign-in of their own."""


def add_family(*, talk_language: str, read_language: str, by: User, now: datetime) -> Family:
    """A new family, without members."""
    family = Family(talk_language=talk_language, read_language=read_language, created_at=now)
    db.session.add(family)
    db.session.flush()
    record("add_family", by=by, now=now, subject=family, family_id=family.id)
    return family


def add_guardian(family: Family, *, first_name: str, phone: str, channel: Channel, by: User, now: datetime) -> Guardian:
    """An adult of the family, added by hand, with a sign-in of their own that no device uses yet."""
    user = add_user(Role.FAMILY, first_name, now=now, language=family.read_language, family_id=family.id)
    user.phone = _sms_number(phone, channel)
    guardian = Guardian(family=family, user_id=user.id, first_name=first_name, phone=phone, channel=channel)
    db.session.add(guardian)
    db.session.flush()
    record("add_guardian", by=by, now=now, subject=guardian, family_id=family.id)
    return guardian


def _sms_number(phone: str, channel: Channel) -> str | None:
    """The number for SMS, of whoever said that SMS is best."""
    return phone if channel == Channel.SMS else None


def edit_guardian(
    guardian: Guardian, *, first_name: str, phone: str, channel: Channel, by: User, now: datetime
) -> list[str]:
    """Put right how an adult is called and reached; returns the names of the changed fields."""
    values = {"first_name": first_name, "phone": phone, "channel": channel}
    changed = [name for name, value in values.items() if getattr(guardian, name) != value]
    for name in changed:
        setattr(guardian, name, values[name])
    if guardian.user_id:
        user = user_of_guardian(guardian)
        user.name, user.phone = first_name, _sms_number(phone, channel)
    record("edit_guardian", by=by, now=now, subject=guardian, family_id=guardian.family_id, fields=changed)
    db.session.flush()
    return changed


def remove_guardian(guardian: Guardian, *, by: User, now: datetime) -> None:
    """An adult who does not belong to the family, or not any more: signed out, unnamed and gone at once. OnlyAdult."""
    lock(guardian.family)  # of two removals at once, the second one counts again
    if len(guardian.family.guardians) < 2:
        raise OnlyAdult(_sl("This is the only adult. Add another one first."))
    for agreement in list_agreements(guardian.family_id):
        if agreement.item == AgreementItem.GUARDIAN_CONTACT and agreement.detail == str(guardian.id):
            withdraw_agreement(agreement, by=by, now=now)
    record("remove_guardian", by=by, now=now, subject=guardian, family_id=guardian.family_id)
    if guardian.user_id:
        db.session.delete(user_of_guardian(guardian))  # the database takes devices, links and messages along
    guardian.family.guardians.remove(guardian)
    db.session.flush()


def add_child(family: Family, *, first_name: str, birth_year: int, by: User, now: datetime, **more: Any) -> Child:
    """A child of the family; `more`: birth_month, gender, school_id, class_level."""
    child = Child(family=family, first_name=first_name, birth_year=birth_year, created_at=now, **more)
    db.session.add(child)
    db.session.flush()
    record("add_child", by=by, now=now, subject=child, family_id=family.id)
    return child


def edit_child(child: Child, values: Mapping[str, Any], *, version: int, by: User, now: datetime) -> list[str]:
    """Change what differs; returns the names of the changed fields. StaleVersion if somebody was faster."""
    wanted = {name: (label, values[name]) for name, label in CHILD_FIELDS.items() if name in values}
    claim(child, version, _sl("Somebody changed this child while you had the page open."), wanted)
    changed = [name for name, value in values.items() if getattr(child, name) != value]
    if "school_id" in changed and child.school_id is not None and values["school_id"] is not None:
        child.new_school_on = now.date()
    for name in changed:
        setattr(child, name, values[name])
    db.session.flush()
    record("edit_child", by=by, now=now, subject=child, family_id=child.family_id, fields=changed)
    return changed


def give_agreement(
    child: Child,
    items: Iterable[AgreementItem | tuple[AgreementItem, str]],
    *,
    how: AgreementHow,
    language: str,
    child_heard: ChildHeard,
    by: User,
    now: datetime,
    receiver_kind: ReceiverKind = ReceiverKind.ASSOCIATION,
    receiver_id: UUID | None = None,
    placement_id: UUID | None = None,
    given_on: date | None = None,
    expires_on: date | None = None,
) -> list[Agreement]:
    """The family's yes, one row for each item (an item, or an item with its detail).

    `receiver_id` None: every receiver of the kind. `given_on` is the date on the wall (default: of `now`). It holds
    twelve months at most; an earlier `expires_on` is kept.
    """
    given_on = given_on or now.date()
    last = latest_expiry(given_on)
    rows = []
    for item in items:
        what, detail = item if isinstance(item, tuple) else (item, "")
        rows.append(
            Agreement(
                family_id=child.family_id, child_id=child.id, receiver_kind=receiver_kind, receiver_id=receiver_id,
                placement_id=placement_id, item=what, detail=detail, how=how, language=language,
                child_heard=child_heard, text_version=AGREEMENT_TEXT, given_on=given_on, given_at=now,
                expires_on=min(expires_on or last, last), recorded_by=by.id,
            )
        )  # fmt: skip
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        record("give_agreement", by=by, now=now, subject=row, family_id=child.family_id, fields=[row.item])
    return rows


_after_withdrawal: list[Callable[..., None]] = []


def register_withdrawal(follow: Callable[..., None]) -> Callable[..., None]:
    """A higher feature's `fn(agreement, *, by, now)`: what ends at once when this yes is taken back."""
    _after_withdrawal.append(follow)
    return follow


def withdraw_agreement(agreement: Agreement, *, by: User, now: datetime) -> None:
    """Take a yes back, from this moment on. Taking it back twice changes nothing."""
    if agreement.withdrawn_at is not None:
        return
    agreement.withdrawn_at = now
    db.session.flush()
    record(
        "withdraw_agreement", by=by, now=now, subject=agreement, family_id=agreement.family_id, fields=[agreement.item]
    )
    for follow in _after_withdrawal:
        follow(agreement, by=by, now=now)


def user_of_guardian(guardian: Guardian) -> User:
    """The sign-in of an adult. NoSignIn if there is none."""
    user = db.session.get(User, guardian.user_id) if guardian.user_id else None
    if user is None:
        raise NoSignIn(_sl("This adult has no sign-in."))
    return user


def end_devices_of_guardian(guardian: Guardian, *, by: User, now: datetime) -> int:
    """A lost phone: sign this adult out everywhere; returns how many devices that were."""
    return end_all_devices(user_of_guardian(guardian), by=by, now=now)
