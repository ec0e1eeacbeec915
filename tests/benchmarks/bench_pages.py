"""How long the server works on a page that anyone may open, in a process of its own, with an empty database."""

import tempfile
from pathlib import Path

from allemed import crypto
from allemed.app import create_app
from allemed.config import Settings
from allemed.database import db


def bench_start(measure):
    settings = _settings(Path(tempfile.mkdtemp()))
    measure("start of the application", lambda: create_app(settings))


def bench_public_pages(measure):
    """Every address without arguments that is public and answers with a page."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(_settings(Path(folder)))
        with app.app_context():
            db.create_all()
        client = app.test_client()
        for rule in app.url_map.iter_rules():
            is_public = "public" in getattr(app.view_functions[rule.endpoint], "allowed", ())
            if is_public and "GET" in rule.methods and not rule.arguments and client.get(rule.rule).status_code == 200:
                measure(f"GET {rule.rule}", lambda address=rule.rule: client.get(address))


def _settings(folder: Path) -> Settings:
    return Settings(
        secret_key=crypto.new_key(),
        encryption_keys=crypto.new_key(),
        database_url=f"sqlite:///{folder / 'bench.sqlite'}",
    )
