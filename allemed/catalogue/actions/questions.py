"""Asking an association whether its spots are still open, and taking its answer from a link without signing in."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.catalogue.actions.spots import confirm_spot
from allemed.catalogue.models import SpotLink, SpotQuestion
from allemed.catalogue.queries import get_activity
from allemed.catalogue.rules import SpotAnswer
from allemed.catalogue.rules.freshness import QUESTION_LIFE
from allemed.crypto import hash_token
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _sl

KEEP_QUESTIONS = timedelta(days=90)


class AnsweredAlready(DomainError):
    """Each question takes one answer."""

    def __init__(self) -> None:
        super().__init__(_sl("Somebody has answered this already. Thank you."))


def ask_about(activity_ids: Iterable[UUID], now: datetime) -> None:
    """One question for each of these groups, all of the same moment."""
    db.session.add_all(SpotQuestion(activity_id=activity_id, asked_at=now) for activity_id in activity_ids)
    db.session.flush()


def make_spot_link(user: User, association_id: UUID, now: datetime) -> str:
    """The secret of a contact's way to the questions of this moment; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    db.session.add(
        SpotLink(
            user_id=user.id, association_id=association_id, token_hash=hash_token(token), asked_at=now,
            expires_at=now + QUESTION_LIFE,
        )
    )  # fmt: skip
    db.session.flush()
    return token


def answer_question(question: SpotQuestion, answer: SpotAnswer, free: int | None, *, by: User, now: datetime) -> None:
    """Still open, full, or another number of places. Of two answers at once the first counts. AnsweredAlready."""
    taken = update(SpotQuestion).where(SpotQuestion.id == question.id, SpotQuestion.answered_at.is_(None))
    values = {"answer": answer, "answered_at": now, "answered_by": by.id}
    if count_changed(taken.values(values).execution_options(synchronize_session=False)) != 1:
        raise AnsweredAlready
    db.session.refresh(question)
    activity = get_activity(question.activity_id)
    number = {SpotAnswer.FULL: 0, SpotAnswer.CHANGED: free}.get(answer)
    confirm_spot(activity, by=by, now=now, free=number)
    record("answer_spot_question", by=by, now=now, subject=activity, fields=(answer,))


def answer_all_open(questions: Sequence[SpotQuestion], *, by: User, now: datetime) -> int:
    """All that nobody has answered are still open; returns how many."""
    waiting = [one for one in questions if one.answered_at is None]
    for one in waiting:
        answer_question(one, SpotAnswer.OPEN, None, by=by, now=now)
    return len(waiting)


def forget_old_questions(now: datetime) -> None:
    """Links and questions are of no use to anybody after three months."""
    db.session.execute(delete(SpotLink).where(SpotLink.expires_at < now - KEEP_QUESTIONS))
    db.session.execute(delete(SpotQuestion).where(SpotQuestion.asked_at < now - KEEP_QUESTIONS))
