"""The ZIP file of everything: tables as CSV, pictures and sound as files, a README, and a sum of every file."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from allemed.commitments.gateway import csv_lines

SUMS = "SHA256SUMS"
README = "README.txt"
BOM = b"\xef\xbb\xbf"
_BEGINNINGS = (
    (b"\xff\xd8", 0, "jpg"), (b"\x89PNG", 0, "png"), (b"WEBP", 8, "webp"), (b"ID3", 0, "mp3"), (b"\xff\xfb", 0, "mp3"),
    (b"\xff\xf3", 0, "mp3"), (b"\xff\xf2", 0, "mp3"), (b"ftyp", 4, "m4a"),
)  # fmt: skip


def cell(value: Any) -> Any:
    """A value of the database as a cell: moments in UTC (ISO 8601), yes and no as words, lists as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (UUID, float)):
        return str(value)
    return value.isoformat() if isinstance(value, time) else value


def ending_of(body: bytes) -> str:
    """What kind of picture or sound it is, by its first bytes."""
    for mark, place, ending in _BEGINNINGS:
        if body[place : place + len(mark)] == mark:
            return ending
    return "bin"


class Archive:
    """Writes to `out`, which need not be readable or sought in; never holds more than a row and a part in memory."""

    def __init__(self, out: Any, *, made_at: datetime):
        self._zip = ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6)
        self._at = made_at.astimezone(UTC).timetuple()[:6]
        self.sums: dict[str, str] = {}
        self.rows: dict[str, int] = {}

    def add_table(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """`tables/<name>.csv`."""
        self.rows[name] = 0

        def counted() -> Iterator[list]:
            for row in rows:
                self.rows[name] += 1
                yield [cell(value) for value in row]

        with self._part(f"tables/{name}.csv", ZIP_DEFLATED) as write:
            write(BOM)
            for line in csv_lines(heads, counted()):
                write(line.encode())

    def add_file(self, name: str, body: bytes) -> None:
        """Pictures and sound are packed already."""
        with self._part(name, ZIP_STORED) as write:
            write(body)

    def add_text(self, name: str, text: str) -> None:
        with self._part(name, ZIP_DEFLATED) as write:
            write(text.encode())

    def close(self) -> None:
        """The sums come last; `sha256sum -c` reads them."""
        self.add_text(SUMS, "".join(f"{digest}  {name}\n" for name, digest in sorted(self.sums.items())))
        self._zip.close()

    @contextmanager
    def _part(self, name: str, packing: int) -> Iterator[Any]:
        info = ZipInfo(name, self._at)
        info.compress_type, info.external_attr = packing, 0o600 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as part:

            def write(data: bytes) -> None:
                digest.update(data)
                part.write(data)

            yield write
        self.sums[name] = digest.hexdigest()
