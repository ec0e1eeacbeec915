"""Devices that are signed in: they end by themselves, and by their owner's hand."""

from datetime import timedelta

import pytest

from allemed.access.rules import Role
from tests.accounts.links import use
from tests.conftest import NOW
from tests.factories.accounts import make_device, make_sign_in_link, make_user
from tests.pages import token_of


@pytest.mark.parametrize(
    ("role", "idle"),
    [(Role.FAMILY, timedelta(days=30)), (Role.COORDINATOR, timedelta(minutes=30)), (Role.PARTNER, timedelta(hours=8))],
)
def test_an_idle_device_is_signed_out(client, session, frozen, role, idle):
    frozen(NOW)
    _device, token = make_device(make_user(role))
    client.set_cookie("device", token)
    frozen(NOW + idle - timedelta(seconds=1))
    assert client.get("/devices").status_code == 200
    frozen(NOW + 2 * idle - timedelta(seconds=1))
    assert client.get("/devices").status_code == 401


def test_a_busy_device_is_signed_out_at_the_end_of_the_day(client, session, frozen):
    frozen(NOW)
    _device, token = make_device(make_user(Role.COORDINATOR))
    client.set_cookie("device", token)
    for minutes in range(20, 480, 20):
        frozen(NOW + timedelta(minutes=minutes))
        assert client.get("/devices").status_code == 200
    frozen(NOW + timedelta(hours=8))
    assert client.get("/devices").status_code == 401


def test_a_clock_set_back_signs_nobody_in(client, session, frozen):
    frozen(NOW)
    _device, token = make_device(make_user(Role.FAMILY))
    client.set_cookie("device", token)
    frozen(NOW - timedelta(hours=1))
    assert client.get("/devices").status_code == 401


def test_a_post_after_a_pause_notes_the_device_without_waiting_for_itself(client, session, frozen):
    frozen(NOW)
    user = make_user(Role.FAMILY)
    device, token = make_device(user)
    client.set_cookie("device", token)
    frozen(NOW + timedelta(minutes=20))
    client.post("/devices/end-others", data={"csrf_token": token_of(client)})
    assert device.last_seen_at == NOW + timedelta(minutes=20)


def test_signing_out_ends_the_device_and_wipes_the_browser(client, family):
    use(client, make_sign_in_link(family))
    cookie = client.get_cookie("device").value
    answer = client.post("/sign-out", data={"csrf_token": token_of(client)})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get_cookie("device") is None
    client.set_cookie("device", cookie)
    assert client.get("/devices").status_code == 401


def test_signing_out_when_already_out_is_no_error(post):
    assert post("accounts.sign_out").status_code == 303


def test_ending_a_user_ends_their_devices_at_once(client, session):
    user = make_user(Role.ASSOCIATION)
    _device, token = make_device(user)
    client.set_cookie("device", token)
    assert client.get("/devices").status_code == 200
    user.is_active = False
    assert client.get("/devices").status_code == 401


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_everybody_sees_and_ends_their_own_devices(visit, post, session, role, language):
    user = make_user(role)
    other, _token = make_device(user, label="Safari · iPhone")
    page = visit("accounts.list_devices", as_=user, language=language)
    assert "Safari · iPhone" in page.text
    assert len(page(".list-row")) == 2
    post("accounts.end_device", as_=user, device_id=other.id, status=303)
    session.expire_all()
    assert other.ended_at is not None


def test_nobody_ends_somebody_elses_device(post, session):
    other, _token = make_device(make_user(Role.FAMILY))
    post("accounts.end_device", as_=make_user(Role.FAMILY), device_id=other.id, status=404)
    assert other.ended_at is None


def test_ending_the_device_in_hand_signs_out(client, session):
    device, token = make_device(make_user(Role.FAMILY))
    client.set_cookie("device", token)
    answer = client.post(f"/devices/{device.id}/end", data={"csrf_token": token_of(client)})
    assert answer.headers["Clear-Site-Data"]


def test_an_expired_device_is_not_listed(visit, session, frozen):
    frozen(NOW)
    user = make_user(Role.FAMILY)
    make_device(user, label="Firefox · Windows")
    frozen(NOW + timedelta(days=31))
    assert "Firefox · Windows" not in visit("accounts.list_devices", as_=user).text
