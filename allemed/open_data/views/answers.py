"""Answers for machines: the same for everybody, with a fingerprint, so that what is unchanged is not sent again."""

import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import Response, request

from allemed import clock, public_changes
from allemed.config import settings
from allemed.database import db


def as_json(make: Callable[[], dict], *, max_age: int, depends_on: Any = None) -> Response:
    """What `make()` gives, unless the reader has it: public data that any site may read and any cache may keep.

    It is unchanged while nothing public changed in this hour (old spots go by themselves) and `depends_on` is the same;
    then it is not even made. Packed it is a tenth as long; it holds no secret, so its length tells nobody anything.
    """
    mark = _mark(depends_on)
    if mark and request.if_none_match.contains_weak(mark):
        response = Response(status=304)
    else:
        response = _packed(json.dumps(make(), ensure_ascii=False).encode())
    if mark:
        response.set_etag(mark, weak=True)
    response.headers["Cache-Control"] = f"public, max-age={max_age}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept-Encoding")
    return response


def _mark(depends_on: Any) -> str:
    """Read before the answer is made: what changes meanwhile has another mark the next time. "" if nobody can say."""
    stamp = public_changes.stamp(db.engine)
    if stamp is None:
        return ""
    chosen, hour = settings(), clock.now().replace(minute=0, second=0, microsecond=0)
    said = (stamp, hour, depends_on, request.full_path, chosen.base_url, chosen.open_data_licence)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


def _packed(body: bytes) -> Response:
    response = Response(body, mimetype="application/json")
    if "gzip" in request.accept_encodings:
        response.set_data(gzip.compress(body, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def as_calendar(body: bytes, file_name: str) -> Response:
    """A calendar file. Its caching is left to the headers of every answer: it may be somebody's own."""
    response = Response(body, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    response.add_etag(weak=True)
    return response.make_conditional(request)
