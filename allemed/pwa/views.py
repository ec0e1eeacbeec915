"""The installable app: manifest, service worker, offline page, and whether a browser wants to be told."""

import hashlib
import json

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request, url_for

from allemed import clock
from allemed.access.guard import PUBLIC, allow, current_user
from allemed.access.rules import Role
from allemed.assets import asset
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import BadSubscription, add_subscription, end_subscriptions
from allemed.htmx import render
from allemed.limits import PUBLIC_POST, limiter
from allemed.locales import _, language

views = Blueprint("pwa", __name__)

ICONS = (("192", "any"), ("512", "any"), ("192", "maskable"), ("512", "maskable"))
KEPT_FILES = (
    "site.css", "rest.css", "site.js", "icons/first.svg", "icons/sprite.svg", "icons/sign.svg",
)  # fmt: skip


def _icon(size: str, purpose: str) -> dict[str, str]:
    name = f"icons/app-{size}.png" if purpose == "any" else f"icons/app-maskable-{size}.png"
    return {"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@views.get("/manifest.webmanifest")
@allow(PUBLIC)
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
    }
    return Response(json.dumps(manifest, ensure_ascii=False), content_type="application/manifest+json; charset=utf-8")


@views.get("/sw.js")
@allow(PUBLIC)
def show_worker() -> Response:
    """The worker with what it may keep in front; or, switched off, the one that takes itself away."""
    assets = current_app.extensions["allemed_assets"]
    if not settings().service_worker:
        body = assets["js/sw-off.js"].body.decode()
    else:
        known = {
            "files": [asset(name) for name in KEPT_FILES],
            "offline": url_for("pwa.show_offline"),
            "title": "ALLEMED",
            "icon": asset("icons/app-192.png"),
            "badge": asset("icons/app-badge.png"),
        }
        marks = (
            "".join(assets[name].mark for name in (*KEPT_FILES, "js/sw.js")) + current_app.extensions["allemed_release"]
        )
        known["version"] = hashlib.sha256(marks.encode()).hexdigest()[:12]
        body = f"self.ALLEMED = {json.dumps(known)};\n{assets['js/sw.js'].body.decode()}"
    response = Response(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@views.get("/offline")
@allow(PUBLIC)
def show_offline() -> Response:
    """The page for a phone without network; the worker fetches it without cookies, so it is the same for all."""
    response = render("pwa/show_offline.html")
    response.headers["X-Offline"] = "public"
    return response


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
    templates = ("pwa/show_offline.html", "layouts/page.html", "layouts/frame.html")
    source = "".join(app.jinja_env.loader.get_source(app.jinja_env, name)[0] for name in templates)
    app.extensions["allemed_release"] = hashlib.sha256(source.encode()).hexdigest()
