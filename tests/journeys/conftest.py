"""A running app with the demo municipality, and people at emulated phones in a real Chromium."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from allemed import clock
from allemed.database import db
from allemed.demo import actions as demo
from allemed.schema import upgrade_database
from tests.conftest import free_port, make_app, own_database

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-4.14.1.min.js"
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[str]:
    """The address of an app with the invented municipality, in a database of its own."""
    port = free_port()
    address = f"http://localhost:{port}"
    with own_database(tmp_path_factory.mktemp("journey")) as database:
        app = make_app(database, base_url=address)
        with app.app_context():
            upgrade_database()
            demo.load(inhabitants=20_000, seed=1, now=clock.now())
            db.session.commit()
            db.session.remove()
        web = make_server("127.0.0.1", port, app, threaded=True)
        thread = threading.Thread(target=web.serve_forever, daemon=True)
        thread.start()
        yield address
        web.shutdown()
        thread.join()
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as play:
        yield play


@pytest.fixture(scope="session")
def chromium(playwright) -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
    yield browser
    browser.close()


@pytest.fixture
def phone(chromium, server) -> Iterator[Callable[..., Page]]:
    """`phone(language="ar", javascript=False)`: a new person with a phone of their own, at the start page."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def take(*, language: str = "en", javascript: bool = True, theme: str = "light", **changes) -> Page:
        context = chromium.new_context(
            **(PHONE | changes), locale=language, color_scheme=theme, java_script_enabled=javascript, base_url=server
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "status of" not in m.text else None)
        return page

    yield take
    for context in contexts:
        context.close()
    assert not errors, errors


def sign_in(page: Page, role: str) -> Page:
    """Sign in through the demo's page as coordinator, association, partner or family."""
    page.goto("/demo")
    page.locator(f"button[name=as][value={role}]").click()
    page.wait_for_load_state()
    return page


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page (WCAG 2.2 AA): rule and first element of each."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate(
        "() => axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})"
    )
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in result["violations"]]
