"""Answers for machines: the same for everybody, with a fingerprint, so that what is unchanged is not sent again."""

import gzip
import json

from flask import Response, g, request


def same_for_all(body: bytes, mimetype: str, *, max_age: int) -> Response:
    """Public data that any site may read and any cache may keep for `max_age` seconds; a tenth as long when packed.

    It holds no secret and nothing that an address puts into it, so its length tells nobody anything.
    """
    g.is_same_for_all = True
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = f"public, max-age={max_age}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept-Encoding")
    answer = _with_fingerprint(response)
    if answer.status_code == 200 and "gzip" in request.accept_encodings:
        answer.set_data(gzip.compress(body, 5, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def as_json(data: dict, *, max_age: int) -> Response:
    """The same for JSON."""
    return same_for_all(json.dumps(data, ensure_ascii=False).encode(), "application/json", max_age=max_age)


def as_calendar(body: bytes, file_name: str) -> Response:
    """A calendar file. Its caching is left to the headers of every answer: it may be somebody's own."""
    response = Response(body, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return _with_fingerprint(response)


def _with_fingerprint(response: Response) -> Response:
    response.add_etag(weak=True)
    return response.make_conditional(request)
