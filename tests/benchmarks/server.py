"""How much work a page is for the server: in this process, and under load from outside."""

import http.client
import itertools
import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import select, update
from werkzeug.test import EnvironBuilder, run_wsgi_app

from allemed import config
from allemed.app import create_app
from allemed.catalogue.models import Spot
from allemed.database import db
from tests.benchmarks.served import bare_flask, environment, make_town, town

HEADERS = {"Accept-Language": "ar", "Accept-Encoding": "gzip, deflate, br"}
CONNECTIONS, SECONDS, ROUNDS = 4, 2.0, 5


def work(action: Callable[[], object], before: Callable[[], object] = lambda: None, times: int = 60) -> float:
    """Milliseconds of this process's own work, the median: what others do on the machine counts less."""
    spent = []
    for _ in range(times):
        before()
        started = time.process_time()
        action()
        spent.append(time.process_time() - started)
    return median(spent) * 1000


def in_process(folder: Path, inhabitants: int) -> dict[str, float]:
    """Milliseconds for a page made anew after a change, for an unchanged one, and for a bare Jinja page."""
    make_town(folder, inhabitants)
    app = create_app(config.load(environment(folder, 0), folder / "settings.toml"))

    def change() -> None:
        with app.app_context():
            one = select(Spot.id).limit(1).scalar_subquery()
            db.session.execute(update(Spot).where(Spot.id == one).values(version=Spot.version + 1))
            db.session.commit()

    def ask(headers: dict[str, str]):
        return run_wsgi_app(app.wsgi_app, EnvironBuilder("/", headers=headers).get_environ(), buffered=True)

    ask(HEADERS)
    fresh = work(lambda: ask(HEADERS), before=change)
    known = HEADERS | {"If-None-Match": ask(HEADERS)[2]["ETag"]}
    return {
        "fresh": fresh,
        "unchanged": work(lambda: ask(HEADERS)),
        "known": work(lambda: ask(known)),
        "bare": _bare(),
    }


def _bare() -> float:
    """The least that a page through Flask and Jinja costs."""
    app = Flask(__name__, static_folder=None)
    app.jinja_loader = DictLoader({"page.html": "<!doctype html><title>x</title><h1>{{ x }}</h1>"})
    app.add_url_rule("/", view_func=lambda: render_template("page.html", x=1))
    return work(lambda: run_wsgi_app(app.wsgi_app, EnvironBuilder("/").get_environ(), buffered=True))


def _ask_on(address: str, paths: str, until: float, answers) -> None:
    """Ask over one connection, as often as it goes."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    count = 0
    for number in itertools.count():
        if time.monotonic() >= until:
            break
        connection.request("GET", paths.format(number), headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        count += 1
    answers.put(count)


def _asked_a_second(address: str, paths: str) -> float:
    answers: multiprocessing.Queue = multiprocessing.Queue()
    until = time.monotonic() + SECONDS
    clients = [
        multiprocessing.Process(target=_ask_on, args=(address, f"{paths}{{}}&c={n}" if paths else "/", until, answers))
        for n in range(CONNECTIONS)
    ]
    for client in clients:
        client.start()
    total = sum(answers.get() for _ in clients)
    for client in clients:
        client.join()
    return total / SECONDS


def under_load(folder: Path, inhabitants: int) -> dict[str, float]:
    """Answers a second for "hello", for an unchanged page and for pages that were never asked for, in turns."""
    rounds: dict[str, list[float]] = {"hello": [], "unchanged": [], "fresh": []}
    with town(folder, inhabitants) as ours, bare_flask() as bare:
        for number in range(ROUNDS):
            rounds["hello"].append(_asked_a_second(bare, ""))
            rounds["unchanged"].append(_asked_a_second(ours, ""))
            rounds["fresh"].append(_asked_a_second(ours, f"/?r={number}&n="))
    shares = {name: median(a / b for a, b in zip(rounds[name], rounds["hello"], strict=True)) for name in rounds}
    return shares | {"hello": median(rounds["hello"])}
