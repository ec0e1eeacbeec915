"""Pages that are the same for every visitor are made once and kept until something public changes.

In front of Flask: a kept page, or "you have it already" (304), costs one look into the database. Kept is only what a view
marked with `kept_for_visitors` made for somebody who sent no cookie but the choice of language, and what holds neither a
nonce nor a token: two visitors never share a secret. The address in full, the language and the form of the answer are
part of the key; the stamp of `public_changes` and the hour (old spots leave the list by themselves) say how long it holds.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, render_template, request, session
from markupsafe import Markup, escape

from allemed import clock, public_changes
from allemed.database import db
from allemed.locales import COOKIE, address_here, language, languages_to_offer, other_version

MOST = 500  # pages in each process: about 10 MB
MOST_SIGNS = 5_000_000  # in cards and the like: about 10 MB, too
_EACH = 600  # bytes of one row
_FLAG, _SEEN = "allemed.keep", "allemed.seen"
Key = tuple[str, ...]
T = TypeVar("T")
_ASKED_BY = (
    "HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_LANGUAGE", "HTTP_HX_REQUEST", "HTTP_HX_TARGET",
    "HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST", "wsgi.url_scheme", "SCRIPT_NAME",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it went out, and what was true then."""

    seen: tuple
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    mark: str

    def answer(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """The page, or that the browser has it."""
        if self.mark in environ.get("HTTP_IF_NONE_MATCH", ""):
            left_out = ("content-length", "content-type", "content-encoding")
            start_response("304 NOT MODIFIED", [pair for pair in self.headers if pair[0].lower() not in left_out])
            return [b""]
        start_response(self.status, self.headers)
        return [self.body]


def may_be_kept(response: Response) -> Response:
    """Let phones keep this page to show it without network. Only for what anybody may read."""
    response.headers["X-Offline"] = "public"
    return response


def kept_for_visitors(view):
    """Mark a GET view: what it answers a visitor with is the same for all of them."""
    view.is_kept = True
    return view


def _key(environ: dict) -> Key | None:
    """None: not a request that a kept page can answer."""
    if environ["REQUEST_METHOD"] != "GET" or environ["PATH_INFO"].startswith("/static/"):
        return None
    chosen = ""
    if sent := environ.get("HTTP_COOKIE"):
        try:
            cookies = SimpleCookie(sent)
        except CookieError:
            return None
        if set(cookies) != {COOKIE}:
            return None
        chosen = cookies[COOKIE].value
    takes = environ.get("HTTP_ACCEPT_ENCODING", "")
    encoding = "br" if "br" in takes else "gzip" if "gzip" in takes else ""
    return (chosen, encoding, *(environ.get(name, "") for name in _ASKED_BY))


class KeptPages:
    """The WSGI application with its kept pages; the least recently asked for make room."""

    def __init__(self, app: Callable, engine: Any):
        self._app, self._engine = app, engine
        self._pages: OrderedDict[Key, Kept] = OrderedDict()

    def forget(self) -> None:
        """Drop every page: for tests, which change what a running instance never does (settings)."""
        self._pages.clear()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = _key(environ)
        stamp = public_changes.stamp(self._engine) if key else None
        if key is None or stamp is None:
            return self._app(environ, start_response)
        seen = (stamp, clock.now().replace(minute=0, second=0, microsecond=0))
        environ[_SEEN] = seen
        kept = self._pages.get(key)
        if kept is None or kept.seen != seen:
            self._pages.pop(key, None)
            yes = environ[_FLAG] = []  # the view's answer says whether it may be kept
            made = Response.from_app(self._app, environ, buffered=True)
            if not yes or made.status_code != 200 or "Set-Cookie" in made.headers:
                return made(environ, start_response)
            kept = self._keep(key, seen, made)
        else:
            self._pages.move_to_end(key)
        return kept.answer(environ, start_response)

    def _keep(self, key: Key, seen: tuple, made: Response) -> Kept:
        body = made.get_data()
        mark = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        made.headers["ETag"] = mark
        kept = self._pages[key] = Kept(seen, made.status, list(made.headers), body, mark)
        while len(self._pages) > MOST:
            self._pages.popitem(last=False)
        return kept


def _is_for_everybody() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    private = g.get("user") is not None or "csrf_token" in g or "csp_nonce" in g or bool(session)
    return getattr(view, "is_kept", False) and not private


class Parts(dict):
    """Parts of pages by their keys. When they become too many all go, and what is asked for is made again."""

    size = 0

    def put(self, key: tuple, part: T, size: int = 100) -> T:
        """Keep `part`, of about `size` bytes if it is no text, and give it back."""
        if key not in self:  # what takes the place of an older one is about as large
            self.size += len(part) if isinstance(part, str) else size
        if self.size > MOST_SIGNS:
            self.clear()
            self.size = 0
        self[key] = part
        return part


def remembered(make: Callable[[], T], *key: Any) -> T:
    """What `make()` gave for this key and language before. For what follows from its key alone, and holds no secret."""
    return remembered_each(lambda _place: make(), [key])[0]


def remembered_each(make: Callable[[int], T], keys: Sequence[tuple]) -> list[T]:
    """The same for many at once; `make` gets the place of a key in the list."""
    parts, code = current_app.extensions["allemed_parts"], language().code
    found = []
    for place, key in enumerate(keys):
        full = (code, key)
        part = parts.get(full)
        found.append(parts.put(full, make(place)) if part is None else part)
    return found


def until_a_change(make: Callable[[], T], *key: Any, of: tuple[type, ...]) -> T:
    """What `make()` read of these public tables and the hour, until one of them changes.

    Read anew where nobody looked for a change. Not a page in a language: the same for all.
    """
    seen = request.environ.get(_SEEN)
    if seen is None:
        return make()
    stamp, hour = seen
    valid = (public_changes.part_of(stamp, {model.__tablename__ for model in of}), hour)  # type: ignore[attr-defined]
    parts, full = current_app.extensions["allemed_parts"], ("", *key)
    kept = parts.get(full)
    if kept is None or kept[0] != valid:
        made = make()
        kept = parts.put(full, (valid, made), _EACH * len(made) if isinstance(made, Sized) else _EACH)
    return kept[1]


SLOT, _HERE = secrets.token_hex(16), secrets.token_hex(16)  # nobody can write them; they never leave us


def framed(page: str, part: str) -> str:
    """The template `page` with `part` in it, a finished piece of a page.

    What a visitor sees around it is drawn once for each language: only the addresses in the language menu differ.
    """
    if _SEEN not in request.environ:
        return render_template(page, part=Markup(part))  # noqa: S704 — made by a template
    here, other = f'href="{escape(address_here())}lang=', other_version()
    frame = remembered(
        lambda: render_template(page, part=SLOT).replace(here, _HERE),
        "frame", page, request.endpoint, request.script_root, other and other["tag"], bool(languages_to_offer()),
    )  # fmt: skip
    return frame.replace(_HERE, here).replace(SLOT, part)


def prepare(app: Flask) -> None:
    """Put the kept pages in front of `app`. Call it first: what is added to answers later must be in them."""
    app.extensions["allemed_parts"] = Parts()
    with app.app_context():
        public_changes.listen(db.engine)
        app.extensions["allemed_kept"] = kept = KeptPages(app.wsgi_app, db.engine)
        app.wsgi_app = kept  # type: ignore[method-assign]

    @app.after_request
    def _note(response: Response) -> Response:
        if request.method == "GET" and response.status_code == 200 and _is_for_everybody():
            request.environ.get(_FLAG, []).append(True)
            may_be_kept(response)
        if "csrf_token" in g:
            response.headers.pop("X-Offline", None)  # no token is ever kept on a phone
        return response
