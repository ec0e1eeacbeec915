"""What was answered, put together for the coordinator."""

from datetime import date

from sqlalchemy import func, select

from allemed.database import db
from allemed.understanding.models import PageAnswers
from allemed.understanding.rules import Answers


def count_answers(since: date) -> list[Answers]:
    """Each page and language with its answers from `since` on."""
    counted = select(
        PageAnswers.page, PageAnswers.language, func.sum(PageAnswers.understood), func.sum(PageAnswers.not_understood)
    )
    found = db.session.execute(
        counted.where(PageAnswers.month >= since).group_by(PageAnswers.page, PageAnswers.language)
    )
    return [Answers(page, language, int(yes), int(no)) for page, language, yes, no in found]
