"""The texts of the two catalogues in the language of the page.

`messages` holds public and family pages, in every language; `staff` holds the pages of associations, partners and
coordinators. `_` and `_s` look a text up in the one and the other.
"""

import re
from functools import cache

from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from allemed.config import ROOT
from allemed.locales.choice import language

TRANSLATIONS = str(ROOT / "translations")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")  # letters that are written from right to left


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
    """Give templates the texts."""
    app.jinja_env.globals.update(
        gettext=_text_of("messages"), ngettext=_counted_text_of("messages"),
        _s=_text_of("staff"), ngettext_s=_counted_text_of("staff"),
    )  # fmt: skip
