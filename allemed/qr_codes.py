"""An address as a picture for the camera of a phone."""

import segno
from markupsafe import Markup


def qr_code(address: str) -> Markup:
    """The address as an `<svg>` without inline styles; drawn inside the `qr` component."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None, dark="#000"))  # noqa: S704 — drawn by segno from an address of ours
