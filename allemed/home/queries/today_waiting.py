"""Children whom no place fitted: an association has room now, or an open place fits."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from allemed.accounts.models import User
from allemed.database import db
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window
from allemed.rounds.models import OpenWish, WishAnswer

_WAITS = OpenWish.closed_at.is_(None)


_UNSEEN = (WishAnswer.has_room, WishAnswer.seen_at.is_(None))


def _room(_user: User, window: Window) -> list[WishAnswer]:
    query = select(WishAnswer).join(WishAnswer.wish).where(*_UNSEEN, _WAITS).order_by(WishAnswer.answered_at)
    query = query.options(joinedload(WishAnswer.wish).joinedload(OpenWish.child), joinedload(WishAnswer.association))
    return list(db.session.scalars(query.limit(window.most)))


def _openings(_user: User, window: Window) -> list[OpenWish]:
    query = select(OpenWish).where(_WAITS, OpenWish.fits_at.is_not(None)).options(joinedload(OpenWish.child))
    return list(db.session.scalars(query.order_by(OpenWish.since_on, OpenWish.id).limit(window.most)))


def _either(_user: User, _window: Window) -> Select:
    """Each child that waits counts once, whichever of the two it is."""
    has_room = OpenWish.id.in_(select(WishAnswer.wish_id).where(*_UNSEEN))
    return select(OpenWish.id).where(_WAITS, or_(OpenWish.fits_at.is_not(None), has_room))


SOURCES.append(Source("wish_answers", TodayKind.WAITING, _room, _either))
SOURCES.append(Source("openings", TodayKind.WAITING, _openings))
