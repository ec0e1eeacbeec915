"""The one gate before every view: is it declared, may this role, is each object visible to this user?

Answers 401 (sign in), 403 (not your role) or 404 (not your object, or none: nobody can tell which).
"""

from collections.abc import Callable
from typing import NoReturn

from flask import Flask, abort, current_app, g, request
from werkzeug.routing import Rule

from allemed import resting
from allemed.access.rules import PUBLIC, Role, allow, may_open
from allemed.access.scopes import SCOPES, scope
from allemed.database import READ_ONLY, db

__all__ = ["allow", "current_user", "logs_reads", "may", "prepare", "scope"]

_find_user: Callable[[], object | None] | None = None


def finds_user(find):
    """Register the function that knows the signed-in user of the present request."""
    global _find_user
    _find_user = find
    return find


def logs_reads(view):
    """Mark a GET view that writes to the read log: it opens a write transaction and commits."""
    view.logs_reads = True
    return view


def current_user():
    """The signed-in User of this request, or None."""
    return g.get("user")


def sender_account() -> str:
    """Who is counted by a limit where everybody is signed in: a whole school may share one address."""
    return f"account {current_user().id}"


def may(endpoint: str) -> bool:
    """May the present user open views of this kind at all? (Which objects, the scopes decide.)"""
    view = current_app.view_functions[endpoint]
    user = current_user()
    return may_open(view.allowed, user.role if user else None)


def id_arguments(rule: Rule) -> list[str]:
    """The arguments of an address that name objects."""
    return sorted(name for name in rule.arguments if name.endswith("_id"))


def is_visible(argument: str, value, user) -> bool:
    """Is there such an object, and may this user see it?"""
    visible = SCOPES[argument](user)
    entity = visible.column_descriptions[0]["entity"]
    return db.session.scalar(visible.with_only_columns(entity.id).where(entity.id == value).limit(1)) is not None


def _check():
    g.user = None
    if request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    g.is_public_page = PUBLIC in view.allowed
    if request.endpoint == "assets.show_asset":
        return
    if request.method in ("GET", "HEAD") and not getattr(view, "logs_reads", False):
        db.session.connection(execution_options=READ_ONLY)
    g.user = _find_user() if _find_user else None
    resting.check(view, g.user is not None and g.user.role == Role.COORDINATOR)
    if not may_open(view.allowed, g.user.role if g.user else None):
        _refuse(403 if g.user else 401)
    for argument in id_arguments(request.url_rule):
        if not is_visible(argument, request.view_args[argument], g.user):
            _refuse(404)


def _refuse(status: int) -> NoReturn:
    """Whoever is signed in and tries doors leaves a trace, by random ids only (OWASP ASVS 5.0 16.3.2)."""
    if g.user:
        current_app.logger.warning("refused with %s: %s to user %s", status, request.endpoint, g.user.id)
    abort(status)


def check_declared(app: Flask) -> None:
    """Refuse to start with a view that nobody decided about. RuntimeError names it."""
    for rule in app.url_map.iter_rules():
        if not getattr(app.view_functions[rule.endpoint], "allowed", None):
            raise RuntimeError(f"{rule.endpoint} declares nobody: mark it with @allow(…)")
        for argument in id_arguments(rule):
            if argument not in SCOPES:
                raise RuntimeError(f"{rule.rule}: no scope is registered for {argument}")


def prepare(app: Flask) -> None:
    app.before_request(_check)
    app.jinja_env.globals["may"] = may
    app.context_processor(lambda: {"current_user": current_user()})
