"""Naming who may ask, giving them a child to ask, and taking the child's answers."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import delete

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.families.actions import give_agreement, register_withdrawal, withdraw_agreement
from allemed.families.models import Agreement
from allemed.families.queries import list_agreements
from allemed.families.rules import AgreementHow, AgreementItem, ChildHeard, ReceiverKind
from allemed.followup import actions as followup
from allemed.followup.models import CheckIn
from allemed.followup.rules import Audience, Face
from allemed.intake.rules import encode
from allemed.locales import _l, _sl
from allemed.versions import lock
from allemed.voice.models import ChildVoice, NeutralPerson
from allemed.voice.queries import is_named, list_told_of, list_unanswered_of
from allemed.voice.rules import DAYS_TO_ASK, VoiceQuestion


class NotNeutral(DomainError):
    """Only somebody the municipality has named asks, and only where the schedule says so."""

    def __init__(self) -> None:
        super().__init__(_sl("Choose somebody who is named for this."))


class AnsweredAlready(DomainError):
    """The child has answered, or the task went to somebody else."""

    def __init__(self) -> None:
        super().__init__(_l("Thank you. This is answered already."))


def name_person(user: User, *, by: User, now: datetime) -> NeutralPerson:
    """From now on this person may be chosen. NotNeutral for somebody who is not at a partner."""
    if user.role != Role.PARTNER or not user.is_active or is_named(user):
        raise NotNeutral
    person = NeutralPerson(user=user, named_at=now, named_by=by.id)
    db.session.add(person)
    db.session.flush()
    record("name_neutral_person", by=by, now=now, subject=person)
    return person


def end_person(person: NeutralPerson, *, by: User, now: datetime) -> None:
    """Not any more; open tasks are out of sight at once and come back to the coordinator on their day."""
    record("end_neutral_person", by=by, now=now, subject=person)
    db.session.delete(person)
    db.session.flush()


def ask_person(check_in: CheckIn, person: NeutralPerson, *, by: User, now: datetime) -> ChildVoice:
    """This person asks the child within two weeks; a task somebody else had is taken back. NotNeutral.

    The family has said aloud that it agrees: this person learns a first name, a kind of group and a language.
    """
    if check_in.audience != Audience.NEUTRAL_PERSON:
        raise NotNeutral
    last_day = clock.local(now, settings().zone).date() + timedelta(days=DAYS_TO_ASK)
    _take_back_tasks(check_in, by=by, now=now)
    family = check_in.placement.child.family
    give_agreement(
        check_in.placement.child, [AgreementItem.ASK_CHILD], how=AgreementHow.SPOKEN, language=family.talk_language,
        child_heard=ChildHeard.NOT_APPLICABLE, by=by, now=now, receiver_kind=ReceiverKind.NEUTRAL_PERSON,
        receiver_id=person.user_id, placement_id=check_in.placement_id,
    )  # fmt: skip
    voice = ChildVoice(
        placement_id=check_in.placement_id, check_in_id=check_in.id, person_id=person.user_id,
        person_name=person.user.name, asked_at=now, ends_on=last_day, answers=[],
    )  # fmt: skip
    db.session.add(voice)
    followup.postpone_check_in(check_in, days=DAYS_TO_ASK + 1, by=by, now=now)
    record("ask_neutral_person", by=by, now=now, subject=voice, family_id=family.id)
    return voice


def _take_back_tasks(check_in: CheckIn, *, by: User, now: datetime) -> None:
    """Somebody else asks now: whoever was to ask does not any more, and may not."""
    for voice in list_unanswered_of(check_in.placement_id):
        if voice.check_in_id == check_in.id:
            db.session.delete(voice)
    db.session.flush()
    for agreement in list_agreements(check_in.placement.child.family_id):
        is_this = agreement.item == AgreementItem.ASK_CHILD and agreement.placement_id == check_in.placement_id
        if is_this and not agreement.withdrawn_at:
            withdraw_agreement(agreement, by=by, now=now)


def answer(
    voice: ChildVoice, answers: Mapping[VoiceQuestion, Face], *, may_coordinator_see: bool, by: User, now: datetime
) -> None:
    """The child has pointed. With its yes the coordinator hears of what needs a person, else only that it is done."""
    lock(voice)
    if voice.answered_at is not None:
        raise AnsweredAlready
    voice.answers, voice.answered_at = encode(answers.items()), now
    voice.may_coordinator_see = may_coordinator_see
    db.session.flush()
    child = voice.placement.child
    if may_coordinator_see:
        give_agreement(
            child, [AgreementItem.CHILD_VOICE], how=AgreementHow.ON_SCREEN, language=child.family.talk_language,
            child_heard=ChildHeard.YES, by=by, now=now, receiver_kind=ReceiverKind.COORDINATOR,
            placement_id=voice.placement_id,
        )  # fmt: skip
    record("answer_child_voice", by=by, now=now, subject=voice, family_id=child.family_id)
    check_in = db.session.get(CheckIn, voice.check_in_id) if voice.check_in_id else None
    if check_in is not None and check_in.closed_at is None:
        followup.note_asked_by_another(check_in, list(answers.values()) if may_coordinator_see else [], by=by, now=now)


@register_withdrawal
def end_what_was_agreed(agreement: Agreement, *, by: User, now: datetime) -> None:
    """A yes is taken back: nobody asks the child any more, or the coordinator sees its answers only among others'."""
    if agreement.placement_id is None:
        return
    if agreement.item == AgreementItem.ASK_CHILD:
        for voice in list_unanswered_of(agreement.placement_id, agreement.receiver_id):
            _close(voice, by, now)
            db.session.delete(voice)
    if agreement.item == AgreementItem.CHILD_VOICE:
        for voice in list_told_of(agreement.placement_id):
            _close(voice, by, now)
    db.session.flush()


def _close(voice: ChildVoice, by: User, now: datetime) -> None:
    check_in = db.session.get(CheckIn, voice.check_in_id) if voice.check_in_id else None
    if check_in is not None:
        followup.forget_face(check_in, by=by, now=now)


def forget_voices(before: date) -> int:
    """What was asked before that day goes; returns how many."""
    moment = clock.start_of(before, settings().zone)
    return count_changed(delete(ChildVoice).where(ChildVoice.asked_at < moment))
