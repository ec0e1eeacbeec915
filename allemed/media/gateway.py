"""Pictures are drawn again by Pillow: nothing of the file that came is kept, neither its marks nor what hides in it."""

import io

from allemed.media.rules import LONGEST_SIDE, MOST_PIXELS

KINDS = ("JPEG", "PNG", "WEBP")


class NoPicture(Exception):
    """The bytes are no picture of a kind we read, or one far too large to open."""


def draw_again(data: bytes) -> tuple[bytes, int, int]:
    """A JPEG of at most `LONGEST_SIDE`, the right way up, with its width and height. NoPicture."""
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
    drawn = io.BytesIO()
    Image.frombytes("RGB", image.size, image.tobytes()).save(drawn, "JPEG", quality=76, optimize=True, progressive=True)
    return drawn.getvalue(), image.width, image.height
