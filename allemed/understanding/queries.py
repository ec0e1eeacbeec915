"""What was answered, put together for the coordinator; who reads which language, and what they remarked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import activities_visible_to
from allemed.database import db
from allemed.media.models import Recording
from allemed.understanding.models import LanguageRemark, LanguageReviewer, PageAnswers
from allemed.understanding.rules import Answers

MOST = 200


def count_answers(since: date) -> list[Answers]:
    """Each page and language with its answers from `since` on."""
    counted = select(
        PageAnswers.page, PageAnswers.language, func.sum(PageAnswers.understood), func.sum(PageAnswers.not_understood)
    )
    found = db.session.execute(
        counted.where(PageAnswers.month >= since).group_by(PageAnswers.page, PageAnswers.language)
    )
    return [Answers(page, language, int(yes), int(no)) for page, language, yes, no in found]


# Panels


@scope("reviewer_id")
def reviewers_visible_to(user: User | None) -> Select:
    """The coordinator sees each panel, an association where it stands itself."""
    query = select(LanguageReviewer)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        return query.where(LanguageReviewer.association_id == user.association_id)
    return query.where(false())


@scope("remark_id")
def remarks_visible_to(user: User | None) -> Select:
    """The coordinator sees each remark, an association its own."""
    query = select(LanguageRemark)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        return query.where(LanguageRemark.association_id == user.association_id)
    return query.where(false())


def get_reviewer(reviewer_id: UUID) -> LanguageReviewer:
    return db.session.get_one(LanguageReviewer, reviewer_id)


def get_remark(remark_id: UUID) -> LanguageRemark:
    return db.session.get_one(LanguageRemark, remark_id)


def list_reviewers(user: User) -> list[LanguageReviewer]:
    """The associations on panels that `user` sees, by name."""
    query = reviewers_visible_to(user).join(Association).options(joinedload(LanguageReviewer.association))
    return list(db.session.scalars(query.order_by(Association.name)))


def list_languages_read(user: User) -> list[str]:
    """Codes of the languages whose panel the association of `user` is on."""
    return sorted({one.language for one in db.session.scalars(reviewers_visible_to(user))})


def is_on_panel(language: str, association_id: UUID) -> bool:
    query = select(LanguageReviewer.id).filter_by(language=language, association_id=association_id)
    return db.session.scalar(query) is not None


def list_open_remarks(user: User) -> list[LanguageRemark]:
    """What is still to be mended, the longest waiting first."""
    query = remarks_visible_to(user).where(LanguageRemark.closed_at.is_(None))
    query = query.options(joinedload(LanguageRemark.association)).order_by(LanguageRemark.made_at)
    return list(db.session.scalars(query.limit(MOST)))


def list_remarks(user: User, language: str) -> list[LanguageRemark]:
    """What was remarked about a language, the latest first."""
    query = remarks_visible_to(user).where(LanguageRemark.language == language)
    return list(db.session.scalars(query.order_by(LanguageRemark.made_at.desc()).limit(MOST)))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording that a panel can hear; `kind` and `name` are those of its group, if it is of one."""

    id: UUID
    piece: str
    kind: str | None
    name: str | None


def list_spoken(language: str) -> list[Spoken]:
    """The recordings of a language: of fixed texts, and of the groups that everybody sees."""
    public = activities_visible_to(None).with_only_columns(Activity.id)
    query = select(Recording.id, Recording.piece, Activity.kind, Activity.name).where(
        Recording.language == language, or_(Recording.activity_id.is_(None), Recording.activity_id.in_(public))
    )
    query = query.outerjoin(Activity, Activity.id == Recording.activity_id).order_by(Activity.name, Recording.piece)
    return [Spoken(*row) for row in db.session.execute(query)]


def count_recordings() -> dict[str, int]:
    """How many recordings each language has."""
    query = select(Recording.language, func.count()).group_by(Recording.language)
    return {language: count for language, count in db.session.execute(query)}


def old_remarks(since: datetime) -> Select:
    """Written before then, mended or not."""
    return select(LanguageRemark.id).where(LanguageRemark.made_at < since)
