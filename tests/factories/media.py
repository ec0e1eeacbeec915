"""Small invented sounds and pictures."""

import io
import struct

from PIL import Image

from allemed import clock
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.media.models import Picture, Recording
from allemed.media.rules import Shows, SoundKind, piece_of


def box(name: bytes, body: bytes) -> bytes:
    """A box of an MP4 file."""
    return struct.pack(">I4s", len(body) + 8, name) + body


def mp3(said: bytes = b"\xff\xfb\x90\x00" + bytes(400), mark: bytes = b"") -> bytes:
    """The beginning of a frame; with `mark`, a tag of that content before and after it."""
    if not mark:
        return said
    length = bytes((len(mark) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\x00\x00" + length + mark + said + b"TAG" + mark.ljust(125, b"\x00")[:125]


def m4a(mark: bytes = b"") -> bytes:
    """A voice memo's outline; `mark` is what the phone wrote beside the sound."""
    inside = box(b"mvhd", bytes(20)) + (box(b"udta", box(b"\xa9xyz", mark)) if mark else b"")
    return box(b"ftyp", b"M4A \x00\x00\x00\x00") + box(b"moov", inside) + box(b"mdat", b"sound" * 9)


def photo(width: int = 1600, height: int = 900, kind: str = "JPEG", **marks) -> bytes:
    """A picture, with EXIF `marks`."""
    exif = Image.Exif()
    for number, value in marks.get("exif", {}).items():
        exif[number] = value
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), (15, 92, 77)).save(drawn, kind, exif=exif)
    return drawn.getvalue()


def make_recording(piece: str = "first_day", language: str = "ti", *, activity: Activity | None = None) -> Recording:
    made = Recording(
        piece=piece_of(activity.id) if activity else piece,
        activity_id=activity.id if activity else None,
        language=language,
        kind=SoundKind.MP3,
        body=mp3(),
        added_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def make_picture(activity: Activity, shows: Shows = Shows.COACH) -> Picture:
    made = Picture(
        activity_id=activity.id, shows=shows, width=640, height=360, body=photo(640, 360), added_at=clock.now()
    )
    db.session.add(made)
    db.session.flush()
    return made
