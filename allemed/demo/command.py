"""`allemed demo`: settings, database, the invented municipality, web server and worker, all on this machine."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import click

from allemed import clock, config
from allemed.app import create_app
from allemed.database import db
from allemed.demo import actions
from allemed.schema import upgrade_database
from allemed.set_up import new_secrets

STANDARD = 20_000
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
        for ending in ("", "-wal", "-shm"):
            database.with_name(name + ending).unlink(missing_ok=True)


def _load(inhabitants: int, seed: int) -> None:
    app = create_app(config.load())
    with app.app_context():
        upgrade_database()
        if actions.is_loaded():
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


def _say_when_ready(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):
                break
        except OSError:
            time.sleep(0.1)
    click.echo(LOOK.format(address=address, mails=(config.VAR / "mail").relative_to(config.ROOT)))


def run(*, port: int, fresh: bool, inhabitants: int, seed: int, serve: bool = True) -> None:
    """Make what is missing, then run web server and worker until Ctrl-C."""
    _prepare_environment(port, inhabitants, fresh)
    _load(inhabitants, seed)
    if not serve:
        return
    children = [subprocess.Popen([sys.executable, "-m", "allemed", word]) for word in ("serve", "worker")]

    def stop(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    threading.Thread(target=_say_when_ready, args=(f"http://localhost:{port}",), daemon=True).start()
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        click.echo("\nStopping …")
    finally:
        for child in children:
            if child.poll() is None:
                child.send_signal(signal.SIGINT)
        for child in children:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
