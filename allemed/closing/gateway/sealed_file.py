"""A file that only this instance can read, written and read in parts: AES-256-GCM with a key made of the key ring.

One line of kind, one byte key number, eight random bytes; then parts, each with its length in front. A part's number and
whether it is the last are sealed with it, so none can be left out, moved or cut off.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allemed import crypto
from allemed.config import erased_list, settings

KIND = b"ALLEMED sealed export 1\n"
PART = 1024 * 1024
_PURPOSE = b"sealed export"
_LAST = 1 << 31


def folder() -> Path:
    """Where prepared files lie: beside the database."""
    return erased_list(settings()).parent / "exports"


def file_of(name: object) -> Path:
    return folder() / f"{name}.sealed"


def open_owners(file: Path):
    """A new file that nobody but its owner can open; FileExistsError if there is one."""
    return open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


class SealedWriter:
    """Something to write bytes to; `close` makes it whole. It cannot be read or sought in. `size`: bytes in clear."""

    def __init__(self, file: Path):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        keys = crypto.ring().derived(_PURPOSE)
        self._cipher, self._prefix = AESGCM(keys[-1]), secrets.token_bytes(8)
        self._out, self._waiting, self._number = open_owners(file), bytearray(), 0
        self.size = 0
        self._out.write(KIND + bytes([len(keys)]) + self._prefix)

    def write(self, data: bytes) -> int:
        self._waiting += data
        self.size += len(data)
        while len(self._waiting) > PART:
            self._seal(bytes(self._waiting[:PART]), is_last=False)
            del self._waiting[:PART]
        return len(data)

    def flush(self) -> None:
        """What waits for a whole part goes on waiting."""

    def close(self) -> None:
        self._seal(bytes(self._waiting), is_last=True)
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()

    def give_up(self) -> None:
        """Close the file as it is: it can never be read."""
        self._out.close()

    def _seal(self, part: bytes, *, is_last: bool) -> None:
        nonce, about = _marks(self._prefix, self._number, is_last)
        sealed = self._cipher.encrypt(nonce, part, about)
        self._out.write((len(sealed) | (_LAST if is_last else 0)).to_bytes(4, "big") + sealed)
        self._number += 1


def _marks(prefix: bytes, number: int, is_last: bool) -> tuple[bytes, bytes]:
    counted = number.to_bytes(4, "big")
    return prefix + counted, KIND + counted + bytes([is_last])


def read_sealed(file: Path) -> Iterator[bytes]:
    """The parts in clear, one after the other. crypto.Unreadable if anything was changed or is missing."""
    with open(file, "rb") as source:
        head = source.read(len(KIND) + 9)
        keys, number = crypto.ring().derived(_PURPOSE), head[len(KIND)] if len(head) == len(KIND) + 9 else 0
        if not head.startswith(KIND) or not 1 <= number <= len(keys):
            raise crypto.Unreadable("not a sealed export of this instance")
        cipher, prefix, place, is_last = AESGCM(keys[number - 1]), head[-8:], 0, False
        while not is_last:
            length = int.from_bytes(source.read(4), "big")
            is_last = bool(length & _LAST)
            nonce, about = _marks(prefix, place, is_last)
            try:
                yield cipher.decrypt(nonce, source.read(length & ~_LAST), about)
            except (InvalidTag, ValueError) as error:
                raise crypto.Unreadable("a sealed export was changed or cut off") from error
            place += 1


def forget(*, but: set[str]) -> int:
    """Delete every prepared file whose name is not in `but`; returns how many."""
    old = [file for file in folder().glob("*.sealed") if file.stem not in but] if folder().is_dir() else []
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
