"""Servers of a benchmark's own: the invented municipality, and a bare Flask "hello" to compare with."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from allemed.config import ROOT
from tests.conftest import free_port

SMALL, LARGE = 20_000, 700_000  # inhabitants: the demo's town, and one with 12,000 activities
WORKERS = 2


def hello() -> Flask:
    """What any server here can do at most."""
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def environment(folder: Path, port: int) -> dict[str, str]:
    """Settings and data of this benchmark only."""
    return os.environ | {
        "ALLEMED_SETTINGS": str(folder / "settings.toml"),
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}",
        "ALLEMED_BASE_URL": f"http://localhost:{port}",
        "PYTHONPATH": str(ROOT),
    }


def make_town(folder: Path, inhabitants: int) -> None:
    """An invented municipality in `folder`, if there is none."""
    if not (folder / "bench.sqlite").exists():
        words = [sys.executable, "-m", "allemed", "demo", "--no-serve", "--inhabitants", str(inhabitants)]
        subprocess.run(words, env=environment(folder, 0), check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def town(folder: Path, inhabitants: int) -> Iterator[str]:
    """The address of the product with its two server processes."""
    make_town(folder, inhabitants)
    port = free_port()
    with _running(["-m", "allemed", "serve", "--port", str(port)], environment(folder, port), port) as address:
        yield address


@contextlib.contextmanager
def bare_flask() -> Iterator[str]:
    """The address of "hello", served in the same way."""
    port = free_port()
    words = ["-m", "granian", "tests.benchmarks.served:hello", "--factory", "--interface", "wsgi", "--port", str(port),
             "--workers", str(WORKERS), "--blocking-threads", "1", "--no-access-log", "--log-level", "warning"]  # fmt: skip
    with _running(words, os.environ | {"PYTHONPATH": str(ROOT)}, port) as address:
        yield address


@contextlib.contextmanager
def _running(words: list[str], environ: dict[str, str], port: int) -> Iterator[str]:
    address = f"http://localhost:{port}"
    server = subprocess.Popen([sys.executable, *words], env=environ, cwd=ROOT)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and server.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
                break
            time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        server.wait(10)
