"""The app under test, a clean database for each test, and `visit`, which checks the quality of every page it fetches."""

import contextlib
import contextvars
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, event, make_url
from sqlalchemy.orm import scoped_session

from allemed import clock, translations
from allemed.access.rules import Role
from allemed.accounts.actions import add_device
from allemed.accounts.models import User
from allemed.accounts.rules import SignInMethod
from allemed.accounts.views import cookie_name
from allemed.app import create_app
from allemed.config import Settings
from allemed.database import db
from allemed.limits import limiter
from tests.pages import Page, check_page, token_of

translations.collect = cache(translations.collect)  # all texts of the sources: some seconds, and the same every time

NIGHTLY = os.environ.get("ALLEMED_NIGHTLY") == "1"
MEMORY = Path("/dev/shm")  # of Linux
TEST_KEY = "A" * 43 + "="  # opens invented data only

if at := os.environ.get("ALLEMED_AT"):  # ALLEMED_AT=2026-12-27T23:30+01:00 ./dev test: as if it were run then
    LATER = datetime.fromisoformat(at) - datetime.now(UTC)

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + LATER

    clock.datetime = Then

# The same examples every time, new ones at night. A busy machine makes no test fail: ./dev bench measures time.
hypothesis_settings.register_profile(
    "here", deadline=None, derandomize=not NIGHTLY, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("here")


def pytest_collection_modifyitems(items) -> None:
    """What touches no database says the same on both: the run on PostgreSQL leaves it out."""
    for test in items:
        is_enough = test.get_closest_marker("one_database") and not NIGHTLY
        if is_enough or not {"session", "shared_session", "empty_database"} & set(test.fixturenames):
            test.add_marker("nodb")


@contextlib.contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of an empty database of our own: a file, or a new one on the server that DATABASE_URL names.

    The file lies in memory where there is room: its hundred thousand commits need wait for no disk.
    """
    if not (server := os.environ.get("DATABASE_URL")):
        in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 500_000_000
        with tempfile.TemporaryDirectory(prefix="allemed_", dir=MEMORY if in_memory else folder) as place:
            yield f"sqlite:///{place}/test.sqlite"
        return
    address = make_url(server).set(drivername="postgresql+psycopg")
    name = f"allemed_test_{secrets.token_hex(4)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield address.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


@pytest.fixture(scope="session")
def database_address(tmp_path_factory) -> Iterator[str]:
    with own_database(tmp_path_factory.mktemp("database")) as address:
        yield address


@pytest.fixture
def empty_database(tmp_path) -> Iterator[str]:
    """The address of a database for this test alone, without any table."""
    with own_database(tmp_path) as address:
        yield address


def make_app(database_url: str, **changes) -> Flask:
    """An app for tests on this database; `changes` are settings. It writes into no instance of this machine."""
    folder = Path(tempfile.mkdtemp())
    values = {
        "municipality_name": "ALLEMED Fjordvik",
        "base_url": "http://localhost",
        "database_url": database_url,
        "secret_key": "only for tests",
        "encryption_keys": TEST_KEY,
        "coordinator_name": "Kari Nordbø",
        "coordinator_phone": "+47 51 00 00 00",
        "demo": True,
        "erased_list": str(folder / "erased.txt"),
    }
    app = create_app(Settings(**(values | changes)))
    app.instance_path = str(folder)  # where mails are written
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    limiter.enabled = False
    return app


@pytest.fixture
def another_app(database_address) -> Iterator[Callable[..., Flask]]:
    """`another_app(country="SE")`: a second process on the same database, with settings of its own."""
    made = []

    def make(**changes) -> Flask:
        made.append(make_app(database_address, **changes))
        return made[-1]

    yield make
    for one in made:
        with one.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def app(database_address) -> Iterator[Flask]:
    app = make_app(database_address)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(autouse=True)
def _closed_network(request, monkeypatch) -> None:
    """No test reaches anything but this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "localhost", "::1"):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _running_clock() -> Iterator[None]:
    yield
    clock.freeze(None)


@pytest.fixture
def frozen() -> Callable[[datetime], None]:
    """`frozen(datetime(2026, 11, 24, 9, tzinfo=UTC))` stops the clock for the rest of the test."""
    return clock.freeze


@pytest.fixture
def session(app):
    """The database session of a test: clean before and after, and shared with the requests it makes."""
    with _emptied_afterwards(app) as session:
        yield session


@pytest.fixture(scope="module")
def shared_session(app):
    """The same for all tests of a file together: what one writes is there for the next. Not beside `session`."""
    with _emptied_afterwards(app) as session:
        yield session


@contextlib.contextmanager
def _emptied_afterwards(app: Flask) -> Iterator[scoped_session]:
    """A database session; what was written in it is gone when it ends."""
    with app.app_context():
        yield db.session
        db.session.rollback()
        db.session.remove()
        _empty_tables()
        app.extensions["allemed_kept"].forget()
        app.extensions["allemed_parts"].clear()


def _empty_tables() -> None:
    """Empty the few tables that have rows: one question finds them."""
    with db.engine.begin() as connection:
        if not (filled := connection.exec_driver_sql(_which_have_rows()).scalars().all()):
            return
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # no foreign key holds back
            connection.exec_driver_sql("ALTER SEQUENCE audit_entry_id_seq RESTART")
        else:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for name in filled:
            connection.exec_driver_sql(f'DELETE FROM "{name}"')


@cache
def _which_have_rows() -> str:
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in db.metadata.tables)
    return " UNION ALL ".join(asked)


@pytest.fixture
def client(app, session):
    """A browser without cookies. What a test made is committed before each of its requests."""
    return _client(app)


def _client(app):
    client = app.test_client()
    send = client.open

    def open_after_commit(*args, **options):
        db.session.commit()
        response = contextvars.Context().run(send, *args, **options)  # no context of the test reaches the request
        db.session.expire_all()
        return response

    client.open = open_after_commit
    return client


@pytest.fixture
def browser_of(app, session):
    """`browser_of(user)` is a test client that `user` is signed in with; None is a visitor."""
    return browsers(app)


def browsers(app: Flask) -> Callable[[User | None], FlaskClient]:
    """Test clients by user, signed in once each."""
    clients: dict[UUID | None, FlaskClient] = {}

    def signed_in(user):
        key = user.id if user else None
        if key not in clients:
            client = clients[key] = _client(app)
            if user:
                with app.test_request_context():
                    _device, token = add_device(user, SignInMethod.DEMO, label="test", now=clock.now())
                    name = cookie_name()
                db.session.commit()
                client.set_cookie(name, token)
        return clients[key]

    return signed_in


@pytest.fixture
def visit(app, browser_of) -> Callable[..., Page]:
    """`visit("families.show_child", as_=coordinator, child_id=child.id)`: the page, parsed and checked.

    `status` is what the answer must be; `language` reads the page in that language; other names are for the address.
    """

    def fetch(
        endpoint: str, *, as_=None, status: int = 200, language: str | None = "en", htmx: bool = False, **ids
    ) -> Page:
        with app.test_request_context():
            address = url_for(endpoint, **ids)
        headers = {"Accept-Language": language} if language else {}
        if htmx:
            headers |= {"HX-Request": "true", "HX-Request-Type": "partial"}
        client = browser_of(as_)
        client.delete_cookie("language")
        response = client.get(address, headers=headers)
        assert response.status_code == status, f"{address} answered {response.status_code}, not {status}"
        page = Page(response, address)
        if response.mimetype == "text/html" and not htmx and status not in (301, 302, 303):
            check_page(page)
        return page

    return fetch


@pytest.fixture
def post(app, browser_of):
    """`post("placements.say_yes", as_=mother, data={…}, placement_id=…)`: the answer to a form sent with its token.

    `once` is a new key unless given. `follow` fetches the page the answer sends to.
    """

    def send(
        endpoint: str, *, as_=None, data=None, status: int | None = None, language="en", follow=False, htmx=False, **ids
    ):
        with app.test_request_context():
            address = url_for(endpoint, **ids)
        client = browser_of(as_)
        headers = {"Accept-Language": language} | ({"HX-Request": "true"} if htmx else {})
        body = {"csrf_token": token_of(client), **(data or {})}
        response = client.post(address, data=body, headers=headers, follow_redirects=follow)
        if status is not None:
            assert response.status_code == status, f"{address} answered {response.status_code}: {response.text[:2000]}"
        return response

    return send


@contextlib.contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The SQL statements sent inside the block."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent
ROLES = (None, *Role)
