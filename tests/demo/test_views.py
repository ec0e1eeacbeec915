"""The demo signs anybody in as each role, so it is for the person in front of this machine and for nobody else."""

import pytest

from allemed import crypto
from allemed.access.rules import Role
from tests.conftest import make_app
from tests.factories.accounts import make_user


@pytest.fixture
def sign_in(client, session):
    """`sign_in(headers, …)`: the status of the demo's sign-in as the coordinator; what else is asked of it."""
    make_user(Role.COORDINATOR)

    def send(headers=None, **more):
        return client.post("/demo/sign-in", data={"as": "coordinator"}, headers=headers, **more).status_code

    return send


@pytest.mark.parametrize("name", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_whoever_sits_at_this_machine_comes_in(sign_in, name):
    assert sign_in({"Host": name}) == 303
    assert sign_in({"Host": name, "Origin": f"http://{name}", "Sec-Fetch-Site": "same-origin"}) == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "somebody.example"},  # a name elsewhere that was pointed here
        {"X-Forwarded-For": "203.0.113.7"},
        {"Forwarded": "for=203.0.113.7"},
        {"X-Forwarded-Host": "demo.example"},
    ],
)
def test_through_a_proxy_or_by_a_strange_name_there_is_no_demo(client, sign_in, headers):
    assert sign_in(headers) == 404
    assert client.get("/demo", headers=headers).status_code == 404


def test_from_another_machine_there_is_no_demo(client, sign_in):
    assert sign_in(environ_base={"REMOTE_ADDR": "203.0.113.7"}) == 404


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://somebody.example"}],
)
def test_no_other_site_can_sign_its_visitor_in(sign_in, headers):
    assert sign_in(headers) == 400


def test_without_the_setting_there_is_no_demo(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    browser = make_app(f"sqlite:///{tmp_path / 'x.sqlite'}", demo=False, secret_key=crypto.new_key()).test_client()
    assert browser.get("/demo").status_code == 404
    assert browser.post("/demo/sign-in", data={"as": "coordinator"}).status_code in (400, 404)
