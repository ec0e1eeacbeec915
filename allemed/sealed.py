"""Forms that waited on a phone without network: sealed there at once, opened only here.

The phone keeps what only this server can read (ECDH on P-256 with a key for each form, HKDF, AES-256-GCM; the address the
form goes to is part of the seal). It is posted to the form's own address as `application/vnd.allemed.sealed+json`; from
there on it is a form like any other: guard, token, limits, key against doing it twice.
"""

import base64
import binascii
import io
import json
from collections.abc import Callable, Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from allemed import crypto

KIND = "application/vnd.allemed.sealed+json"
MOST_BYTES = 64 * 1024
_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

_FLAG = "allemed.sealed"


class NotSealed(Exception):
    """Not something a phone of ours has sealed for this address."""


def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret, "big") % (_ORDER - 1) + 1, _CURVE)


def public_key() -> str:
    """What phones seal with: the point that belongs to the newest key of the ring, base64url."""
    public = _private(crypto.ring().derived(b"sealed forms")[-1]).public_key()
    point = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise NotSealed
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def unseal(sent: bytes, path: str) -> bytes:
    """The body of the form that was sealed for `path`; NotSealed if it is none, or was changed."""
    try:
        parts = json.loads(sent)
        point, nonce, sealed = (_bytes(parts[name]) for name in ("point", "nonce", "sealed"))
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except (ValueError, TypeError, KeyError, binascii.Error) as error:
        raise NotSealed from error
    for secret in reversed(crypto.ring().derived(b"sealed forms")):
        shared = _private(secret).exchange(ec.ECDH(), theirs)
        key = HKDF(hashes.SHA256(), 32, salt=None, info=b"allemed sealed form").derive(shared)
        try:
            return AESGCM(key).decrypt(nonce, sealed, path.encode())
        except (InvalidTag, ValueError):
            continue
    raise NotSealed


def came_sealed(environ: dict) -> bool:
    """Did this form wait on a device and come by itself? Then nobody looks at the answer."""
    return bool(environ.get(_FLAG))


def opens_sealed_forms(app: Callable) -> Callable:
    """A WSGI application in front of `app` that gives it the form instead of the seal."""

    def opened(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ.get("CONTENT_TYPE", "").split(";")[0] != KIND:
            return app(environ, start_response)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        try:
            if length > MOST_BYTES:
                raise NotSealed
            form = unseal(environ["wsgi.input"].read(length), environ["PATH_INFO"])
        except NotSealed:
            start_response("422 UNPROCESSABLE ENTITY", [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
            return [b"not sealed for this address"]
        kind = "application/x-www-form-urlencoded"
        changed = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(form)), "wsgi.input": io.BytesIO(form), _FLAG: True}
        return app(environ | changed, start_response)

    return opened
