"""The cookie of a device: who asks, and how a device gets and loses it."""

from datetime import datetime

from flask import Response, current_app, g, request, session

from allemed import clock
from allemed.access.guard import finds_user
from allemed.accounts.actions import add_device
from allemed.accounts.models import Device, User
from allemed.accounts.queries import find_device_of_token
from allemed.accounts.rules import SESSION_LIFE, SignInMethod
from allemed.database import READ_ONLY, db
from allemed.locales import LANGUAGES, remember_language

SEEN_EVERY_SECONDS = 300
SETTING_UP = (
    "accounts.show_new_passkey",
    "accounts.ask_for_passkey",
    "accounts.add_passkey",
    "accounts.sign_out",
)


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
    if device is None or (device.method == SignInMethod.INVITE and request.endpoint not in SETTING_UP):
        return None
    g.device = device
    wish = request.args.get("lang", "")
    if wish in LANGUAGES and device.user.email and device.user.language != wish:
        _note(device.user, language=wish)  # our mails come in the language that was chosen on a page
    if (now - device.last_seen_at).total_seconds() > SEEN_EVERY_SECONDS:
        _note(device, last_seen_at=now)
    return device.user


def _note(row: Device | User, **values: datetime | str) -> None:
    """A request that only reads notes it in a short transaction of its own; another would wait for itself there."""
    options = db.session.connection().get_execution_options()
    if not any(options.get(name) for name in READ_ONLY):
        for name, value in values.items():
            setattr(row, name, value)
        return
    with db.engine.begin() as connection:
        connection.execute(row.__table__.update().where(type(row).id == row.id).values(**values))


def device_label() -> str:
    """ "Chrome · Android": enough to recognise one's own phone."""
    agent = request.user_agent.string
    browser = next((b for b in ("Firefox", "Edg", "Chrome", "Safari") if b in agent), "")
    system = next((s for s in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux") if s in agent), "")
    return " · ".join(filter(None, ["Edge" if browser == "Edg" else browser, system]))[:60]


def sign_in_here(response: Response, user: User, method: SignInMethod) -> Response:
    """Sign `user` in on the device that asks, and commit: a new device row, its secret in a cookie, in their language.

    Whoever was signed in here before is signed out, and nothing of their visit (token, session) lives on.
    """
    now = clock.now()
    if device := g.get("device"):
        device.ended_at = now
    _device, token = add_device(user, method, label=device_label(), now=now)
    db.session.commit()
    session.clear()
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    life = int(SESSION_LIFE[user.role][1].total_seconds())
    response.set_cookie(cookie_name(), token, max_age=life, path="/", httponly=True, samesite="Lax", secure=secure)
    if user.language in LANGUAGES:
        remember_language(response, user.language)
    return response


def sign_out_here(response: Response) -> Response:
    """Take everything from this browser: cookies, caches, stored data, the service worker and its subscription."""
    session.clear()
    response.delete_cookie(
        cookie_name(),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
