"""The coordinator's face: a picture the municipality has put beside its settings, served like our own static files."""

import hashlib
from pathlib import Path

from flask import Flask, current_app

from allemed.assets import Asset, asset
from allemed.config import Settings

FACE, LARGEST = "coordinator", 1_000_000
LOOKS = {
    "image/jpeg": lambda body: body.startswith(b"\xff\xd8\xff"),
    "image/png": lambda body: body.startswith(b"\x89PNG\r\n"),
    "image/webp": lambda body: body[:4] == b"RIFF" and body[8:12] == b"WEBP",
}


def read_picture(settings: Settings) -> dict[str, Asset]:
    """Nothing without the setting. ValueError if it names no picture, or too large a one."""
    if not settings.coordinator_picture:
        return {}
    path = Path(settings.coordinator_picture)
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise ValueError(f"coordinator_picture: no file of at most 1 MB: {path}")
    body = path.read_bytes()
    kind = next((kind for kind, looks in LOOKS.items() if looks(body)), None)
    if kind is None:
        raise ValueError(f"coordinator_picture: not a JPEG, PNG or WebP: {path.name}")
    return {FACE: Asset(FACE, hashlib.sha256(body).hexdigest()[:12], body, kind)}


def face() -> str | None:
    """The address of the picture, if there is one."""
    return asset(FACE) if FACE in current_app.extensions["allemed_assets"] else None


def prepare(app: Flask) -> None:
    app.extensions["allemed_assets"] = app.extensions["allemed_assets"] | read_picture(
        app.extensions["allemed_settings"]
    )
    app.jinja_env.globals["face"] = face
