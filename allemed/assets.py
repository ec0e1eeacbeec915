"""Static files with a fingerprint in their address: cached for ever, compressed once at start.

`static/css/bundle.txt` lists the style sheets of the first paint in order, served as one file, `site.css`;
`bundle-rest.txt` lists those of forms and work pages, served as `rest.css`.
"""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from allemed.access.rules import PUBLIC, allow
from allemed.config import ROOT

STATIC = ROOT / "static"
COMPRESSED = {".css", ".js", ".svg", ".json", ".webmanifest"}
views = Blueprint("assets", __name__)
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True)
class Asset:
    name: str
    mark: str
    body: bytes
    zipped: bytes | None
    kind: str


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    zipped = gzip.compress(body, 9, mtime=0) if suffix in COMPRESSED else None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(name, hashlib.sha256(body).hexdigest()[:12], body, zipped, kind)


def _bundle(listed: str) -> bytes:
    names = (STATIC / "css" / listed).read_text("utf-8").split()
    text = "\n".join((STATIC / name).read_text("utf-8") for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}")
    return re.sub(r":\s+", ":", text).strip().encode()


def load() -> dict[str, Asset]:
    """Every file under `static/` by its name, and the bundles as `site.css` and `rest.css`."""
    bundles = {"site.css": "bundle.txt", "rest.css": "bundle-rest.txt"}
    assets = {name: _asset(name, _bundle(listed)) for name, listed in bundles.items()}
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            name = path.relative_to(STATIC).as_posix()
            assets[name] = _asset(name, path.read_bytes())
    return assets


def asset(name: str) -> str:
    """The address of a static file. KeyError for a name that doesn't exist."""
    found = current_app.extensions["allemed_assets"][name]
    return url_for("assets.show_asset", mark=found.mark, name=name)


@views.get("/static/<mark>/<path:name>")
@allow(PUBLIC)
def show_asset(mark: str, name: str) -> Response:
    found = current_app.extensions["allemed_assets"].get(name)
    if found is None or found.mark != mark:
        abort(404)
    zipped = found.zipped is not None and "gzip" in request.accept_encodings
    response = Response(found.zipped if zipped else found.body, content_type=found.kind)
    if found.kind.startswith("text/") or found.kind.endswith(("javascript", "json", "xml")):
        response.headers["Content-Type"] = f"{found.kind}; charset=utf-8"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.vary.add("Accept-Encoding")
    return response


def prepare(app: Flask) -> None:
    app.extensions["allemed_assets"] = load()
    app.jinja_env.globals["asset"] = asset
    app.register_blueprint(views)
