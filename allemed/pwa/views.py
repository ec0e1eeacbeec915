"""The installable app: manifest, service worker, offline page, and whether a browser wants to be told."""

import hashlib
import hmac
import json
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, request, url_for
from flask_wtf.csrf import generate_csrf

from allemed import clock, resting, sealed
from allemed.access.guard import PUBLIC, allow, current_user
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.assets import asset
from allemed.config import settings
from allemed.database import db
from allemed.delivery import actions as delivery
from allemed.delivery.actions import BadSubscription, add_subscription, end_subscriptions
from allemed.delivery.gateway.sms import read_gateway, read_report
from allemed.delivery.notices import read_stop, read_stop_letters, stop_letters_path
from allemed.delivery.queries import find_unwanted, list_muted, may_write_to
from allemed.delivery.rules import Topic
from allemed.htmx import render
from allemed.kept_pages import may_be_kept
from allemed.limits import PUBLIC_POST, SIGN_IN, limiter
from allemed.locales import _, _l, language
from allemed.once import commit_and_go
from allemed.pwa.forms import TOPICS, ChooseTopicsForm
from allemed.resting import open_at_rest

views = Blueprint("pwa", __name__)

WORKER = ("js/sw.js", "js/sw-list.js")
ICONS = (("192", "any"), ("512", "any"), ("192", "maskable"), ("512", "maskable"))
KEPT_FILES = (
    "site.css", "next.css", "rest.css", "site.js", "icons/first.svg", "icons/sprite.svg", "icons/sign.svg",
)  # fmt: skip

SCREENSHOTS = (
    ("screenshots/list.webp", "720x1480", "narrow", _l("Groups that have room")),
    ("screenshots/group.webp", "720x1480", "narrow", _l("What, where, when and what it costs")),
    ("screenshots/wide.webp", "1280x800", "wide", _l("Groups that have room")),
)


def _icon(size: str, purpose: str) -> dict[str, str]:
    name = f"icons/app-{size}.png" if purpose == "any" else f"icons/app-maskable-{size}.png"
    return {"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _shortcuts() -> list[dict]:
    """What one opens most, by a long press on the icon."""
    places = (
        (_("Find an activity"), "catalogue.list_activities"), (_("Our page"), "home.show_our_page"),
        (_("Help"), "home.show_help"),
    )  # fmt: skip
    icon = {"src": asset("icons/app-192.png"), "sizes": "192x192", "type": "image/png"}
    return [{"name": name, "url": url_for(endpoint), "icons": [icon]} for name, endpoint in places]


@views.get("/manifest.webmanifest")
@allow(PUBLIC)
@open_at_rest
def show_manifest() -> Response:
    manifest = {
        "id": "/",
        "name": settings().municipality_name,
        "short_name": "ALLEMED",
        "description": _("Find something to do in your free time, and get help to start."),
        "lang": language().tag,
        "dir": language().direction,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf7f0",
        "theme_color": "#0f5c4d",
        "icons": [
            {"src": asset("icons/sign.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *(_icon(size, purpose) for size, purpose in ICONS),
        ],
        "shortcuts": _shortcuts(),
        "screenshots": [
            {"src": asset(name), "sizes": size, "type": "image/webp", "form_factor": shape, "label": str(label)}
            for name, size, shape, label in SCREENSHOTS
        ],
        "categories": ["education", "lifestyle", "sports"],
    }
    return Response(json.dumps(manifest, ensure_ascii=False), content_type="application/manifest+json; charset=utf-8")


@views.get("/sw.js")
@allow(PUBLIC)
@open_at_rest
def show_worker() -> Response:
    """The worker with what it may keep in front; or, switched off, the one that takes itself away."""
    assets = current_app.extensions["allemed_assets"]
    has_ended = resting.state() is resting.State.ENDED
    if has_ended or not settings().service_worker:
        body = f"self.ENDED = {json.dumps(has_ended)};\n{assets['js/sw-off.js'].body.decode()}"
    else:
        known = {
            "files": [asset(name) for name in KEPT_FILES],
            "offline": url_for("pwa.show_offline"),
            "waiting": url_for("pwa.show_waiting"),
            "offlineForm": url_for("referrals.show_offline_interest"),
            "seal": sealed.public_key(),
            "push": settings().vapid_public_key,
            "title": "ALLEMED",
            "icon": asset("icons/app-192.png"),
            "badge": asset("icons/app-badge.png"),
        }
        marks = (
            "".join(assets[name].mark for name in (*KEPT_FILES, *WORKER)) + current_app.extensions["allemed_release"]
        )
        known["version"] = hashlib.sha256(marks.encode()).hexdigest()[:12]
        body = "\n".join([f"self.ALLEMED = {json.dumps(known)};", *(assets[name].body.decode() for name in WORKER)])
    response = Response(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@views.get("/offline")
@allow(PUBLIC)
@open_at_rest
def show_offline() -> Response:
    """The page for a phone without network; the worker fetches it without cookies, so it is the same for all."""
    return may_be_kept(render("pwa/show_offline.html"))


@views.get("/waiting")
@allow(PUBLIC)
@open_at_rest
def show_waiting():
    """What a phone without network has taken in and sends later; the phone itself fills the list."""
    return may_be_kept(render("pwa/show_waiting.html"))


@views.get("/form-token")
@allow(PUBLIC)
@open_at_rest
def show_form_token():
    """A fresh token for a form that waited: the one it was written with may have run out."""
    response = jsonify(token=generate_csrf())
    response.headers["Cache-Control"] = "no-store"
    return response


@views.route("/push/topics", methods=["GET", "POST"])
@allow(Role.FAMILY, Role.ASSOCIATION, Role.COORDINATOR, Role.PARTNER, Role.GUIDE)
def choose_topics():
    """What this person is told by push, on every device of theirs."""
    user, form = current_user(), ChooseTopicsForm()
    offered = list(TOPICS[user.role])
    form.offer(user.role)
    if form.validate_on_submit():
        wanted = [Topic(code) for code in form.topics.data]
        delivery.choose_topics(user, wanted, offered, now=clock.now())
        return commit_and_go(url_for("accounts.list_devices"), _("Noted."))
    if not form.is_submitted():
        muted = list_muted(user)
        form.topics.data = [str(topic) for topic in offered if topic not in muted]
    stopped = stop_letters_path(user.email) if user.email and not may_write_to(user.email) else ""
    return render("pwa/choose_topics.html", status=422 if form.is_submitted() else 200, form=form, stopped=stopped)


@views.route("/stop/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
@open_at_rest
@limiter.limit(PUBLIC_POST, methods=["POST"])
def stop_messages(token):
    """The link in a mail: GET asks, POST stops messages of this kind (also a mail program's own button, RFC 8058).

    In a mail to somebody without a sign-in it stops all mails to that address, and a second button takes it back.
    """
    if fingerprint := read_stop_letters(token):
        return _stop_letters(fingerprint)
    found = read_stop(token)
    user = db.session.get(User, found[0]) if found else None
    if found is None or user is None:
        abort(404)
    if request.method == "POST":
        delivery.stop_topic(user, found[1], now=clock.now())
        db.session.commit()
    return _stopped_page(render("pwa/stop_messages.html", is_stopped=request.method == "POST"))


def _stop_letters(fingerprint: str):
    if request.method == "POST":
        act = delivery.take_letters_again if "again" in request.form else delivery.stop_letters
        act(fingerprint, now=clock.now())
        db.session.commit()
    return _stopped_page(render("pwa/stop_letters.html", is_stopped=find_unwanted(fingerprint) is not None))


def _stopped_page(page):
    page.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"})
    return page


@views.post("/sms/reports/<key>")
@allow(PUBLIC)
@open_at_rest
@limiter.limit(SIGN_IN, deduct_when=lambda answer: answer.status_code == 404)
def take_report(key):
    """An SMS gateway tells what became of a message; only with the key from the settings. Guessing is limited."""
    known = settings()
    wanted = known.sms_report_key.encode()
    if not (known.sms_gateway and wanted and hmac.compare_digest(key.encode(), wanted)):
        abort(404)
    gateway = read_gateway(Path(known.sms_gateway))
    sent = request.get_json(silent=True) or request.form.to_dict()
    for report in sent if isinstance(sent, list) else [sent]:
        if (read := read_report(gateway, report)) and (message_id := _uuid(read[0])):
            delivery.mark_arrived(message_id, read[1], now=clock.now())
    db.session.commit()
    return "", 204


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _sent() -> dict:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


@views.post("/push")
@allow(*Role)
@limiter.limit(PUBLIC_POST)
def subscribe():
    sent = _sent()
    keys = sent.get("keys") if isinstance(sent.get("keys"), dict) else {}
    try:
        add_subscription(
            current_user(),
            endpoint=str(sent.get("endpoint", "")),
            p256dh=str(keys.get("p256dh", "")),
            auth=str(keys.get("auth", "")),
            device_id=g.device.id,
            language=language().code,
            hosts=settings().push_hosts,
            now=clock.now(),
        )
    except BadSubscription as error:
        return jsonify(error=str(error)), 422
    db.session.commit()
    return "", 204


@views.post("/push/end")
@allow(*Role)
def unsubscribe():
    endpoint = _sent().get("endpoint")
    end_subscriptions(
        current_user(), endpoint=str(endpoint) if endpoint else None, device_id=g.device.id, now=clock.now()
    )
    db.session.commit()
    return "", 204


def prepare(app: Flask) -> None:
    """The offline page is a template: a changed one must reach phones that have the old one.

    `push_key()` gives templates the key that browsers subscribe with; empty where none is set.
    """
    app.jinja_env.globals["push_key"] = lambda: settings().vapid_public_key
    templates = (
        "pwa/show_offline.html", "pwa/show_waiting.html", "referrals/show_offline_interest.html", "layouts/page.html",
        "layouts/frame.html",
    )  # fmt: skip
    source = "".join(app.jinja_env.loader.get_source(app.jinja_env, name)[0] for name in templates)
    for view in (stop_messages, take_report):  # the address itself is the key: a mail program or a gateway has no form
        app.extensions["csrf"].exempt(view)
    app.extensions["allemed_release"] = hashlib.sha256(source.encode()).hexdigest()
