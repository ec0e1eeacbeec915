"""Secret addresses of calendars, and what of a group was last told in the feed."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import User
from allemed.database import Model, UtcMoment, UuidKey, points_to


class CalendarLink(Model):
    """A user's calendar has an address that nobody can guess; the row holds its hash."""

    __tablename__ = "calendar_link"

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    user: Mapped[User] = relationship()


class PublishedGroup(Model):
    """A group that is, or was, in the feed; its id is the activity's, which may be gone.

    `modified`: milliseconds since 1970 at which what is told of it last changed (RPDE 1.0 sorts by it).
    """

    __tablename__ = "published_group"

    id: Mapped[UuidKey]
    modified: Mapped[int] = mapped_column(BigInteger, index=True)
    digest: Mapped[str] = mapped_column(String(64))
    is_deleted: Mapped[bool] = mapped_column(Boolean, default=False)
