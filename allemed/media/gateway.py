"""Pictures are drawn again by Pillow: nothing of the file that came is kept, neither its marks nor what hides in it."""

import io
from dataclasses import dataclass
from typing import Any

from allemed.media.rules import LONGEST_SIDE, MOST_PIXELS, WIDTHS, PictureKind

KINDS = ("JPEG", "PNG", "WEBP")


class NoPicture(Exception):
    """The bytes are no picture of a kind we read, or one far too large to open."""


@dataclass(frozen=True, slots=True)
class Size:
    """The picture in one width and format."""

    width: int
    kind: PictureKind
    body: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """The largest JPEG with its width and height, and the other sizes and formats."""

    body: bytes
    width: int
    height: int
    sizes: tuple[Size, ...]


_QUALITY: dict[PictureKind, dict[str, Any]] = {
    PictureKind.AVIF: {"quality": 55, "speed": 8},
    PictureKind.WEBP: {"quality": 74, "method": 4},
    PictureKind.JPEG: {"quality": 76, "optimize": True, "progressive": True},
}


def draw_again(data: bytes) -> Drawn:
    """At most `LONGEST_SIDE`, the right way up, in up to three widths and three formats. NoPicture."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NoPicture
            opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture from error
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image = Image.frombytes("RGB", image.size, image.tobytes())
    sizes = tuple(_saved(image, width, kind) for width in _widths(image.width) for kind in PictureKind)
    largest = next(one for one in sizes if one.width == image.width and one.kind is PictureKind.JPEG)
    return Drawn(largest.body, image.width, image.height, tuple(one for one in sizes if one is not largest))


def _widths(widest: int) -> list[int]:
    """Those of the three that the picture has, and its own; nothing is made larger than it is."""
    return sorted({*(width for width in WIDTHS if width < widest), widest})


def _saved(image: Any, width: int, kind: PictureKind) -> Size:
    height = max(1, round(image.height * width / image.width))
    drawn = io.BytesIO()
    smaller = image if width == image.width else image.resize((width, height))
    smaller.save(drawn, kind.name, **_QUALITY[kind])
    return Size(width, kind, drawn.getvalue())
