"""A push service and a mail server on this machine, and settings that lead there."""

import http.server
import socket
import threading
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller

from allemed.access.rules import Role
from allemed.delivery.gateway.push import new_keys
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.delivery import make_browser, make_subscription


class PushService:
    """Answers each push with the next of `answers` (status, headers), then 201; keeps what came."""

    def __init__(self):
        self.answers, self.requests = [], []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.requests.append((self.path, dict(self.headers), body))
                status, headers = service.answers.pop(0) if service.answers else (201, {})
                self.send_response(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def topics(self) -> list[str]:
        return [headers["Topic"] for _path, headers, _body in self.requests]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


@pytest.fixture
def push_service():
    service = PushService()
    yield service
    service.close()


class Mailbox:
    """Takes mails; `answer` can be an SMTP refusal of a receiver, `verdict` one of what was written."""

    def __init__(self):
        self.mails, self.answer, self.verdict = [], "250 OK", "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server, _session, envelope):
        if self.verdict.startswith("250"):
            self.mails.append((envelope.rcpt_tos, envelope.content))
        return self.verdict


@pytest.fixture
def mail_server():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.address = f"127.0.0.1:{port}"
    yield box
    controller.stop()


@pytest.fixture
def use_settings(app, monkeypatch):
    """`use_settings(mail_server=…)`: other settings for this test."""

    def use(**changes):
        changed = replace(app.extensions["allemed_settings"], **changes)
        monkeypatch.setitem(app.extensions, "allemed_settings", changed)
        return changed

    return use


@pytest.fixture
def pushing(use_settings):
    """Settings of an instance that may push, to this machine."""
    private, public = new_keys()
    return use_settings(vapid_private_key=private, vapid_public_key=public, push_hosts="127.0.0.1")


@pytest.fixture
def morning(frozen):
    frozen(NOW)


@pytest.fixture
def phone(session, push_service, pushing):
    """A family's phone that wants to be told."""
    user = make_user(Role.FAMILY, language="en")
    phone = make_browser(f"{push_service.address}/push/1")
    phone.subscription = make_subscription(user, phone)
    phone.user = user
    return phone
