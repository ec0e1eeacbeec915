"""Draws the pictures that a chat shows of a link to us: one for each kind of activity, and one for all else.

`./dev previews` runs it after kinds or pictures have changed. Without words, as a picture's words cannot be translated.
"""

import io
import os
import shutil

from PIL import Image
from playwright.sync_api import sync_playwright

from allemed.assets import load
from allemed.catalogue.rules.kinds import KINDS
from allemed.config import ROOT

FOLDER = ROOT / "static" / "icons" / "preview"
SIZE = {"width": 600, "height": 315}
FIRST = ("soccer-ball ball", "microphone-stage stage", "person-simple-swim water", "palette craft", "campfire nature")
STYLE = """
body { margin: 0; inline-size: 600px; block-size: 315px; display: grid; place-items: center; background: var(--f-tint); overflow: hidden; }
body > svg { inline-size: 190px; block-size: 190px; color: var(--f); }
.all { background: var(--paper); grid-auto-flow: column; gap: 0; padding-inline: 16px; box-sizing: border-box; }
.all span { display: grid; place-items: center; inline-size: 100px; block-size: 100px; border-radius: 26px; background: var(--f-tint); color: var(--f); }
.all span svg { inline-size: 64px; block-size: 64px; }
.sign { position: absolute; inset: auto 22px 20px auto; inline-size: 46px !important; block-size: 46px !important; color: var(--go) !important; }
"""


def _symbols() -> str:
    """Both sprites, to stand in the page."""
    files = load()
    return "".join(files[f"icons/{name}.svg"].body.decode() for name in ("first", "sprite"))


def _use(icon: str, css: str = "") -> str:
    return f'<svg class="{css}" viewBox="0 0 256 256"><use href="#{icon}"/></svg>'


def _pages() -> dict[str, str]:
    """The body of each picture by the name of its file."""
    tiles = "".join(
        f'<span class="fam-{family}">{_use(icon)}</span>' for icon, family in (one.split() for one in FIRST)
    )
    sign = _use("hand-heart", "sign")
    drawn = {code: f'<body class="fam-{kind.family}">{_use(kind.icon)}{sign}' for code, kind in KINDS.items()}
    return {"allemed": f'<body class="all">{tiles}{sign}', **drawn}


def main() -> None:
    head = f"<style>{(ROOT / 'static' / 'css' / 'tokens.css').read_text('utf-8')}{STYLE}</style>"
    hidden = f"<div hidden>{_symbols().replace('<svg ', '<svg hidden ')}</div>"
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as play:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        for name, body in _pages().items():
            page.set_content(head + body + hidden)
            drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64 if name == "allemed" else 24)
            drawn.save(FOLDER / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
