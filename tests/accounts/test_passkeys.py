"""What the passkey pages refuse. A real key in a real browser: tests/journeys/test_passkey.py."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from allemed.access.rules import Role
from allemed.accounts import gateway
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.pages import token_of


def ask(client, address, body=None):
    return client.post(address, json=body or {}, headers={"X-CSRFToken": token_of(client)})


def test_the_browser_is_asked_for_a_key_of_this_host_that_needs_unlocking(client, session):
    options = ask(client, "/sign-in/passkey/options").json
    assert options["rpId"] == "localhost"
    assert options["userVerification"] == "required"
    assert options.get("allowCredentials", []) == []


def test_a_new_key_must_be_found_without_a_name(browser_of, session):
    options = ask(browser_of(make_user(Role.COORDINATOR)), "/passkeys/options").json
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": "AAAA"},
        {"id": 7},
        {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}},
        {"id": "ø" * 50},
    ],
)
def test_every_wrong_proof_gets_the_same_answer(client, session, credential):
    ask(client, "/sign-in/passkey/options")
    answer = ask(client, "/sign-in/passkey", {"credential": credential})
    assert (answer.status_code, answer.json) == (403, {"error": "refused"})
    assert client.get_cookie("device") is None


@pytest.mark.parametrize("body", [[], "x", {"credential": []}, {"credential": None}, {"x": 1}])
def test_what_is_no_proof_at_all_is_refused(client, session, body):
    assert ask(client, "/sign-in/passkey", body or {"y": 1}).status_code == 422


def test_a_challenge_lives_five_minutes_and_is_taken_once(client, session, frozen, monkeypatch):
    seen = []
    monkeypatch.setattr(gateway, "credential_id", lambda answer: seen.append(answer) or b"unknown")
    frozen(NOW)
    ask(client, "/sign-in/passkey/options")
    frozen(NOW + timedelta(minutes=5))
    ask(client, "/sign-in/passkey", {"credential": {"id": "AAAA"}})
    assert seen == []
    ask(client, "/sign-in/passkey/options")
    for _ in range(2):
        ask(client, "/sign-in/passkey", {"credential": {"id": "AAAA"}})
    assert len(seen) == 1


def test_a_wrong_new_key_is_refused(browser_of, session):
    client = browser_of(make_user(Role.COORDINATOR))
    ask(client, "/passkeys/options")
    assert ask(client, "/passkeys", {"credential": {"id": "AAAA"}}).status_code == 422


def test_without_a_token_against_forgery_nothing_is_asked(client, session):
    assert client.post("/sign-in/passkey/options", json={}).status_code == 400


def test_the_library_is_not_loaded_until_somebody_uses_a_passkey():
    code = "import allemed.accounts.views, sys, json; print(json.dumps('webauthn' in sys.modules))"
    assert (
        json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        is False
    )
