"""An answer is counted; nothing else of it is kept."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from allemed.database import count_changed, db
from allemed.understanding.models import PageAnswers
from allemed.understanding.rules import PageCode


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
