"""What a file of sound may be, and what is taken out of it before it is kept."""

import struct
from enum import StrEnum

LARGEST_SOUND = 1024 * 1024  # about two minutes as phones record
LARGEST_PHOTO = 1024 * 1024  # the page makes a larger one small on the phone, before it is sent
LONGEST_SIDE = 960  # pixels of the kept picture
WIDTHS = (320, 640, 960)  # a list's, a phone's, a large screen's
MOST_PIXELS = 60_000_000


class Piece(StrEnum):
    """The fixed texts that can be spoken by somebody; a group's page is the other kind (`piece_of`)."""

    FIRST_DAY = "first_day"
    HELP = "help"
    PRIVACY = "privacy"


class Shows(StrEnum):
    """What a picture shows."""

    PLACE = "place"
    COACH = "coach"


class PictureKind(StrEnum):
    """The formats a picture is kept in, the smallest first; every browser shows the last."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"


class SoundKind(StrEnum):
    """The two kinds that every phone both records or makes, and plays (MDN, audio codec guide)."""

    MP3 = "audio/mpeg"
    M4A = "audio/mp4"


def piece_of(activity_id: object) -> str:
    """The name of the recording of a group's page."""
    return f"activity:{activity_id}"


def sound_kind(data: bytes) -> SoundKind | None:
    """What the bytes are, whatever the file is called; None if it is neither kind."""
    if data[4:8] == b"ftyp" and data[8:11] in (b"M4A", b"mp4", b"iso", b"M4B"):
        return SoundKind.M4A
    if data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] and data[1] & 0xE6 == 0xE2):
        return SoundKind.MP3
    return None


def without_marks(data: bytes, kind: SoundKind) -> bytes:
    """The same sound without what the phone wrote beside it: names, dates, where it was recorded."""
    return _without_id3(data) if kind is SoundKind.MP3 else _without_user_data(data)


def _without_id3(data: bytes) -> bytes:
    """ID3 tags stand before (version 2, with its length in seven-bit bytes) or after (version 1) the sound."""
    while data[:3] == b"ID3" and len(data) > 10:
        length = 0
        for byte in data[6:10]:
            length = length << 7 | byte & 0x7F
        data = data[10 + length + (10 if data[5] & 0x10 else 0) :]
    return data[:-128] if data[-128:-125] == b"TAG" else data


def _without_user_data(data: bytes) -> bytes:
    """In an MP4 file such marks stand in boxes: emptied in place, as positions in the file must stay."""
    body = bytearray(data)
    _empty_boxes(body, 0, len(body))
    return bytes(body)


def _empty_boxes(body: bytearray, start: int, end: int) -> None:
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", body, start)
        if size < 8 or start + size > end:
            return  # the last box, or one longer than 4 GB: no phone's memo
        if name in (b"udta", b"meta", b"uuid"):
            body[start + 4 : start + size] = b"free" + bytes(size - 8)
        elif name in (b"moov", b"trak"):
            _empty_boxes(body, start + 8, start + size)
        start += size
