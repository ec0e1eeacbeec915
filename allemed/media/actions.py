"""Adding, replacing and taking away recordings and pictures."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.media.gateway import NoPicture, draw_again
from allemed.media.models import Picture, PictureSize, Recording
from allemed.media.queries import find_picture
from allemed.media.rules import LARGEST_PHOTO, LARGEST_SOUND, Shows, sound_kind, without_marks


class NoSound(DomainError):
    """The file is no sound that every phone plays."""


class UnreadablePicture(DomainError):
    """The file is no picture."""


def add_recording(
    piece: str, language: str, data: bytes, *, activity_id: UUID | None = None, by: User, now: datetime
) -> Recording:
    """The spoken text, instead of an earlier one. NoSound. A new one gets a new address: no phone plays the old one."""
    kind = sound_kind(data)
    if kind is None or len(data) > LARGEST_SOUND:
        raise NoSound(_sl("This is not an MP3 or M4A file of at most 1 MB."))
    for old in db.session.scalars(select(Recording).where(Recording.piece == piece, Recording.language == language)):
        db.session.delete(old)
    db.session.flush()
    body = without_marks(data, kind)
    made = Recording(
        piece=piece, activity_id=activity_id, language=language, kind=kind, body=body, added_at=now, added_by=by.id
    )
    db.session.add(made)
    db.session.flush()
    record("add_recording", by=by, now=now, subject=made, fields=("piece", "language"))
    return made


def remove_recording(recording: Recording, *, by: User, now: datetime) -> None:
    record("remove_recording", by=by, now=now, subject=recording, fields=("piece", "language"))
    db.session.delete(recording)


def set_picture(activity_id: UUID, data: bytes, shows: Shows, *, by: User, now: datetime) -> Picture:
    """The picture of a group's place or coach, instead of an earlier one. UnreadablePicture."""
    if len(data) > LARGEST_PHOTO:
        raise UnreadablePicture(_sl("At most 1 MB, please."))
    try:
        drawn = draw_again(data)
    except NoPicture as error:
        raise UnreadablePicture(_sl("This is not a picture we can read. JPEG, PNG or WebP, please.")) from error
    if old := find_picture(activity_id):
        db.session.delete(old)
        db.session.flush()
    made = Picture(
        activity_id=activity_id, shows=shows, width=drawn.width, height=drawn.height, body=drawn.body, added_at=now,
        added_by=by.id, sizes=[PictureSize(width=one.width, kind=one.kind, body=one.body) for one in drawn.sizes],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record("set_picture", by=by, now=now, subject=made, fields=("shows",))
    return made


def remove_picture(picture: Picture, *, by: User, now: datetime) -> None:
    record("remove_picture", by=by, now=now, subject=picture)
    db.session.delete(picture)
