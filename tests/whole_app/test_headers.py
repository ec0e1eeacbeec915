"""Headers on every kind of answer, and how much goes over the line."""

import gzip

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
    first, second = (client.get("/").headers["Content-Security-Policy"] for _ in range(2))
    assert first != second


def test_a_signed_in_page_is_never_stored(browser_of, session):
    from tests.factories.accounts import make_user

    answer = browser_of(make_user()).get("/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_private_page_is_not_for_search_engines(client):
    assert client.get("/today").headers["X-Robots-Tag"] == "noindex"


ZIPPED = {"Accept-Encoding": "gzip, deflate, br"}


def test_the_first_look_at_the_list_fits_into_the_first_packets(client, session, app):
    """The page and the style it is painted with: 14 kB come before the other side has to answer."""
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    answer = client.get("/activities", headers=ZIPPED | {"Accept-Language": "nb"})
    assert answer.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.data).decode().count('<article class="card') > 20
    assert len(answer.data) + len(app.extensions["allemed_assets"]["site.css"].zipped) < 14_000


def test_only_pages_without_a_secret_are_compressed(client, browser_of, session):
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    family = browser_of(find_example(Role.FAMILY))
    for browser, address in ((client, "/sign-in"), (family, "/our-page"), (family, "/activities")):
        answer = browser.get(address, headers=ZIPPED)
        assert answer.status_code == 200 and "Content-Encoding" not in answer.headers, address
