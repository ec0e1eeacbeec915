"""A demo begins only on a port that is free."""

import socket

import click
import pytest

from allemed.demo import command


def test_a_port_that_somebody_answers_at_is_named_before_anything_is_made(monkeypatch):
    made = []
    monkeypatch.setattr(command, "_prepare_environment", lambda *_: made.append("environment"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"port {port} already"):
            command.run(port=port, fresh=False, inhabitants=1, seed=1)
    assert made == []
