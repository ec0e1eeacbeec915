"""Headers on every kind of answer, and how much goes over the line."""

import base64
import gzip
import hashlib
import re

import brotli
import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.demo import actions as demo
from allemed.demo.queries import find_example

ADDRESSES = ("/", "/healthz", "/no-such-page", "/today")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_policy(client, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "HX-Request" in headers["Vary"]


def test_the_nonce_is_new_in_every_answer(client):
    first, second = (client.get("/sign-in").headers["Content-Security-Policy"] for _ in range(2))
    assert "nonce-" in first and first != second


def test_a_page_for_everybody_has_no_nonce_and_its_style_is_named_by_its_hash(client):
    answer = client.get("/", headers={"Accept-Encoding": ""})
    policy = answer.headers["Content-Security-Policy"]
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}'" in policy
    assert "script-src 'self';" in policy


def test_a_signed_in_page_is_never_stored(browser_of, session):
    from tests.factories.accounts import make_user

    answer = browser_of(make_user()).get("/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_private_page_is_not_for_search_engines(client):
    assert client.get("/today").headers["X-Robots-Tag"] == "noindex"


ZIPPED = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.one_database
def test_the_first_look_at_the_list_fits_into_the_first_packets(client, session, app):
    """The page and the style it is painted with: 14 kB come before the other side has to answer."""
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    answer = client.get("/activities", headers=ZIPPED | {"Accept-Language": "ar"})
    assert answer.headers["Content-Encoding"] == "br" and "Accept-Encoding" in answer.headers["Vary"]
    page = brotli.decompress(answer.data).decode()
    assert page.count('<article class="card') == 30 and "<style>" in page
    assert len(answer.data) <= 14_000


@pytest.mark.one_database
def test_a_first_visit_is_seven_files_at_most_and_45_kilobytes(client, session, app):
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    answer = client.get("/activities", headers=ZIPPED | {"Accept-Language": "ar"})
    page = brotli.decompress(answer.data).decode()
    named = set(re.findall(r'(?:src|href)="(/static/[^"#]+|/manifest[^"]*)', page))
    sizes = [len(client.get(address, headers=ZIPPED).data) for address in named]
    assert len(named) <= 6
    assert len(answer.data) + sum(sizes) <= 45_000


def test_a_file_comes_packed_as_the_browser_likes_it_and_for_ever(client, app):
    script = app.extensions["allemed_assets"]["site.js"]
    for wish, unpack in (("gzip, br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)):
        answer = client.get(script.address, headers={"Accept-Encoding": wish})
        assert unpack(answer.data) == script.body
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_only_pages_without_a_secret_are_compressed(client, browser_of, session):
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    family = browser_of(find_example(Role.FAMILY))
    for browser, address in ((client, "/sign-in"), (family, "/our-page"), (family, "/activities")):
        answer = browser.get(address, headers=ZIPPED)
        assert answer.status_code == 200 and "Content-Encoding" not in answer.headers, address
