"""Browsers that want to be told, and waiting messages."""

import base64
import secrets
from dataclasses import dataclass

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from allemed import clock, crypto
from allemed.accounts.models import User
from allemed.database import db
from allemed.delivery.models import OutboxMessage, PushSubscription
from allemed.delivery.rules import Topic, Way


def _text(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


@dataclass
class Browser:
    """A browser with the keys of its subscription; it can read what is sent to it."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey
    secret: bytes

    @property
    def keys(self) -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": _text(point), "auth": _text(self.secret)}

    def read(self, body: bytes) -> bytes:
        return http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")


def make_browser(endpoint: str = "https://fcm.googleapis.com/fcm/send/invented") -> Browser:
    return Browser(endpoint, ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16))


def make_subscription(user: User, browser: Browser | None = None, **changes) -> PushSubscription:
    browser = browser or make_browser(f"https://fcm.googleapis.com/fcm/send/{secrets.token_hex(6)}")
    values = {
        "user_id": user.id,
        "endpoint": browser.endpoint,
        "fingerprint": crypto.ring().fingerprint(browser.endpoint),
        "language": user.language,
        "created_at": clock.now(),
        **browser.keys,
    }
    subscription = PushSubscription(**(values | changes))
    db.session.add(subscription)
    db.session.flush()
    return subscription


def make_message(user: User, **changes) -> OutboxMessage:
    values = {
        "user_id": user.id,
        "way": Way.MAIL,
        "topic": Topic.NEWS,
        "path": "/our-page",
        "created_at": clock.now(),
        "send_after": clock.now(),
    }
    message = OutboxMessage(**(values | changes))
    db.session.add(message)
    db.session.flush()
    return message
