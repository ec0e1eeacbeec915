"""`allemed demo`: settings, database, the invented municipality, web server and worker, all on this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import click
from sqlalchemy import create_engine

from allemed import clock, config
from allemed.app import create_app
from allemed.database import db
from allemed.demo import actions
from allemed.schema import is_current, upgrade_database
from allemed.set_up import new_secrets

STANDARD = 20_000
SECONDS_TO_STOP = 5
LOOK = """
  ALLEMED runs at {address}

  What families see      {address}/
  Look as each role      {address}/demo   (family, association, coordinator, partner)
  Mails that were sent   {mails}

  Ctrl-C ends it. The data stays; --fresh begins anew.
"""


def write_settings(file: Path) -> None:
    """The demo's settings with secrets of its own, readable by its owner only."""
    values = {
        "municipality_name": "ALLEMED Fjordvik",
        **new_secrets(),
        "coordinator_name": "Kari Nordbø",
        "coordinator_phone": "+47 51 00 00 00",
        "child_protection_phone": "+47 51 00 00 10",
    }
    lines = [*(f'{name} = "{value}"' for name, value in values.items()), "demo = true"]
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", "utf-8")


def _prepare_environment(port: int, inhabitants: int, fresh: bool) -> None:
    """Settings file and database of this demo; children of this process read the same ones."""
    file = config.settings_file()
    if not file.exists():
        write_settings(file)
    os.environ["ALLEMED_DEMO"] = "true"
    os.environ["ALLEMED_PORT"] = str(port)
    os.environ["ALLEMED_BASE_URL"] = f"http://localhost:{port}"
    os.environ["ALLEMED_HOST"] = "127.0.0.1"
    if config.load().database_url:
        if fresh:
            raise click.UsageError("--fresh empties only the demo's own database, not the one your settings name")
        return
    name = "allemed.sqlite" if inhabitants == STANDARD else f"demo-{inhabitants}.sqlite"
    database = config.VAR / name
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    if fresh:
        for ending in ("", "-wal", "-shm", config.ERASED):
            database.with_name(name + ending).unlink(missing_ok=True)


def _is_loaded() -> bool:
    """Is everything there already? Asked without starting an app, which would double the wait for the server."""
    engine = create_engine(config.database_address(config.load()))
    try:
        if not is_current(engine):
            return False
        with engine.connect() as connection:
            return actions.is_loaded(connection)
    finally:
        engine.dispose()


def _load(inhabitants: int, seed: int) -> None:
    if _is_loaded():
        return
    app = create_app(config.load())
    with app.app_context():
        upgrade_database()
        if actions.is_loaded(db.session.connection()):
            return
        click.echo(f"Making an invented municipality of {inhabitants:,} inhabitants …".replace(",", " "))
        started = time.monotonic()
        counts = actions.load(inhabitants=inhabitants, seed=seed, now=clock.now(), progress=_bar)
        db.session.commit()
        click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))
        click.echo(f"  in {time.monotonic() - started:.1f} s")


def _bar(label: str, items):
    """Iterate over `items` with a progress bar (on a terminal) or one line (elsewhere)."""
    items = list(items)
    if len(items) < 1_000 or not sys.stderr.isatty():
        return items
    return _drawn(label, items)


def _drawn(label: str, items: list):
    with click.progressbar(items, label=f"  {label:14}", file=sys.stderr) as drawn:
        yield from drawn


def _start(word: str) -> subprocess.Popen:
    """`allemed serve` or `allemed worker`, in a process group of its own so that it ends with all it started."""
    return subprocess.Popen([sys.executable, "-m", "allemed", word], start_new_session=True)  # noqa: S603


def _wait_for(address: str, server: subprocess.Popen) -> None:
    """Until the server answers; then say where."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):  # noqa: S310
                break
        except OSError:
            time.sleep(0.05)
    else:
        return
    click.echo(LOOK.format(address=address, mails=(config.VAR / "mail").relative_to(config.ROOT)))


def _refuse_taken_port(port: int) -> None:
    """Two servers could share it without a word, each answering some requests."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        raise click.ClickException(f"something answers at port {port} already: end it, or choose another with --port")


def run(*, port: int, fresh: bool, inhabitants: int, seed: int, serve: bool = True) -> None:
    """Make what is missing, then run web server and worker until Ctrl-C."""
    if serve:
        _refuse_taken_port(port)
    _prepare_environment(port, inhabitants, fresh)
    _load(inhabitants, seed)
    if not serve:
        return
    children = [_start("serve")]

    def stop(*_):
        raise KeyboardInterrupt

    for name in (signal.SIGTERM, signal.SIGINT):  # a shell sets the latter aside for what runs in its background
        signal.signal(name, stop)
    try:
        _wait_for(f"http://localhost:{port}", children[0])
        children.append(_start("worker"))  # not before: it would only slow the server's start
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        click.echo("\nStopping …")
    finally:
        _end(children)


def _end(children: list[subprocess.Popen]) -> None:
    """Ask each to stop, then end it with everything it started: a server that is still starting may not listen."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
