"""An answer is counted, nothing else of it is kept; associations are put on panels, and their remarks are mended."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.understanding.models import LanguageRemark, LanguageReviewer, PageAnswers
from allemed.understanding.queries import is_on_panel, old_remarks
from allemed.understanding.rules import About, PageCode


def count_answer(page: PageCode, language: str, is_understood: bool, *, today: date) -> None:
    """One more, in this month. Two at the same instant are both counted."""
    where = {"page": page, "language": language, "month": today.replace(day=1)}
    column = "understood" if is_understood else "not_understood"
    one_more = update(PageAnswers).filter_by(**where).values({column: getattr(PageAnswers, column) + 1})
    if count_changed(one_more):
        return
    try:
        with db.session.begin_nested():
            db.session.add(PageAnswers(**where, understood=int(is_understood), not_understood=int(not is_understood)))
    except IntegrityError:
        count_changed(one_more)


def add_reviewer(language: str, association_id: UUID, *, by: User, now: datetime) -> None:
    """Put an association on the panel of a language. A second time nothing changes."""
    if is_on_panel(language, association_id):
        return
    reviewer = LanguageReviewer(language=language, association_id=association_id, created_at=now)
    db.session.add(reviewer)
    db.session.flush()
    record("add_reviewer", by=by, now=now, subject=reviewer)


def remove_reviewer(reviewer: LanguageReviewer, *, by: User, now: datetime) -> None:
    """Take it off. What it remarked stays."""
    record("remove_reviewer", by=by, now=now, subject=reviewer)
    db.session.delete(reviewer)


def add_remark(
    language: str, about: About, what: str, words: str, *, association_id: UUID, by: User, now: datetime
) -> LanguageRemark:
    remark = LanguageRemark(
        language=language, association_id=association_id, about=about, what=what, words=words, made_at=now
    )
    db.session.add(remark)
    db.session.flush()
    record("add_remark", by=by, now=now, subject=remark)
    return remark


def close_remark(remark: LanguageRemark, *, by: User, now: datetime) -> None:
    """It is mended. The first time counts."""
    if remark.closed_at is None:
        remark.closed_at = now
        record("close_remark", by=by, now=now, subject=remark, fields=["closed_at"])


def forget_remarks(since: datetime) -> int:
    """Nightly: remarks of before then. Returns how many."""
    return count_changed(delete(LanguageRemark).where(LanguageRemark.id.in_(old_remarks(since))))
