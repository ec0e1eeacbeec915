"""Too many tries are refused, and the answer says when to try again."""

import pytest

from allemed.access.rules import Role
from allemed.limits import limiter
from tests.factories.accounts import make_user
from tests.factories.referrals import make_partner
from tests.pages import token_of


@pytest.fixture
def counting(monkeypatch):
    """The limits are on, and nothing has been counted yet."""
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    yield
    limiter.reset()


def _ask_for_links(client, times: int, senders=("203.0.113.7",)):
    """So many posts to the sign-in page, from each of the addresses in turn."""
    body = {"csrf_token": token_of(client), "email": ""}
    senders = [senders[number % len(senders)] for number in range(times)]
    return [
        client.post("/sign-in", data=body, environ_base={"REMOTE_ADDR": sender}, headers={"Accept-Language": "en"})
        for sender in senders
    ]


def test_whoever_tries_too_often_is_told_how_many_seconds_to_wait(client, session, counting):
    *_allowed, refused = _ask_for_links(client, 11)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 61
    assert "Too many tries" in refused.text and "Wait a minute" in refused.text


def test_another_sender_is_not_kept_waiting(client, session, counting):
    assert _ask_for_links(client, 11)[-1].status_code == 429
    assert _ask_for_links(client, 1, ["203.0.113.8"])[0].status_code == 422


def test_the_many_addresses_of_one_household_count_as_one(client, session, counting):
    household = [f"2001:db8:0:{number:x}::1" for number in range(11)]
    assert _ask_for_links(client, 11, household)[-1].status_code == 429
    assert _ask_for_links(client, 1, ["2001:db8:0:100::1"])[0].status_code == 422


def test_what_a_proxy_writes_instead_of_an_address_is_counted_too(client, session, counting):
    assert _ask_for_links(client, 11, ["unknown"])[-1].status_code == 429


def test_a_partner_cannot_flood_the_coordinator_from_wherever_it_writes(session, post, counting):
    teacher = make_user(Role.PARTNER, partner_id=make_partner().id)
    answers = [post("referrals.add_referral", as_=teacher) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]
    assert 60 < int(answers[-1].headers["Retry-After"]) <= 3601
    assert "Try again in a while" in answers[-1].text
    colleague = make_user(Role.PARTNER, partner_id=teacher.partner_id)
    assert post("referrals.add_referral", as_=colleague).status_code == 422


def test_the_key_of_the_sms_gateway_cannot_be_guessed_at_leisure(client, session, counting):
    answers = [client.post(f"/sms/reports/{number}", json=[]).status_code for number in range(11)]
    assert answers == [404] * 10 + [429]
