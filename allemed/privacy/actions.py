"""Erasing: what has been kept long enough, every night; a family at once, by two people."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.applications.actions import forget_applications
from allemed.attendance.actions import forget_taps
from allemed.audit.actions import record
from allemed.audit.models import AuditEntry
from allemed.catalogue.actions import give_back_spot
from allemed.commitments.actions.forgetting import forget_words
from allemed.database import count_changed, db
from allemed.delivery.actions import forget_letters_to
from allemed.delivery.models import OutboxMessage
from allemed.errors import DomainError
from allemed.families.models import Family
from allemed.gatherings.actions import cards, letters, network
from allemed.gatherings.actions.texts import forget_texts
from allemed.intake.actions import forget_drafts, forget_drafts_of
from allemed.locales import _sl
from allemed.messages import actions as messages_actions
from allemed.needs.actions import forget_needs
from allemed.once import AnsweredPost
from allemed.privacy import gateway, queries
from allemed.privacy.models import ErasureRequest
from allemed.privacy.rules import Kept, is_fresh, may_confirm
from allemed.referrals.actions.sending import forget_plans
from allemed.referrals.models import Referral
from allemed.rounds.actions.planning import forget_rounds
from allemed.support.actions import forget_guides
from allemed.understanding.actions import forget_remarks
from allemed.voice.actions import forget_voices


class NotAskedFor(DomainError):
    """Nobody has asked for this, or it was taken back meanwhile."""

    def __init__(self) -> None:
        super().__init__(_sl("Nobody asks for this any more. Open the family's page again."))


class NeedsAnotherPerson(DomainError):
    """One person alone never erases a family."""

    def __init__(self) -> None:
        super().__init__(_sl("Another coordinator has to confirm this."))


class BelongsToAFamily(DomainError):
    """Interest that has led to a child's record goes with its family."""

    def __init__(self) -> None:
        super().__init__(_sl("This belongs to a family by now. Erase the family."))


class SignInAgain(DomainError):
    """The sign-in is too old for something that cannot be undone."""

    def __init__(self) -> None:
        super().__init__(_sl("Sign in once more first. Then confirm within ten minutes."))


_forgets_too: list[Callable[[datetime], object]] = []


def when_somebody_is_erased(forget: Callable[[datetime], object]) -> Callable[[datetime], object]:
    """Register what must not go on knowing them: called with the time, in the same transaction."""
    _forgets_too[:] = [forget]
    return forget


def _tell_the_others(now: datetime) -> None:
    for forget in _forgets_too:
        forget(now)


def ask_for_erasure(family: Family, *, by: User, now: datetime) -> ErasureRequest | None:
    """The first of two; nothing is erased yet. None: somebody has asked already."""
    if queries.find_request(family.id):
        return None
    request = ErasureRequest(family_id=family.id, asked_by_id=by.id, asked_at=now)
    db.session.add(request)
    db.session.flush()
    record("ask_for_erasure", by=by, now=now, subject=family, family_id=family.id)
    return request


def take_back_request(family_id: UUID, *, by: User, now: datetime) -> None:
    """The family stays."""
    if request := queries.find_request(family_id):
        db.session.delete(request)
        db.session.flush()
        record("take_back_erasure", by=by, now=now, family_id=family_id)


def confirm_erasure(family_id: UUID, *, signed_in_at: datetime, by: User, now: datetime) -> None:
    """The second of two. NotAskedFor, NeedsAnotherPerson, SignInAgain; then nothing is erased.

    The family's id goes onto the list that is gone through after a restored back-up before anything is erased.
    """
    request = queries.find_request(family_id)
    if request is None:
        raise NotAskedFor
    if by.role != Role.COORDINATOR or not may_confirm(request.asked_by_id, by.id):
        raise NeedsAnotherPerson
    if not is_fresh(signed_in_at, now):
        raise SignInAgain
    gateway.add_to_erased(gateway.file_of_erased(), family_id)
    erase_family(family_id, by=by, now=now)


def erase_family(family_id: UUID, *, by: User | None, now: datetime) -> None:
    """Everything of a family goes: people, sign-ins, talks, agreements, placements, questions, interest, messages.

    What stays is a line in the audit log with random ids; it looks the same whatever the reason was.
    """
    mine = queries.belongings_of(family_id)
    phones = queries.phones_of(family_id)
    cards.forget_cards_of(phones, queries.first_names_of(family_id), queries.list_users_of(family_id))
    mails = queries.mails_of(family_id)
    network.forget_people_named(queries.names_of(family_id), mails, now=now)
    forget_letters_to(mails)
    forget_drafts_of(phones)
    for activity_id in queries.list_seats_to_give_back(family_id):
        give_back_spot(activity_id)
    _delete(OutboxMessage, queries.list_messages_about(mine.all_ids))
    _delete(AnsweredPost, queries.list_posts_about(mine.all_ids, mine.devices))
    _delete(Referral, mine.referrals)
    _delete(Family, [family_id])  # the database takes along what hangs on it
    record("erase_family", by=by, now=now, family_id=family_id)
    _tell_the_others(now)
    db.session.flush()
    db.session.expire_all()


def erase_referral(referral: Referral, *, by: User, now: datetime) -> None:
    """Interest of a family that nothing may be kept about, before there is a conversation. BelongsToAFamily.

    One person is enough: all that is lost is a first name, a year and a phone number.
    """
    if referral.child_id is not None:
        raise BelongsToAFamily
    gateway.add_to_erased(gateway.file_of_erased(), referral.id)
    _forget_referrals([referral.id])
    record("erase_referral", by=by, now=now)
    _tell_the_others(now)
    db.session.flush()


def _forget_referrals(ids: list[UUID]) -> None:
    """With the messages and answered posts about them."""
    if ids:
        _delete(OutboxMessage, queries.list_messages_about(ids))
        _delete(AnsweredPost, queries.list_posts_about(ids, ()))
        _delete(Referral, ids)
        db.session.expire_all()


def _delete(model: Any, ids: Collection[UUID]) -> int:
    db.session.flush()
    gone = delete(model).where(model.id.in_(ids)).execution_options(synchronize_session=False)
    return count_changed(gone) if ids else 0


def forget_old(now: datetime) -> dict[Kept, int]:
    """The nightly run: erase what has been kept long enough; returns how much. Again it finds nothing. No commit."""
    erase_again(now)
    since = queries.kept_since(now)
    families = queries.list_due(queries.families_without_contact(since[Kept.FAMILY]))
    for family_id in families:
        erase_family(family_id, by=None, now=now)
    referrals = queries.list_due(queries.referrals_without_conversation(since[Kept.REFERRAL]))
    _forget_referrals(referrals)
    drafts = forget_drafts(since[Kept.REFERRAL])
    plans = forget_plans(since[Kept.REFERRAL].date())
    messages = messages_actions.forget_old(since[Kept.MESSAGE])
    attendance = forget_taps(since[Kept.ATTENDANCE].date()) + forget_voices(since[Kept.ATTENDANCE].date())
    people = cards.forget_people(since[Kept.CONTACT]) + forget_guides(since[Kept.CONTACT])
    people += letters.forget_addresses(queries.today_at(now))
    words = forget_needs(since[Kept.TEXT]) + forget_texts(since[Kept.TEXT]) + forget_words(since[Kept.TEXT])
    words += forget_applications(since[Kept.TEXT]) + forget_remarks(since[Kept.TEXT])
    rounds = forget_rounds(since[Kept.ROUND])
    entries = count_changed(delete(AuditEntry).where(AuditEntry.at < since[Kept.AUDIT]))
    db.session.expire_all()
    return {
        Kept.FAMILY: len(families), Kept.REFERRAL: len(referrals) + drafts + plans, Kept.MESSAGE: messages, Kept.ATTENDANCE: attendance,
        Kept.CONTACT: people, Kept.TEXT: words, Kept.ROUND: rounds, Kept.AUDIT: entries,
    }  # fmt: skip


def erase_again(now: datetime) -> int:
    """After a restored back-up: what was erased by hand goes once more; returns how much that was."""
    erased = gateway.read_erased(gateway.file_of_erased())
    if not erased:
        return 0
    families, referrals = queries.list_living(Family, erased), queries.list_living(Referral, erased)
    for family_id in families:
        erase_family(family_id, by=None, now=now)
    _forget_referrals(referrals)
    return len(families) + len(referrals)
