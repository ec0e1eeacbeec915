"""Errors are pages in the reader's language, never traces."""

import pytest


def test_an_unknown_address_is_a_page_with_a_way_back(client):
    answer = client.get("/no-such-page", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "We did not find this page" in answer.text
    assert 'href="/"' in answer.text


def test_a_private_page_asks_a_visitor_to_sign_in(client):
    answer = client.get("/today", headers={"Accept-Language": "en"})
    assert answer.status_code == 401
    assert "You need to sign in" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE"])
def test_other_methods_are_refused(client, method):
    assert client.open("/", method=method).status_code == 405


def test_a_post_without_token_says_that_the_page_was_open_too_long(client):
    answer = client.post("/sign-out", headers={"Accept-Language": "en"})
    assert answer.status_code in (400, 401)
    assert "Traceback" not in answer.text
