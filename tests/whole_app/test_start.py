"""A start that would not protect families' data refuses, and says what to do."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from allemed import config, crypto
from allemed.app import InsecureStart, create_app
from allemed.cli import cli
from allemed.config import Settings, find_weakness

SAFE = Settings(secret_key=crypto.new_key(), encryption_keys=crypto.new_key(), base_url="https://allemed.example.org")
WEAK = [
    ({"secret_key": ""}, "ALLEMED_SECRET_KEY"),
    ({"encryption_keys": ""}, "ALLEMED_ENCRYPTION_KEYS"),
    ({"secret_key": "kari-2026"}, "can be guessed"),
    ({"base_url": "http://allemed.example.org"}, "must begin with https://"),
]


@pytest.mark.parametrize(("changes", "why"), WEAK)
def test_a_start_that_is_not_safe_refuses_and_says_why(changes, why, monkeypatch):
    weak = replace(SAFE, **changes)
    with pytest.raises(InsecureStart, match=why):
        create_app(weak)
    monkeypatch.setattr(config, "load", lambda: weak)
    for command in (["serve"], ["worker", "--once"], ["create-staff", "Kari", "kari@example.org"]):
        answer = CliRunner().invoke(cli, command)
        assert answer.exit_code != 0 and why in answer.output, command
        assert weak.secret_key not in answer.output or not weak.secret_key


def test_https_or_this_machine_is_safe_and_so_is_a_demo_with_any_secret():
    assert find_weakness(SAFE) == ""
    assert find_weakness(replace(SAFE, base_url="http://localhost:8000")) == ""
    assert find_weakness(replace(SAFE, demo=True, secret_key="any", base_url="http://localhost:8000")) == ""
    assert "SECRET_KEY" in find_weakness(replace(SAFE, demo=True, secret_key=""))
