"""Errors are pages in the reader's language, never traces."""

import logging

import pytest

from allemed.access.rules import PUBLIC, allow
from allemed.database import db
from tests.conftest import make_app
from tests.pages import token_of


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


def test_a_database_that_cannot_be_written_is_said_kindly_and_reading_goes_on(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)  # a file can be made read-only; a server cannot
    writable = make_app(f"sqlite:///{tmp_path / 'x.sqlite'}")
    with writable.app_context():
        db.create_all()
        db.engine.dispose()
    client = make_app(f"sqlite:///file:{tmp_path / 'x.sqlite'}?mode=ro&uri=true").test_client()
    assert client.get("/activities").status_code == 200
    form = {"email": "somebody@example.org", "once": "a-key", "csrf_token": token_of(client)}
    answer = client.post("/sign-in", data=form, headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "We cannot save right now" in answer.text
    assert answer.headers["Retry-After"] == "30"


def test_a_failure_of_ours_is_logged_by_its_kind_and_place_and_without_its_message(app, client, monkeypatch, caplog):
    row = "Failing row contains (Kanarifugl, +4791234567)"

    @allow(PUBLIC)
    def fail():
        """PostgreSQL says "Failing row contains (…)", with the whole row."""
        raise ValueError(row)

    monkeypatch.setitem(app.view_functions, "home.show_health", fail)
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/healthz", headers={"Accept-Language": "en"})
    assert answer.status_code == 500 and "Something went wrong with us" in answer.text
    assert "ValueError" in caplog.text and "in fail" in caplog.text
    assert "Kanarifugl" not in caplog.text + answer.text and "91234567" not in caplog.text
