"""Languages: the list of them, which one a reader gets, and the texts in it."""

from flask import Flask
from flask_babel import Babel

from allemed.locales import texts
from allemed.locales.choice import (
    COOKIE,
    address_here,
    chosen,
    in_language,
    language,
    languages,
    languages_to_offer,
    offer,
    offered,
    other_version,
    remember,
    remember_language,
    remembered,
)
from allemed.locales.known import HOME, LANGUAGES, REVIEWED, STAFF_LANGUAGES, Language, make_offer
from allemed.locales.texts import TRANSLATIONS, _, _l, _s, _sl, ngettext, ngettext_s

__all__ = ["COOKIE", "HOME", "LANGUAGES", "REVIEWED", "STAFF_LANGUAGES", "Language", "_", "_l", "_s", "_sl",
           "address_here", "in_language", "language", "languages", "languages_to_offer", "make_offer", "ngettext", "ngettext_s", "offered", "other_version",
           "remember_language", "remembered"]  # fmt: skip


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
    texts.prepare(app)
    app.jinja_env.globals.update(
        languages=languages, languages_to_offer=languages_to_offer, other_version=other_version
    )

    @app.context_processor
    def _language():
        current = language()
        return {"lang": current.tag, "dir": current.direction, "reviewed": current.code in offer().reviewed}

    app.after_request(remember)
