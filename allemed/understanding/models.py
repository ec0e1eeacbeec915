"""Counts of what was understood, without anybody; the panels that read a language, and what they remark."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.associations.models import Association
from allemed.database import Model, UtcMoment, UuidKey, choice, points_to
from allemed.understanding.rules import About, PageCode


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


class LanguageReviewer(Model):
    """A cultural association on the panel of a language: it reads texts and pictures and hears the sound."""

    __tablename__ = "language_reviewer"
    __table_args__ = (UniqueConstraint("language", "association_id"),)

    id: Mapped[UuidKey]
    language: Mapped[str] = mapped_column(String(8))
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    association: Mapped[Association] = relationship()


class LanguageRemark(Model):
    """What an association on a panel would write, draw or record differently. Which person wrote it does not stand here."""

    __tablename__ = "language_remark"

    id: Mapped[UuidKey]
    language: Mapped[str] = mapped_column(String(8))
    association_id: Mapped[uuid.UUID] = points_to("association.id", on_delete="CASCADE")
    about: Mapped[About] = mapped_column(choice(About))
    what: Mapped[str] = mapped_column(String(120))  # which word, picture or page
    words: Mapped[str] = mapped_column(String(300))
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    association: Mapped[Association] = relationship()
