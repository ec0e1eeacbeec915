"""The one list of languages, which of them a reader gets, and the two catalogues of texts.

`messages` holds public and family pages, in every language; `staff` holds the pages of associations, partners and
coordinators. `_` and `_s` look a text up in the one and the other.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_locale, gettext, lazy_gettext, ngettext
from markupsafe import Markup

from allemed.config import ROOT

__all__ = ["LANGUAGES", "STAFF_LANGUAGES", "Language", "_", "_l", "_s", "_sl", "in_language", "language", "languages",
           "ngettext", "ngettext_s", "offered", "remember_language", "remembered"]  # fmt: skip

REVIEWED = ROOT / "translations" / "reviewed.txt"  # codes of languages that a native speaker has read all of
TRANSLATIONS = str(ROOT / "translations")
COOKIE = "language"

_staff = Domain([TRANSLATIONS], "staff")

_ = gettext
_l = lazy_gettext


def _s(text: str, **variables) -> str:
    """A text of the staff pages in the reader's language."""
    return _staff.gettext(text, **variables)


def _sl(text: str, **variables):
    """The same, looked up when it is shown."""
    return _staff.lazy_gettext(text, **variables)


def ngettext_s(singular: str, plural: str, num: int, **variables) -> str:
    """A counted text of the staff pages."""
    return _staff.ngettext(singular, plural, num, **variables)


@dataclass(frozen=True)
class Language:
    """`name` in its own script; `staff`: staff pages exist in it."""

    code: str
    name: str
    direction: str = "ltr"
    staff: bool = False

    @property
    def tag(self) -> str:
        """The tag for `lang` attributes (BCP 47)."""
        return self.code.replace("_", "-")


LANGUAGES = {
    language.code: language
    for language in (
        Language("nb", "Bokmål", staff=True),
        Language("nn", "Nynorsk", staff=True),
        Language("en", "English", staff=True),
        Language("sv", "Svenska", staff=True),
        Language("uk", "Українська"),
        Language("ar", "العربية", direction="rtl"),
        Language("ru", "Русский"),
        Language("ti", "ትግርኛ"),
        Language("so", "Soomaali"),
        Language("fa_AF", "دری", direction="rtl"),
        Language("pl", "Polski"),
        Language("tr", "Türkçe"),
    )
}
ALSO_CALLED = {"no": "nb", "fa": "fa_AF", "prs": "fa_AF"}  # what browsers also say
STAFF_LANGUAGES = tuple(code for code, language in LANGUAGES.items() if language.staff)


def is_reviewed(code: str) -> bool:
    """Has a native speaker read all of this language?"""
    return REVIEWED.exists() and code in REVIEWED.read_text("utf-8").split()


def _is_staff_page() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    allowed = getattr(view, "allowed", frozenset())
    return bool(allowed) and not allowed & {"public", "family"}


def offered() -> list[Language]:
    """The languages the present page exists in."""
    if has_request_context() and _is_staff_page():
        return [LANGUAGES[code] for code in STAFF_LANGUAGES]
    return list(LANGUAGES.values())


def chosen() -> str:
    """The reader's language: asked for in the address, remembered, of the user, of the browser, or the default."""
    if not has_request_context():  # a command in a terminal
        return "en"
    from_user = getattr(g.get("user"), "language", None)
    codes = [language.code for language in offered()]
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE), from_user):
        if wish in codes:
            return wish
    tags = {LANGUAGES[code].tag: code for code in codes}
    tags |= {tag: code for tag, code in ALSO_CALLED.items() if code in codes}
    match = request.accept_languages.best_match(list(tags))
    if match:
        return tags[match]
    default = current_app.extensions["allemed_settings"].default_language
    return default if default in codes else codes[0]


def language() -> Language:
    """The language of the present page."""
    return LANGUAGES[str(get_locale())]


def languages() -> list[dict]:
    """For the language menu: each language with the address of this same page in it."""
    here = language().code
    readable = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    path = request.path if readable else "/"
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"] if readable else []
    return [
        {
            "code": known.code,
            "tag": known.tag,
            "dir": known.direction,
            "name": known.name,
            "url": f"{path}?{urlencode([*kept, ('lang', known.code)])}",
            "current": known.code == here,
        }
        for known in offered()
    ]


def remembered() -> str | None:
    """The language that was chosen on this device, if one was."""
    code = request.cookies.get(COOKIE)
    return code if code in LANGUAGES else None


def remember_language(response: Response, code: str) -> Response:
    """Keep `code` on this device for a year."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, code, max_age=31_536_000, samesite="Lax", httponly=True, secure=secure)
    return response


def in_language(code: str):
    """A context in which texts come in `code` (for mails and pushes)."""
    return force_locale(code if code in LANGUAGES else "nb")


def _newstyle(lookup):
    def call(*words, **variables):
        return Markup(lookup(*words)) % variables  # noqa: S704 — texts are ours, variables are escaped by %

    return call


def prepare(app: Flask) -> None:
    """Wire Babel into the app and remember a language that was asked for by `?lang=`."""
    Babel(
        app,
        default_locale="nb",
        default_domain="messages",
        default_translation_directories=TRANSLATIONS,
        locale_selector=chosen,
    )
    app.jinja_env.globals["_s"] = _newstyle(_staff.gettext)
    app.jinja_env.globals["ngettext_s"] = lambda singular, plural, num, **variables: _newstyle(_staff.ngettext)(
        singular, plural, num, num=num, **variables
    )

    app.jinja_env.globals["languages"] = languages

    @app.context_processor
    def _language():
        current = language()
        return {"lang": current.tag, "dir": current.direction, "reviewed": is_reviewed(current.code)}

    @app.after_request
    def _remember(response):
        wish = request.args.get("lang")
        if wish in LANGUAGES and request.cookies.get(COOKIE) != wish:
            remember_language(response, wish)
        response.headers.setdefault("Content-Language", language().tag if request.endpoint else "nb")
        return response
