"""A running app with the demo municipality, and people at emulated phones in a real Chromium."""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from werkzeug.serving import WSGIRequestHandler, make_server

from allemed import clock
from allemed.database import db
from allemed.demo import actions as demo
from tests.conftest import free_port, make_app, own_database
from tests.journeys import small_town

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-4.14.1.min.js"
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 1, "is_mobile": True, "has_touch": True}


WATCH_POLICY = """window.refused = [];
document.addEventListener('securitypolicyviolation', (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));"""
PATIENCE = 30_000  # milliseconds, for a busy machine
expect.set_options(timeout=PATIENCE)
LONGEST = ("test_for_everyone", "test_looks", "test_loop")  # begin first, so that all browsers are done at once


def pytest_collection_modifyitems(items) -> None:
    items.sort(key=lambda test: not test.path.stem.startswith(LONGEST))


@dataclass(frozen=True)
class Town:
    """A running municipality: its app, to look behind the scenes, and its address."""

    app: Flask
    address: str


class QuietHandler(WSGIRequestHandler):
    def log_request(self, *_):
        pass


@contextlib.contextmanager
def running(folder: Path, fill: Callable[[], None], **settings) -> Iterator[Town]:
    """An app on a port of this machine, with a database of its own that `fill` puts rows into."""
    port = free_port()
    address = f"http://localhost:{port}"
    with own_database(folder) as database:
        app = make_app(database, base_url=address, **settings)
        app.instance_path = str(folder)  # where mails are written
        with app.app_context():
            db.create_all()
            fill()
            db.session.commit()
            db.session.remove()
        web = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler)
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield Town(app, address)
        web.shutdown()
        thread.join()
        web.server_close()
        with app.app_context():
            db.engine.dispose()


def _demo() -> None:
    demo.load(inhabitants=20_000, seed=1, now=clock.now())


@pytest.fixture(scope="session")
def demo_town(tmp_path_factory) -> Iterator[Town]:
    """The invented municipality of the demo, in a database of its own."""
    with running(tmp_path_factory.mktemp("demo"), _demo) as town:
        yield town


@pytest.fixture(scope="session")
def server(demo_town) -> str:
    """Its address."""
    return demo_town.address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as play:
        yield play


WHOLE = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SHELL = os.environ.get("CHROMIUM_SHELL") or shutil.which("chromium-headless-shell") or WHOLE
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]


@pytest.fixture(scope="session")
def chromium(playwright) -> Iterator[Browser]:
    """The same engine without a window to draw, where there is one: a third of the work."""
    browser = playwright.chromium.launch(executable_path=SHELL, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_chromium(playwright) -> Iterator[Browser]:
    """The browser as people have it: only here is something installed, and only here come notifications."""
    browser = playwright.chromium.launch(executable_path=WHOLE, args=QUIET)
    yield browser
    browser.close()


@contextlib.contextmanager
def phones(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """`take(language="ar", javascript=False)` is a new person with a phone of their own. No script may fail on any."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def take(*, language: str = "en", javascript: bool = True, theme: str = "light", **changes) -> Page:
        context = browser.new_context(
            **(PHONE | changes), locale=language, color_scheme=theme, java_script_enabled=javascript, base_url=address
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "status of" not in m.text else None)
        return page

    yield take
    for context in contexts:
        context.close()
    assert not errors, errors


@pytest.fixture
def phone(chromium, server) -> Iterator[Callable[..., Page]]:
    """`phone(language="ar")`: a person at the demo municipality."""
    with phones(chromium, server) as take:
        yield take


@pytest.fixture
def town(tmp_path) -> Iterator[Town]:
    """The very small municipality of the loop, on a Monday morning in September."""
    with running(tmp_path, small_town.fill, default_language="en") as town:
        yield town


@pytest.fixture
def town_phone(chromium, town) -> Iterator[Callable[..., Page]]:
    """A person in the very small municipality."""
    with phones(chromium, town.address) as take:
        yield take


def sign_in(page: Page, role: str) -> Page:
    """Sign in through the demo's page as coordinator, association, partner or family."""
    page.goto("/demo")
    page.locator(f"button[name=as][value={role}]").click()
    page.wait_for_load_state()
    return page


def wait_until(page: Page, script: str, about: object = None) -> None:
    """Wait until this function in the page answers yes. (`wait_for_function` takes a promise itself for a yes.)"""
    ask = f"async (about) => Boolean(await Promise.resolve(about).then({script}).catch(() => false))"
    until = time.monotonic() + PATIENCE / 1000
    while not _answers_yes(page, ask, about):
        assert time.monotonic() < until, f"This never became true: {script}"
        page.wait_for_timeout(50)


def _answers_yes(page: Page, ask: str, about: object) -> bool:
    try:
        return page.evaluate(ask, about)
    except PlaywrightError as error:
        if "Execution context was destroyed" not in str(error):
            raise
        return False  # the page was left while it was asked; the next one is asked again


END = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done(Math.ceil(document.querySelector("footer.foot").getBoundingClientRect().bottom + scrollY)))))"""


def show_whole(page: Page) -> None:
    """A window as high as the page: what the bar at the bottom covers can be scrolled away from under it.

    What comes into view is laid out only then, and may make the page longer.
    """
    for _ in range(5):
        size, needed = page.viewport_size, page.evaluate(END) + 100
        if needed <= size["height"]:
            return
        page.set_viewport_size({"width": size["width"], "height": needed})


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the whole page (WCAG 2.2 AA): rule and first element of each."""
    size = page.viewport_size
    show_whole(page)
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("() => axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})")
    page.set_viewport_size(size)
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in result["violations"]]
