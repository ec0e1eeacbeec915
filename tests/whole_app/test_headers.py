"""Security headers on every kind of answer."""

import pytest

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
