"""Signing in, signing out, and one's own devices."""

from flask import Blueprint, Response, current_app, g, request

from allemed import clock
from allemed.access.guard import finds_user
from allemed.accounts.actions import add_device
from allemed.accounts.models import Device, User
from allemed.accounts.queries import find_device_of_token
from allemed.accounts.rules import SESSION_LIFE, SignInMethod
from allemed.database import db

views = Blueprint("accounts", __name__)
SEEN_EVERY_SECONDS = 300


def cookie_name() -> str:
    """`__Host-` cookies need https; a demo on localhost has none."""
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"


@finds_user
def _user_of_request() -> User | None:
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    now = clock.now()
    device = find_device_of_token(token, now)
    if device is None:
        return None
    g.device = device
    if (now - device.last_seen_at).total_seconds() > SEEN_EVERY_SECONDS:
        _note_seen(device, now)
    return device.user


def _note_seen(device: Device, now) -> None:
    """In a short transaction of its own: the request itself may be reading only."""
    with db.engine.begin() as connection:
        connection.execute(Device.__table__.update().where(Device.id == device.id).values(last_seen_at=now))


def device_label() -> str:
    """"Chrome on Android": enough to recognise one's own phone."""
    agent = request.user_agent.string
    browser = next((b for b in ("Firefox", "Edg", "Chrome", "Safari") if b in agent), "")
    system = next((s for s in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux") if s in agent), "")
    return " · ".join(filter(None, ["Edge" if browser == "Edg" else browser, system]))[:60]


def sign_in_here(response: Response, user: User, method: SignInMethod) -> Response:
    """Sign `user` in on the device that asks: a new device row, its secret in a cookie. The caller commits after."""
    _device, token = add_device(user, method, label=device_label(), now=clock.now())
    db.session.commit()
    response.set_cookie(
        cookie_name(), token, max_age=int(SESSION_LIFE[user.role][1].total_seconds()), path="/", httponly=True,
        samesite="Lax", secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip
    return response
