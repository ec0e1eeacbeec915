"""Static files with a fingerprint in their address: cached for ever, compressed once for each process.

What a first visit needs travels together: `css/bundle-first.txt` lists the style sheets of the families' list as it is
painted first, which stand in that page itself; `css/bundle-next.txt` what it needs a moment later, served as `next.css`;
other pages get both as `site.css`. `js/bundle.txt` lists the scripts of every page, served as `site.js`, `icons/first.txt`
the pictures of the families' pages, as `icons/first.svg`. The rest are `rest.css` (`css/bundle-rest.txt`) and
`icons/sprite.svg`.
"""

import base64
import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, request
from markupsafe import Markup

from allemed.access.rules import PUBLIC, allow
from allemed.config import ROOT

STATIC = ROOT / "static"
COMPRESSED = {".css", ".js", ".svg", ".json", ".webmanifest"}
SPRITE, FIRST_SPRITE = "icons/sprite.svg", "icons/first.svg"
FIRST_STYLE = "first.css"
views = Blueprint("assets", __name__)
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True)
class Asset:
    name: str
    mark: str
    body: bytes
    kind: str

    @property
    def packed(self) -> dict[str, bytes]:
        """By the name of the encoding, the smallest first; made when somebody first asks for it."""
        return _packed(self.body) if Path(self.name).suffix in COMPRESSED else {}

    @property
    def address(self) -> str:
        return f"/static/{self.mark}/{self.name}"


@lru_cache(1024)
def _packed(body: bytes) -> dict[str, bytes]:
    return {"br": brotli.compress(body, quality=11), "gzip": gzip.compress(body, 9, mtime=0)}


def _asset(name: str, body: bytes) -> Asset:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(name, hashlib.sha256(body).hexdigest()[:12], body, kind)


def _joined(folder: str, listed: str) -> str:
    names = (STATIC / folder / listed).read_text("utf-8").split()
    text = "\n".join((STATIC / name).read_text("utf-8") for name in names)
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _style(*listed: str) -> bytes:
    text = "\n".join(_joined("css", one) for one in listed)
    text = re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}")
    return re.sub(r":\s+", ":", text).strip().encode()


def _script(listed: str) -> bytes:
    return "\n".join(line.strip() for line in _joined("js", listed).splitlines() if line.strip()).encode()


def _pictures() -> dict[str, bytes]:
    """The sprite in two: what families meet, and the rest."""
    first = first_pictures()
    opening, *symbols, closing = (STATIC / SPRITE).read_text("utf-8").splitlines()
    parts: dict[str, list[str]] = {FIRST_SPRITE: [], SPRITE: []}
    for symbol in symbols:
        name = symbol.split('"', 2)[1]
        parts[FIRST_SPRITE if name in first else SPRITE].append(symbol)
    return {name: "\n".join([opening, *lines, closing]).encode() for name, lines in parts.items()}


@cache
def first_pictures() -> frozenset[str]:
    """Names of the pictures that travel with a first visit."""
    return frozenset((STATIC / "icons" / "first.txt").read_text("utf-8").split())


@cache
def load() -> dict[str, Asset]:
    """Every file under `static/` by its name, and what is put together from them. Read once for each process."""
    bodies = {
        path.relative_to(STATIC).as_posix(): path.read_bytes() for path in sorted(STATIC.rglob("*")) if path.is_file()
    }
    bodies |= {
        FIRST_STYLE: _style("bundle-first.txt"),
        "next.css": _style("bundle-next.txt"),
        "site.css": _style("bundle-first.txt", "bundle-next.txt"),
        "rest.css": _style("bundle-rest.txt"),
        "site.js": _script("bundle.txt"),
    }
    return {name: _asset(name, body) for name, body in (bodies | _pictures()).items()}


def asset(name: str) -> str:
    """The address of a static file. KeyError for a name that doesn't exist."""
    return current_app.extensions["allemed_assets"][name].address


@views.get("/static/<mark>/<path:name>")
@allow(PUBLIC)
def show_asset(mark: str, name: str) -> Response:
    found = current_app.extensions["allemed_assets"].get(name)
    if found is None or found.mark != mark:
        abort(404)
    encoding = next((one for one in found.packed if one in request.accept_encodings), None)
    response = Response(found.packed[encoding] if encoding else found.body, content_type=found.kind)
    if found.kind.startswith("text/") or found.kind.endswith(("javascript", "json", "xml")):
        response.headers["Content-Type"] = f"{found.kind}; charset=utf-8"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.vary.add("Accept-Encoding")
    return response


@cache
def picture(name: str) -> str:
    """The address of a picture in the sprite, for `<use>`."""
    return f"{load()[FIRST_SPRITE if name in first_pictures() else SPRITE].address}#{name}"


def first_style() -> Markup:
    """The style of the first paint, to stand in the page; the policy knows it by its hash."""
    return Markup(current_app.extensions["allemed_assets"][FIRST_STYLE].body.decode())  # noqa: S704 — a file of ours


def prepare(app: Flask) -> None:
    assets = app.extensions["allemed_assets"] = load()
    digest = hashlib.sha256(assets[FIRST_STYLE].body).digest()
    app.extensions["allemed_style_hash"] = f"sha256-{base64.b64encode(digest).decode()}"
    app.jinja_env.globals.update(asset=asset, picture=picture, first_style=first_style)
    app.register_blueprint(views)
