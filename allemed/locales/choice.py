"""Which language a reader gets: asked for, remembered, of the user, of the browser; and the way to the others."""

from functools import cache
from urllib.parse import urlencode

from babel import Locale
from flask import Response, current_app, g, has_request_context, request
from flask_babel import force_locale, get_locale

from allemed.locales.known import ALSO_CALLED, COMMONLY, HOME, LANGUAGES, STAFF_LANGUAGES, Language, Offer

COOKIE = "language"  # a code; "nb.ar": Norsk now, for the helper, and Arabic before
A_YEAR = 31_536_000


def offer() -> Offer:
    return current_app.extensions["allemed_languages"]


def _is_staff_page() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    allowed = getattr(view, "allowed", frozenset())
    return bool(allowed) and not allowed & {"public", "family"}


def offered() -> list[Language]:
    """The languages the present page exists in."""
    codes = STAFF_LANGUAGES if has_request_context() and _is_staff_page() else tuple(LANGUAGES)
    return [LANGUAGES[code] for code in codes if code in offer().shown]


def chosen() -> str:
    """The reader's language: asked for in the address, remembered, of the user, of the browser, or the default."""
    if not has_request_context():  # a command in a terminal
        return "en"
    wish = request.args.get("lang")
    return wish if wish in [language.code for language in offered()] else _known()


def _known() -> str:
    """What is known of the reader without what this address asks for."""
    codes = [language.code for language in offered()]
    for wish in (_remembered()[0], getattr(g.get("user"), "language", None)):
        if wish in codes:
            return wish
    if from_browser := _of_browser(codes):
        return from_browser
    return offer().default if offer().default in codes else codes[0]


def _remembered() -> tuple[str, str]:
    """The language that was chosen last, and the one before it if that was a helper's choice."""
    code, _dot, before = request.cookies.get(COOKIE, "").partition(".")
    return code, before


def _of_browser(codes: list[str]) -> str | None:
    """The best language of the browser that we have: `uk-UA` is Ukrainian before its second choice is asked for."""
    known = {code.lower(): code for code in codes}
    for tag, quality in request.accept_languages:
        whole = tag.lower().replace("-", "_")
        for name in (whole, whole.split("_")[0]):
            code = known.get(ALSO_CALLED.get(name, name).lower())
            if code and quality:
                return code
    return None


@cache
def _language_of(locale: Locale) -> Language:
    return LANGUAGES[str(locale)]


def language() -> Language:
    """The language of the present page."""
    return _language_of(get_locale())


def languages() -> list[dict]:
    """For the language menu: each language with the address of this same page in it."""
    here = language().code
    return [
        {
            "code": known.code,
            "tag": known.tag,
            "dir": known.direction,
            "name": known.name,
            "url": _address_in(known.code),
            "current": known.code == here,
        }
        for known in offered()
    ]


def languages_to_offer() -> list[dict]:
    """Those that stand in sight on top of a page, one tap away, until somebody chooses: a newcomer's phone may well speak
    English or the country's language although its owner does not. None where the browser has asked for another.
    """
    is_known = bool(_remembered()[0]) or "lang" in request.args or g.get("user") is not None
    if is_known or _is_staff_page() or language().code not in (*offer().home, "en"):
        return []
    neighbours = {code for codes in HOME.values() for code in codes}  # who reads one of them reads the others
    return [one for one in languages() if one["code"] not in neighbours and not one["current"]]


def address_here() -> str:
    """This same page, ready for `lang=`: "/help?", "/?free=1&"; of a page that only takes posts, the start page."""
    readable = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    path = request.path if readable else "/"
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"] if readable else []
    return f"{path}?{urlencode(kept)}&" if kept else f"{path}?"


def _address_in(code: str) -> str:
    """This same page in another language."""
    return f"{address_here()}lang={code}"


def other_version() -> dict | None:
    """One tap to this page in the country's language, for the helper beside a reader, and one tap back."""
    if _is_staff_page():
        return None
    code, home = offer().home[0], offer().home
    if language().code in home:
        code = _remembered()[1] if _known() in home else _known()
        if code in home or code not in offer().shown:
            return None
    known = LANGUAGES[code]
    return {
        "code": code,
        "name": COMMONLY.get(code, known.name),
        "tag": known.tag,
        "dir": known.direction,
        "url": _address_in(code),
    }


def remembered() -> str | None:
    """The language that was chosen on this device, if one was."""
    code = _remembered()[0]
    return code if code in LANGUAGES else None


def remember_language(response: Response, code: str) -> Response:
    """Keep `code` on this device for a year; "nb.ar" is Norsk now, and Arabic before."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, code, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


def in_language(code: str):
    """A context in which texts come in `code` (for mails and pushes)."""
    return force_locale(code if code in LANGUAGES else "nb")


def remember(response: Response) -> Response:
    """A language that was asked for is kept; and for the way back, the one that was read until then."""
    wish, home = request.args.get("lang"), offer().home
    if wish in offer().shown and wish != _remembered()[0]:
        before = _remembered()[1] if _known() in home else _known()
        remember_language(response, f"{wish}.{before}" if wish in home and before else wish)
    response.headers.setdefault("Content-Language", language().tag if request.endpoint else "nb")
    return response
