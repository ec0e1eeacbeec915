"""Web push: encrypted (RFC 8291), signed as ours (RFC 8292), sent over one connection per service.

`pywebpush` is imported where it sends: it costs 0.4 s and 47 MB that no web request needs.
"""

import base64
import time
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from allemed.delivery.rules import (
    NO_MORE,
    SECONDS_TO_ANSWER,
    Outcome,
    Result,
    may_push_to,
    outcome_of_http,
    seconds_asked,
)

MOST_BYTES = 3990  # what every service takes once encrypted
DAYS_KEPT = 3
SIGNED_FOR = 12 * 3600  # RFC 8292 allows 24 hours


def new_keys() -> tuple[str, str]:
    """A new VAPID key pair: private, public; both base64url as settings and browsers want them."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private = ec.generate_private_key(ec.SECP256R1())
    number = private.private_numbers().private_value.to_bytes(32, "big")
    point = private.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return tuple(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (number, point))


class PushSender:
    """Sends pushes for one municipality. `now` is the clock that Retry-After dates are read by."""

    def __init__(self, *, private_key: str, contact: str, hosts: str, now: Callable[[], datetime]):
        from py_vapid import Vapid02
        from requests import Session

        self._vapid = Vapid02.from_string(private_key)
        self._contact, self._hosts, self._now = contact, hosts, now
        self._session = Session()
        self._session.trust_env = False  # no proxy and no password file of the machine
        self._signed: dict[str, tuple[float, dict[str, str]]] = {}

    def _signature(self, endpoint: str) -> dict[str, str]:
        """The headers that say who sends, made once per service and half day."""
        parts = urlsplit(endpoint)
        origin = f"{parts.scheme}://{parts.netloc}"
        until, headers = self._signed.get(origin, (0, {}))
        if until < time.time() + 60:
            until = int(time.time()) + SIGNED_FOR
            headers = self._vapid.sign({"aud": origin, "sub": self._contact, "exp": until})
            self._signed[origin] = (until, headers)
        return headers

    def send(self, *, endpoint: str, p256dh: str, auth: str, payload: bytes, tag: str) -> Outcome:
        """One attempt. `tag` (at most 32 letters) lets a newer copy replace an older one on its way; never raises."""
        from pywebpush import WebPusher, WebPushException
        from requests import RequestException

        if not may_push_to(endpoint, self._hosts):
            return Outcome(Result.GONE, "not a push service we know")
        if len(payload) > MOST_BYTES:
            return Outcome(Result.NEVER, "too long")
        try:
            sealed = WebPusher({"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}}).encode(payload)
        except (WebPushException, ValueError) as error:
            return Outcome(Result.GONE, f"unusable keys: {type(error).__name__}")
        headers = self._signature(endpoint) | {
            "Content-Encoding": "aes128gcm", "TTL": str(DAYS_KEPT * 86_400), "Urgency": "normal", "Topic": tag,
        }  # fmt: skip
        try:
            answer = self._session.post(
                endpoint,
                data=sealed["body"],
                headers=headers,
                timeout=SECONDS_TO_ANSWER,
                allow_redirects=False,
            )
        except RequestException as error:
            return Outcome(Result.LATER, f"no answer: {type(error).__name__}")
        wait = seconds_asked(answer.headers.get("Retry-After"), self._now())
        return outcome_of_http("push service", answer.status_code, wait, gone=NO_MORE)
