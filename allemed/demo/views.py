"""Look at the demo municipality as each role. Exists only with the setting `demo`, and only on this machine."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect

from allemed.access.guard import allow
from allemed.access.rules import PUBLIC, Role
from allemed.accounts.rules import SignInMethod
from allemed.accounts.views import sign_in_here
from allemed.config import settings
from allemed.demo.queries import find_example, find_second_coordinator
from allemed.htmx import render
from allemed.locales import _sl, language, remember_language
from allemed.resting import open_at_rest

views = Blueprint("demo", __name__)
SECOND = "coordinator2"
LOCAL = ("127.0.0.1", "::1")
LOCAL_NAMES = (*LOCAL, "localhost")
FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")

ROLES = (
    (Role.FAMILY, "users-three", _sl("A family"), _sl("On its phone: what is proposed, the first day, what is written about us.")),
    (Role.ASSOCIATION, "soccer-ball", _sl("An association"), _sl("Five minutes in the evening: answer, confirm open spots, keep promises.")),
    (Role.COORDINATOR, "hand-heart", _sl("The coordinator"), _sl("Today: who needs me now, and the next step for each child.")),
    (Role.PARTNER, "chalkboard-teacher", _sl("A school"), _sl("Send a family on, and hear what came of it.")),
    (Role.GUIDE, "users", _sl("A guide"), _sl("Goes along the first time: date, place and a first name.")),
)  # fmt: skip


def is_same_machine() -> bool:
    """Is it the person in front of this machine: no proxy between, and no name that somebody else points here?"""
    named = urlsplit(f"//{request.host}").hostname in LOCAL_NAMES
    return request.remote_addr in LOCAL and named and not any(header in request.headers for header in FORWARDING)


def is_own_form() -> bool:
    """Does the post come from a page of ours, or from a script, and not from another site?"""
    site, origin = request.headers.get("Sec-Fetch-Site", "none"), request.headers.get("Origin")
    return site in ("none", "same-origin") and origin in (None, request.host_url.rstrip("/"))


@views.before_request
def _only_here():
    if not (settings().demo and is_same_machine()):
        abort(404)


@views.get("/demo")
@allow(PUBLIC)
@open_at_rest
def show_demo():
    return render("demo/show_demo.html", roles=ROLES, second=SECOND)


@views.post("/demo/sign-in")
@allow(PUBLIC)
@open_at_rest
def sign_in():
    """Field `as`: coordinator, coordinator2, association, partner, guide or family. Needs no token: a script can use it."""
    wish = request.form.get("as", "")
    if not is_own_form() or wish not in (*Role, SECOND):
        abort(400)
    user = find_second_coordinator() if wish == SECOND else find_example(Role(wish))
    if user is None:
        abort(404)
    response = sign_in_here(redirect(url_for("home.show_start"), 303), user, SignInMethod.DEMO)
    return remember_language(response, language().code)  # who looks at the demo goes on reading their own language


def prepare(app: Flask) -> None:
    """This one post is exempt from the token; origin and machine are checked instead."""
    csrf: CSRFProtect = app.extensions["csrf"]
    csrf.exempt(sign_in)
