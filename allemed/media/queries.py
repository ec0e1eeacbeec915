"""Which recordings and pictures there are."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload, undefer

from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.database import db
from allemed.media.models import Picture, PictureSize, Recording
from allemed.media.rules import PictureKind


@scope("recording_id")
def recordings_visible_to(_user: User | None) -> Select:
    """Everybody hears them: they say what stands on public pages."""
    return select(Recording)


@scope("picture_id")
def pictures_visible_to(_user: User | None) -> Select:
    """Everybody sees them."""
    return select(Picture)


def get_recording(recording_id: UUID) -> Recording:
    """With its sound."""
    return db.session.scalars(
        select(Recording).where(Recording.id == recording_id).options(undefer(Recording.body))
    ).one()


def get_picture(picture_id: UUID) -> Picture:
    """With its bytes."""
    return db.session.scalars(select(Picture).where(Picture.id == picture_id).options(undefer(Picture.body))).one()


def find_picture(activity_id: UUID) -> Picture | None:
    """With the names of its sizes."""
    query = select(Picture).where(Picture.activity_id == activity_id).options(selectinload(Picture.sizes))
    return db.session.scalar(query)


def find_size(picture_id: UUID, width: int, kind: str) -> PictureSize | None:
    """One size in one format, with its bytes."""
    query = select(PictureSize).where(PictureSize.picture_id == picture_id, PictureSize.width == width)
    if kind not in set(PictureKind):
        return None
    return db.session.scalar(query.where(PictureSize.kind == PictureKind(kind)).options(undefer(PictureSize.body)))


def list_pieces_in(language: str) -> dict[str, UUID]:
    """Everything somebody has spoken in a language: the piece, and its recording."""
    rows = db.session.execute(select(Recording.piece, Recording.id).where(Recording.language == language))
    return {piece: recording_id for piece, recording_id in rows}


def find_recordings(*pieces: str, language: str) -> list[Recording]:
    """Those that exist of these pieces in a language, in the order they were asked for."""
    found = select(Recording).where(Recording.piece.in_(pieces), Recording.language == language)
    return sorted(db.session.scalars(found), key=lambda one: pieces.index(one.piece))
