"""The one list of languages, which of them a reader gets, and the two catalogues of texts.

`messages` holds public and family pages, in every language; `staff` holds the pages of associations, partners and
coordinators. `_` and `_s` look a text up in the one and the other.
"""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from allemed.config import ROOT, Settings

__all__ = ["LANGUAGES", "STAFF_LANGUAGES", "Language", "_", "_l", "_s", "_sl", "in_language", "language", "languages",
           "ngettext", "ngettext_s", "offered", "other_version"]  # fmt: skip

REVIEWED = ROOT / "translations" / "reviewed.txt"  # codes of languages that a native speaker has read all of
TRANSLATIONS = str(ROOT / "translations")
COOKIE = "language"  # a code; "nb.ar": Norsk now, for the helper, and Arabic before
A_YEAR = 31_536_000


@cache
def _catalogue(domain: str, code: str) -> NullTranslations:
    """Read once; a page has hundreds of texts, and the way through Flask-Babel costs ten times as much."""
    return Translations.load(TRANSLATIONS, [code], domain)


def _found(domain: str, text: str, variables: dict) -> str:
    found = _catalogue(domain, language().code).ugettext(text)
    return found % _isolated(variables) if variables else found


def _counted(domain: str, singular: str, plural: str, num: int, variables: dict) -> str:
    text = _catalogue(domain, language().code).ungettext(singular, plural, num)
    return text % _isolated({"num": num} | variables)


def _(text: str, **variables) -> str:
    """A text of the public and family pages in the reader's language."""
    return _found("messages", text, variables)


def _l(text: str, **variables):
    """The same, looked up when it is shown."""
    return LazyString(_, text, **variables)


def ngettext(singular: str, plural: str, num: int, **variables) -> str:
    """A counted text of the public and family pages."""
    return _counted("messages", singular, plural, num, variables)


def _s(text: str, **variables) -> str:
    """A text of the staff pages in the reader's language."""
    return _found("staff", text, variables)


def _sl(text: str, **variables):
    """The same, looked up when it is shown."""
    return LazyString(_s, text, **variables)


def ngettext_s(singular: str, plural: str, num: int, **variables) -> str:
    """A counted text of the staff pages."""
    return _counted("staff", singular, plural, num, variables)


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
HOME = {"NO": ("nb", "nn"), "SE": ("sv",)}  # what a country's helpers read; the first is the one offered to them
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")  # letters that are written from right to left
COMMONLY = {"nb": "Norsk"}  # what everybody calls it
ALSO_CALLED = {"no": "nb", "fa": "fa_AF", "prs": "fa_AF"}  # what browsers also say
STAFF_LANGUAGES = tuple(code for code, language in LANGUAGES.items() if language.staff)


@dataclass(frozen=True)
class Offer:
    """Codes of the languages this municipality shows, those a native speaker has reviewed, those its helpers read, and
    the one for a reader of whom nothing is known."""

    shown: frozenset[str]
    reviewed: frozenset[str]
    home: tuple[str, ...]
    default: str


def make_offer(settings: Settings) -> Offer:
    """From the settings. The country's own languages and the default one cannot be hidden; English is no translation.

    ValueError names a language nobody knows.
    """
    hidden = set(settings.hidden_languages.replace(",", " ").split())
    if unknown := hidden - {*LANGUAGES, "unreviewed"}:
        raise ValueError(f"hidden_languages: no such language: {', '.join(sorted(unknown))}")
    reviewed = frozenset(REVIEWED.read_text("utf-8").split()) if REVIEWED.exists() else frozenset()
    if "unreviewed" in hidden:
        hidden |= LANGUAGES.keys() - reviewed - {"en"}
    home = HOME[settings.country]
    default = settings.default_language or home[0]
    return Offer(frozenset(LANGUAGES.keys() - hidden | {default, *home}), reviewed, home, default)


def _offer() -> Offer:
    return current_app.extensions["allemed_languages"]


def _is_staff_page() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    allowed = getattr(view, "allowed", frozenset())
    return bool(allowed) and not allowed & {"public", "family"}


def offered() -> list[Language]:
    """The languages the present page exists in."""
    codes = STAFF_LANGUAGES if has_request_context() and _is_staff_page() else tuple(LANGUAGES)
    return [LANGUAGES[code] for code in codes if code in _offer().shown]


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
    return _offer().default if _offer().default in codes else codes[0]


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


def _address_in(code: str) -> str:
    """This same page in another language; of a page that only takes posts, the start page."""
    readable = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    path = request.path if readable else "/"
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"] if readable else []
    return f"{path}?{urlencode([*kept, ('lang', code)])}"


def other_version() -> dict | None:
    """One tap to this page in the country's language, for the helper beside a reader, and one tap back."""
    if _is_staff_page():
        return None
    code, home = _offer().home[0], _offer().home
    if language().code in home:
        code = _remembered()[1] if _known() in home else _known()
        if code in home or code not in _offer().shown:
            return None
    known = LANGUAGES[code]
    return {"name": COMMONLY.get(code, known.name), "tag": known.tag, "dir": known.direction, "url": _address_in(code)}


def in_language(code: str):
    """A context in which texts come in `code` (for mails and pushes)."""
    return force_locale(code if code in LANGUAGES else "nb")


def _isolated(variables: dict) -> dict:
    """Words put into a text of the other direction keep to themselves (U+2068 and U+2069 are `<bdi>` as signs)."""
    other = language().direction == "rtl"
    return {
        name: f"\u2068{value}\u2069" if type(value) is str and bool(_RTL.search(value)) != other else value
        for name, value in variables.items()
    }


def _text_of(domain: str):
    """What a template calls for a text: the variables are escaped, the text is ours."""

    def call(text: str, **variables) -> Markup:
        return Markup(_catalogue(domain, language().code).ugettext(text)) % _isolated(variables)  # noqa: S704 — ours

    return call


def _counted_text_of(domain: str):
    def call(singular: str, plural: str, num: int, **variables) -> Markup:
        text = _catalogue(domain, language().code).ungettext(singular, plural, num)
        return Markup(text) % _isolated({"num": num} | variables)  # noqa: S704 — ours

    return call


def prepare(app: Flask) -> None:
    """Wire Babel into the app and remember a language that was asked for by `?lang=`."""
    app.extensions["allemed_languages"] = make_offer(app.extensions["allemed_settings"])
    Babel(
        app,
        default_locale="nb",
        default_domain="messages",
        default_translation_directories=TRANSLATIONS,
        locale_selector=chosen,
    )
    app.jinja_env.globals.update(
        gettext=_text_of("messages"), ngettext=_counted_text_of("messages"),
        _s=_text_of("staff"), ngettext_s=_counted_text_of("staff"),
    )  # fmt: skip
    app.jinja_env.globals.update(languages=languages, other_version=other_version)

    @app.context_processor
    def _language():
        current = language()
        return {"lang": current.tag, "dir": current.direction, "reviewed": current.code in _offer().reviewed}

    app.after_request(_remember)


def _remember(response: Response) -> Response:
    """A language that was asked for is kept; and for the way back, the one that was read until then."""
    wish, home = request.args.get("lang"), _offer().home
    if wish in _offer().shown and wish != _remembered()[0]:
        before = _remembered()[1] if _known() in home else _known()
        value = f"{wish}.{before}" if wish in home and before else wish
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(COOKIE, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    response.headers.setdefault("Content-Language", language().tag if request.endpoint else "nb")
    return response
