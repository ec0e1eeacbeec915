"""A real PostgreSQL server that lives as long as a `with` block. Standard library only.

Uses the server programs found on this machine (Debian's `postgresql` package is enough) and
works for an ordinary user and for root: the server refuses to run as root, so root starts it as
the package's own user, `postgres`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing is kept, so nothing has to survive a power cut: about four times faster writes.
_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
}


class NoPostgres(Exception):
    """This machine has no PostgreSQL server programs, or they did not start. The text says which."""


def server_programs() -> Path | None:
    """The folder with `initdb` and `postgres` (the newest version), or None."""
    debian = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    if debian:
        return max(debian, key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def throw_away_postgres() -> Iterator[str]:
    """Start a new, empty server; give its SQLAlchemy URL (a superuser, so databases can be made).

    It listens only on a socket in a private folder. Raises NoPostgres.
    """
    programs = server_programs()
    if programs is None:
        raise NoPostgres("no server programs found (package postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="allemed_pg_", dir="/tmp"))
    server = None
    try:
        user = _server_user(folder)
        server = _start(programs, folder, user)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # stop at once, without a checkpoint
            server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> dict[str, object]:
    """Popen arguments to run as the server's user; hands the folder to that user."""
    if os.getuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgres("running as root, and there is no user postgres to run the server as") from None
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _start(programs: Path, folder: Path, user: dict[str, object]) -> subprocess.Popen[bytes]:
    data = folder / "data"
    make = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    made = subprocess.run([*make, "--locale=C.UTF-8", "--no-sync"], cwd="/", capture_output=True, text=True, **user)
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
    options = [word for name, value in _OPTIONS.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            cwd="/",
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C ends the tests first, then us, then the server
            **user,
        )
    _wait_until_ready(programs, folder, server)
    return server


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    ready = [programs / "pg_isready", "-q", "-h", folder]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            raise NoPostgres(f"the server did not start: {(folder / 'log').read_text()[-500:]}")
        time.sleep(0.05)
