"""Counts only: nobody is remembered, neither who answered nor when exactly."""

from datetime import date

from sqlalchemy import Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from allemed.database import Model, UuidKey, choice
from allemed.understanding.rules import PageCode


class PageAnswers(Model):
    """How often one page was understood, and how often not, in one language and one month (its first day)."""

    __tablename__ = "page_answers"
    __table_args__ = (UniqueConstraint("page", "language", "month"),)

    id: Mapped[UuidKey]
    page: Mapped[PageCode] = mapped_column(choice(PageCode))
    language: Mapped[str] = mapped_column(String(8))
    month: Mapped[date] = mapped_column(Date)
    understood: Mapped[int] = mapped_column(Integer, default=0)
    not_understood: Mapped[int] = mapped_column(Integer, default=0)
