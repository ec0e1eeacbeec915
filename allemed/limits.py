"""Limits on sign-in and public posts, per address of the sender, counted in each server process; and on uploads."""

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)

SIGN_IN = "10 per minute; 60 per hour"
PUBLIC_POST = "6 per minute; 40 per hour"

_WRAPPING = 64 * 1024  # what a form puts around a file


def accepts_upload(most: int):
    """Mark a view whose posts may carry a file of `most` bytes; every other post is held to MAX_CONTENT_LENGTH."""

    def mark(view):
        view.accepts_upload = most
        return view

    return mark


def prepare(app: Flask) -> None:
    """Register before whatever reads a form: the first look at it reads the whole body."""

    @app.before_request
    def _allow_upload() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if most := getattr(view, "accepts_upload", None):
            request.max_content_length = most + _WRAPPING
