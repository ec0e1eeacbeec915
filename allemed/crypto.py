"""Encrypted text: AES-256-GCM with a key ring. The newest key writes, every key reads.

A stored value is: one byte key number, 12 bytes nonce, ciphertext with its tag. Flipping any byte makes it unreadable.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Unreadable(Exception):
    """The stored bytes were changed, or their key is not in the ring."""


def new_key() -> str:
    """A fresh 256-bit key as URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def hash_token(token: str) -> str:
    """SHA-256 of a 256-bit random token: what the database keeps of a link or a device."""
    return hashlib.sha256(token.encode()).hexdigest()


class KeyRing:
    """Keys in the order they were added; a value names its key by number (1–255)."""

    def __init__(self, keys: list[str]):
        raw = [base64.urlsafe_b64decode(key) for key in keys]
        if not raw or any(len(key) != 32 for key in raw):
            raise ValueError("each encryption key must be 32 bytes in URL-safe base64")
        self._ciphers = {number: AESGCM(key) for number, key in enumerate(raw, start=1)}
        self._newest = len(raw)
        self._fingerprint_key = raw[0]
        self._raw = raw

    def derived(self, purpose: bytes) -> list[bytes]:
        """A secret for `purpose` from each key, in the order they were added."""
        return [hmac.new(key, purpose, hashlib.sha256).digest() for key in self._raw]

    def encrypt(self, text: str) -> bytes:
        nonce = secrets.token_bytes(12)
        number = bytes([self._newest])
        return number + nonce + self._ciphers[self._newest].encrypt(nonce, text.encode(), number)

    def decrypt(self, stored: bytes) -> str:
        number, nonce, sealed = stored[:1], stored[1:13], stored[13:]
        try:
            return self._ciphers[number[0]].decrypt(nonce, sealed, number).decode()
        except (KeyError, IndexError, InvalidTag, ValueError) as error:
            raise Unreadable("an encrypted value could not be read") from error

    def fingerprint(self, text: str) -> str:
        """A keyed hash that finds an encrypted value again without revealing it."""
        return hmac.new(self._fingerprint_key, text.encode(), hashlib.sha256).hexdigest()


_ring: KeyRing | None = None


def use(ring: KeyRing) -> None:
    """Make `ring` the key ring of this process."""
    global _ring
    _ring = ring


def ring() -> KeyRing:
    """The key ring of this process; RuntimeError before `use`."""
    if _ring is None:
        raise RuntimeError("no encryption keys: set ENCRYPTION_KEYS")
    return _ring


def phone_fingerprint(number: str | None) -> str | None:
    """What finds a phone number (E.164) again that lies encrypted; None for none."""
    return ring().fingerprint(f"phone:{number}") if number else None
