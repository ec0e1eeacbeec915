"""Errors as pages in the reader's language: what happened, and what to do now. Never a trace."""

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from allemed.database import db, is_duplicate
from allemed.errors import DomainError, StaleVersion, describe_failure
from allemed.limits import seconds_to_wait
from allemed.locales import _l

TEXTS = {
    400: (_l("This page was open too long"), _l("Go back, load the page again and try once more.")),
    401: (_l("You need to sign in"), _l("This page is only for those who are signed in.")),
    403: (_l("This page is not for you"), _l("Your sign-in does not open this page.")),
    404: (_l("We did not find this page"), _l("It may have moved, or the address is wrong.")),
    405: (_l("That does not work here"), _l("Go back and try another way.")),
    409: (_l("Somebody was faster"), _l("This has changed since you opened the page.")),
    413: (_l("That is too large"), _l("Choose a smaller file.")),
    422: (_l("Something is missing"), _l("Go back and look at the form once more.")),
    429: (_l("Too many tries"), _l("Wait a minute and try again.")),
    500: (_l("Something went wrong with us"), _l("Nothing you had saved is lost. Try again in a while.")),
    503: (_l("We cannot save right now"), _l("Nothing you had saved is lost. Try again in a minute.")),
}

LONG_WAIT = 90  # seconds; up to then "wait a minute" is true


def _page(status: int, text=None, **more):
    known = status if status in TEXTS else (500 if status >= 500 else 400)
    title, default = TEXTS[known]
    return render_template("errors/error.html", title=title, text=text or default, status=known, **more), status


def _too_many():
    """The page and `Retry-After` say how long to wait."""
    wait = seconds_to_wait()
    body, status = _page(429, TEXTS[500][1] if wait > LONG_WAIT else None)
    return body, status, {"Retry-After": str(wait)}


def prepare(app: Flask) -> None:
    _answer_people(app)
    _answer_faults(app)


def _answer_people(app: Flask) -> None:
    """What somebody asked for cannot be done: the page says why."""

    @app.errorhandler(HTTPException)
    def _http(error):
        if error.code is None or error.code < 400:
            return error
        return _too_many() if error.code == 429 else _page(error.code)

    @app.errorhandler(CSRFError)
    def _forged(_error):
        return _page(400)

    @app.errorhandler(DomainError)
    def _refused(error):
        db.session.rollback()
        return _page(error.status, str(error))

    @app.errorhandler(StaleVersion)
    def _stale(error):
        db.session.rollback()
        return _page(409, str(error), theirs=error.theirs, yours=error.yours)


def _answer_faults(app: Flask) -> None:
    """The database, or we, failed: it is in the log by its kind, and the page says when to try again."""

    @app.errorhandler(OperationalError)
    def _database(error):
        db.session.rollback()
        app.logger.error("database unavailable: %s at %s", type(error.orig).__name__, request.endpoint)
        body, status = _page(503)
        return body, status, {"Retry-After": "30"}

    @app.errorhandler(IntegrityError)
    def _met(error):
        """Two did the same in the same moment; one of them may look again. Anything else is a fault of ours."""
        if not is_duplicate(error):
            return _unexpected(error)
        db.session.rollback()
        app.logger.warning("two wrote the same row at %s", request.endpoint)
        return _page(409)

    @app.errorhandler(Exception)
    def _unexpected(error):
        db.session.rollback()
        app.logger.error("unexpected, at %s: %s", request.endpoint, describe_failure(error))
        try:
            return _page(500)
        except Exception:  # the page itself may be what failed
            return app.jinja_env.get_template("errors/500.html").render(), 500
