"""Limits on sign-in and public posts, per address of the sender, counted in each server process; and on uploads."""

import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from math import ceil

from flask import Flask, current_app, request
from flask_limiter import Limiter


def sender_block() -> str:
    """Who is counted: one IPv4 address, or the /56 that one household has of IPv6."""
    sender = request.remote_addr or ""
    try:
        return str(ip_network((sender, 56), strict=False)) if ip_address(sender).version == 6 else sender
    except ValueError:  # what a proxy has written is no address
        return sender


limiter = Limiter(sender_block, storage_uri="memory://", headers_enabled=False)

SIGN_IN = "10 per minute; 60 per hour"
PUBLIC_POST = "6 per minute; 40 per hour"
PARTNER_POST = "20 per hour; 60 per day"


def seconds_to_wait() -> int:
    """In how many seconds the limit that this request has met is lifted; 1 where it met none."""
    met = limiter.current_limit
    return max(1, ceil(met.reset_at - time.time())) if met else 1


_WRAPPING = 64 * 1024  # what a form puts around a file


def accepts_upload(most: int, too_large: Callable):
    """Mark a view whose posts may carry a file of `most` bytes; every other post is held to MAX_CONTENT_LENGTH.

    `too_large(**ids)`, with the ids of the address, answers a post that says it is larger; its body is never read.
    """

    def mark(view):
        view.accepts_upload = most + _WRAPPING, too_large
        return view

    return mark


def prepare(app: Flask) -> None:
    """Register before whatever reads a form: the first look at it reads the whole body."""

    @app.before_request
    def _allow_upload():
        view = current_app.view_functions.get(request.endpoint or "")
        if marked := getattr(view, "accepts_upload", None):
            request.max_content_length, too_large = marked
            if (request.content_length or 0) > request.max_content_length:
                return too_large(**(request.view_args or {}))
        return None
