"""The coordinator's search in a city: 2,500 associations, 12,000 groups, 8,000 children. At most 0.1 s of server work."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select

from allemed import config
from allemed.access.rules import Role
from allemed.app import create_app
from allemed.database import db
from allemed.families.models import Guardian
from tests.benchmarks.served import LARGE, environment, make_town

_TOKEN = re.compile(r'name="csrf_token" (?:type="hidden" )?value="([^"]+)"')


def bench_search(measure):
    with tempfile.TemporaryDirectory() as folder:
        make_town(Path(folder), LARGE)
        for name, action in searches(Path(folder)):
            measure(f"12,000 groups: search for {name}", action)


def searches(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """What a coordinator looks for in the town of `folder`, each as one whole answer in this process."""
    settings = config.load(os.environ | environment(folder, 0), folder / "settings.toml")
    app = create_app(settings)
    with app.app_context():
        phone = db.session.scalar(select(Guardian).limit(1)).phone
        db.session.remove()
    client = app.test_client()
    client.post("/demo/sign-in", data={"as": str(Role.COORDINATOR)})
    token = _TOKEN.search(client.get("/search").text).group(1)
    looked_for = (
        ("one letter", "a"), ("a first name", "amir"), ("a school", "skole"), ("an association", "idrettslag"),
        ("a phone", phone),
    )  # fmt: skip
    for name, words in looked_for:
        yield name, partial(_search, client, token, words)


def _search(client: FlaskClient, token: str, words: str) -> None:
    answer = client.post("/search", data={"csrf_token": token, "q": words}, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.text[:300]
