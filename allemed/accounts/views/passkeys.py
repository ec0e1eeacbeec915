"""Passkeys: made, used and removed. The browser speaks JSON here (static/js/passkey.js)."""

import base64
from datetime import datetime

from flask import abort, g, jsonify, request, session, url_for

from allemed import clock
from allemed.access.guard import PUBLIC, allow, current_user
from allemed.access.rules import STAFF
from allemed.accounts import actions, gateway, queries
from allemed.accounts.gateway import ProofRefused, Site
from allemed.accounts.rules import CHALLENGE_LIFE, SignInMethod, own_path
from allemed.accounts.views.blueprint import views
from allemed.accounts.views.cookies import device_label, sign_in_here
from allemed.config import settings
from allemed.htmx import render
from allemed.limits import SIGN_IN, limiter
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.resting import open_at_rest

CHALLENGE = "passkey_challenge"


def _site() -> Site:
    return Site(settings().municipality_name, settings().base_url)


def _remember(challenge: bytes) -> None:
    session[CHALLENGE] = [base64.b64encode(challenge).decode(), clock.now().isoformat()]


def _take_challenge() -> tuple[bytes, datetime]:
    """The challenge this browser was given, once, and when; ProofRefused if there is none or it is too old."""
    kept = session.pop(CHALLENGE, None)
    if kept is None:
        raise ProofRefused("no challenge")
    asked_at = datetime.fromisoformat(kept[1])
    if not asked_at <= clock.now() < asked_at + CHALLENGE_LIFE:
        raise ProofRefused("old challenge")
    return base64.b64decode(kept[0]), asked_at


def _answer() -> dict:
    """What the browser sent: {"credential": {…}, "next": …}."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("credential"), dict):
        abort(422)
    return sent


@views.get("/passkeys/new")
@allow(*STAFF)
def show_new_passkey():
    return render("accounts/show_new_passkey.html", first=g.device.method == SignInMethod.INVITE)


@views.post("/passkeys/options")
@allow(*STAFF)
@limiter.limit(SIGN_IN)
def ask_for_passkey():
    user = current_user()
    known = [passkey.credential_id for passkey in queries.list_passkeys(user)]
    options, challenge = gateway.ask_to_make(
        _site(), user_id=user.id.bytes, user_name=user.email or user.name, known=known
    )
    _remember(challenge)
    return jsonify(options)


@views.post("/passkeys")
@allow(*STAFF)
@limiter.limit(SIGN_IN)
def add_passkey():
    user, sent = current_user(), _answer()
    try:
        challenge, _asked_at = _take_challenge()
        made = gateway.check_made(_site(), sent["credential"], challenge)
    except ProofRefused:
        return jsonify(error="refused"), 422
    now = clock.now()
    actions.add_passkey(
        user,
        credential_id=made.id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        label=device_label(),
        now=now,
    )
    if g.device.method == SignInMethod.INVITE:
        return sign_in_here(jsonify(go=url_for("home.show_start")), user, SignInMethod.PASSKEY)
    commit_and_go(url_for("accounts.list_devices"), _s("The passkey is ready."))
    return jsonify(go=url_for("accounts.list_devices"))


@views.post("/passkeys/<uuid:passkey_id>/remove")
@allow(*STAFF)
def remove_passkey(passkey_id):
    actions.remove_passkey(queries.get_passkey(passkey_id), by=current_user(), now=clock.now())
    return commit_and_go(
        url_for("accounts.list_devices"), _s("The passkey is removed. Remove it from your device too.")
    )


@views.post("/sign-in/passkey/options")
@allow(PUBLIC)
@open_at_rest
@limiter.limit(SIGN_IN)
def ask_for_proof():
    options, challenge = gateway.ask_for_proof(_site())
    _remember(challenge)
    return jsonify(options)


@views.post("/sign-in/passkey")
@allow(PUBLIC)
@open_at_rest
@limiter.limit(SIGN_IN)
def sign_in_with_passkey():
    sent = _answer()
    try:
        challenge, asked_at = _take_challenge()
        passkey = queries.find_passkey(gateway.credential_id(sent["credential"]))
        if passkey is None:
            raise ProofRefused("unknown passkey")
        count = gateway.check_proof(
            _site(),
            sent["credential"],
            challenge,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
        )
        if not actions.note_passkey_use(passkey, sign_count=count, asked_at=asked_at, now=clock.now()):
            raise ProofRefused("used before")
    except ProofRefused:
        return jsonify(error="refused"), 403
    return sign_in_here(jsonify(go=own_path(sent.get("next"))), passkey.user, SignInMethod.PASSKEY)
