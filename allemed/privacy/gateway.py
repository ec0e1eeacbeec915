"""The list of what was erased by hand, a file beside the database: a restored back-up brings none of it back.

One random id a line. It says neither whose it was nor why it was erased.
"""

import os
from pathlib import Path
from uuid import UUID

from allemed.config import erased_list, settings


def file_of_erased() -> Path:
    """Where the list lies."""
    return erased_list(settings())


def add_to_erased(file: Path, erased_id: UUID) -> None:
    """Write one id to the end of the list, on the disk before this returns."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="ascii") as lines:
        lines.write(f"\n{erased_id}\n")  # a line torn by a crash ends here
        lines.flush()
        os.fsync(lines.fileno())


def read_erased(file: Path) -> set[UUID]:
    """Every id in the list; a line torn by a crash is passed over."""
    found = set()
    for line in file.read_text("ascii", errors="replace").splitlines() if file.exists() else ():
        try:
            found.add(UUID(line))
        except ValueError:
            continue
    return found
