"""Answering and closing check-ins: by a family, a child, an association, or the coordinator."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.followup.actions.planning import day_of, plan_for
from allemed.followup.models import CheckIn, TrustAnswer
from allemed.followup.queries import AT_HOME
from allemed.followup.rules import AFTER_ASKING, ChildQuestion, Face, Said, is_first_theirs, needs_a_person, worst
from allemed.locales import _l, _sl
from allemed.versions import claim, lock

POSTPONE_DAYS = 2  # our default: nobody answered, so try again the day after tomorrow


class AlreadyClosed(DomainError):
    """Somebody has closed this question."""


def answer(check_in: CheckIn, face: Face, *, by: User, now: datetime) -> None:
    """The family or the association answers by a face. A good one closes it, any other waits for the coordinator."""
    _refuse_if_settled(check_in, by)
    check_in.face, check_in.answered_at = face, now
    _settle(check_in, by, now)
    _note("answer_check_in", check_in, by, now, ["face"])


def say_missing(check_in: CheckIn, is_missing: bool, *, by: User, now: datetime) -> None:
    """The second half of an answer: is something missing? A yes opens the question again for the coordinator."""
    _refuse_if_settled(check_in, by)
    check_in.is_something_missing, check_in.answered_at = is_missing, check_in.answered_at or now
    _settle(check_in, by, now)
    _note("answer_check_in", check_in, by, now, ["is_something_missing"])


def say_ready(check_in: CheckIn, said: Said, *, by: User, now: datetime) -> None:
    """A ready answer: of an association that has asked kindly, or of a family that would like something else."""
    if is_first_theirs(check_in.kind, check_in.audience) and said in AFTER_ASKING:
        say_after_asking(check_in, said, by=by, now=now)
    elif check_in.audience in AT_HOME and said == Said.SOMETHING_ELSE:
        wish_something_else(check_in, by=by, now=now)


def say_after_asking(check_in: CheckIn, said: Said, *, by: User, now: datetime) -> None:
    """An association has asked kindly after two misses. Fine closes it; anything else waits for the coordinator."""
    _refuse_if_settled(check_in, by)
    check_in.said, check_in.answered_at = [said], now
    check_in.face = Face.GOOD if said == Said.FINE else Face.SO_SO if said == Said.NEEDS_SOMETHING else Face.BAD
    _settle(check_in, by, now)
    _note("answer_check_in", check_in, by, now, ["said"])
    plan_for(check_in.placement, now)


def answer_as_child(check_in: CheckIn, answers: Mapping[ChildQuestion, Face], *, by: User, now: datetime) -> None:
    """A child has pointed at pictures, one face for each question. The one that needs a person decides for all."""
    _refuse_if_settled(check_in, by)
    check_in.said, check_in.answered_at = [f"{question}:{face}" for question, face in answers.items()], now
    check_in.face = worst(answers.values())
    _settle(check_in, by, now)
    _note("answer_check_in", check_in, by, now, ["said", "face"])


def wish_something_else(check_in: CheckIn, *, by: User, now: datetime) -> None:
    """The family would rather like another activity: the coordinator hears it with the answer, and can switch."""
    _refuse_if_settled(check_in, by)
    check_in.said = [*(one for one in check_in.said if one != Said.SOMETHING_ELSE), Said.SOMETHING_ELSE]
    check_in.answered_at = check_in.answered_at or now
    check_in.closed_at = check_in.closed_by = None
    check_in.version += 1
    _note("answer_check_in", check_in, by, now, ["said"])


def say_trust(family_id: UUID, face: Face, *, by: User, now: datetime) -> None:
    """Do you trust us? The newest face replaces the one before; nobody reads it by family."""
    row = db.session.scalar(select(TrustAnswer).where(TrustAnswer.family_id == family_id))
    if row is None:
        row = TrustAnswer(family_id=family_id)
        db.session.add(row)
    row.face, row.said_on = face, day_of(now)
    db.session.flush()
    record("say_trust", by=by, now=now, family_id=family_id)


def _refuse_if_settled(check_in: CheckIn, by: User) -> None:
    lock(check_in)
    if check_in.closed_at is not None and check_in.closed_by != by.id:
        raise AlreadyClosed(_l("Thank you. This is answered already."))


def _settle(check_in: CheckIn, by: User, now: datetime) -> None:
    is_open = needs_a_person(check_in.face, check_in.is_something_missing)
    check_in.closed_at, check_in.closed_by = (None, None) if is_open else (now, by.id)
    check_in.version += 1


def close_check_in(
    check_in: CheckIn,
    *,
    face: Face | None,
    is_something_missing: bool | None,
    note: str,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """The coordinator has asked, or has seen to an answer. StaleVersion, AlreadyClosed if somebody was faster."""
    stale = _sl("Somebody answered or closed this while you had the page open.")
    claim(check_in, version, stale, {"note": (_sl("Note"), note or None)})
    if check_in.closed_at is not None:
        raise AlreadyClosed(_sl("This is closed already."))
    check_in.face, check_in.is_something_missing, check_in.note = face, is_something_missing, note or None
    check_in.closed_at, check_in.closed_by = now, by.id
    _note("close_check_in", check_in, by, now, ["face", "is_something_missing", "note"])
    if is_first_theirs(check_in.kind, check_in.audience):
        plan_for(check_in.placement, now)


def note_asked_by_another(check_in: CheckIn, faces: Sequence[Face], *, by: User, now: datetime) -> None:
    """Somebody neutral has asked the child. `faces` only with the child's yes: then a bad one waits for the coordinator."""
    lock(check_in)
    check_in.answered_at = now
    if faces:
        check_in.face = worst(faces)
    check_in.closed_at, check_in.closed_by = (now, by.id) if not faces or check_in.face == Face.GOOD else (None, None)
    check_in.version += 1
    _note("answer_check_in", check_in, by, now, ["face"])


def forget_face(check_in: CheckIn, *, by: User, now: datetime) -> None:
    """The family has taken its yes back: nobody reads this answer any more, and nobody asks."""
    check_in.face = None
    check_in.closed_at, check_in.closed_by = check_in.closed_at or now, check_in.closed_by or by.id
    check_in.version += 1
    _note("forget_face", check_in, by, now, ["face"])


def postpone_check_in(check_in: CheckIn, *, by: User, now: datetime, days: int = POSTPONE_DAYS) -> None:
    """Nobody was reached, or somebody else asks: it comes back in `days`. AlreadyClosed."""
    lock(check_in)
    if check_in.closed_at is not None:
        raise AlreadyClosed(_sl("This is closed already."))
    check_in.due_on = day_of(now) + timedelta(days=days)
    check_in.attempts, check_in.version = check_in.attempts + 1, check_in.version + 1
    _note("postpone_check_in", check_in, by, now, ["due_on"])


def _note(action: str, check_in: CheckIn, by: User, now: datetime, fields: list[str]) -> None:
    db.session.flush()
    family_id = check_in.placement.child.family_id
    record(action, by=by, now=now, subject=check_in, family_id=family_id, fields=fields)
