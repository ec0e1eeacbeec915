"""The one page that everybody but coordinators gets while ALLEMED rests here, or has ended."""

from flask import Flask, g, render_template, url_for

from allemed.locales import _l
from allemed.resting import Closed, State

RETRY_AFTER = 86_400  # seconds: who asks by itself asks again tomorrow


def _links() -> list[dict]:
    """What stays open: what is kept of people, accessibility, and the way in for coordinators."""
    return [
        {"label": _l("Privacy"), "url": url_for("home.show_privacy")},
        {"label": _l("Accessibility"), "url": url_for("home.show_accessibility")},
        {"label": _l("For coordinators"), "url": url_for("accounts.show_sign_in")},
    ]


def prepare(app: Flask) -> None:
    """`rest_state()` tells templates whether ALLEMED works, rests or has ended."""
    app.jinja_env.globals["rest_state"] = lambda: g.get("rest", State.WORKS)

    @app.errorhandler(Closed)
    def _closed(error: Closed):
        has_ended = error.state is State.ENDED
        page = render_template("closing/rests.html", has_ended=has_ended, places=list, footer_links=_links)
        headers = {"Cache-Control": "no-store", "X-Rests": str(error.state)}
        return page, error.code, headers if has_ended else headers | {"Retry-After": str(RETRY_AFTER)}
