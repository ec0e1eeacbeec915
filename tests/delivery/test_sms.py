"""SMS through a real gateway on this machine, and what it reports back."""

import json
from datetime import timedelta

import pytest

from allemed.access.rules import Role
from allemed.accounts.queries import find_link
from allemed.database import db
from allemed.delivery import actions
from allemed.delivery.gateway.sms import read_gateway
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic, Way
from allemed.delivery.worker import Worker
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.delivery import make_browser, make_subscription

FILE = """
address = "{address}/messages"
[headers]
Authorization = "Bearer {{secret}}"
[json]
messages = [{{ to = "{{to}}", from = "{{sender}}", text = "{{text}}", ref = "{{id}}" }}]
[report]
id = "data.ref"
state = "data.status"
arrived = ["DELIVERED"]
failed = ["FAILED"]
"""


@pytest.fixture
def gateway(push_service, use_settings, tmp_path, frozen):
    """A gateway that keeps what it is sent."""
    frozen(NOW)
    file = tmp_path / "gateway.toml"
    file.write_text(FILE.format(address=push_service.address))
    use_settings(sms_gateway=str(file), sms_secret="known", sms_sender="Fjordvik", sms_report_key="the-key")
    return push_service


@pytest.fixture
def mother(session):
    return make_user(Role.FAMILY, language="uk", phone="+4791234567", name="Canary Canarysen")


def test_a_family_that_nothing_else_reaches_gets_a_short_line_with_a_link_that_signs_in_once(gateway, mother):
    actions.tell(mother, Topic.PROPOSAL, "/proposals/1", now=NOW)
    Worker().send_due()
    ((path, headers, body),) = gateway.requests
    (sent,) = json.loads(body)["messages"]
    message = db.session.query(OutboxMessage).one()
    assert (path, headers["Authorization"], sent["to"], sent["from"]) == (
        "/messages",
        "Bearer known",
        "+4791234567",
        "Fjordvik",
    )
    assert (sent["ref"], message.sent_at, message.secret) == (message.id.hex, NOW, None)
    assert "Canary" not in sent["text"] and len(sent["text"]) < 210
    token = sent["text"].split("/sign-in/link/")[1].split("?")[0]
    assert find_link(token, NOW).user_id == mother.id and sent["text"].endswith("?next=/proposals/1")


def test_whoever_has_a_browser_that_is_told_gets_no_sms(gateway, mother):
    make_subscription(mother, make_browser(f"{gateway.address}/push/1"))
    assert [one.way for one in actions.tell(mother, Topic.PROPOSAL, "/proposals/1", now=NOW)] == [Way.PUSH]


def test_a_contact_person_is_asked_by_sms_too_with_the_questions_own_link(gateway, session):
    coach = make_user(Role.ASSOCIATION, email="coach@example.org", phone="+4791234568", language="nb")
    told = actions.tell(coach, Topic.SPOT_STALE, "/still-open/", now=NOW, secret="key-of-the-question")
    assert [one.way for one in told] == [Way.MAIL, Way.SMS]
    Worker().send_due()
    (sent,) = json.loads(gateway.requests[0][2])["messages"]
    assert sent["to"] == "+4791234568" and sent["text"].endswith("/still-open/key-of-the-question")
    assert [one.way for one in actions.tell(coach, Topic.REQUEST, "/requests/1", now=NOW)] == [Way.MAIL]


def test_no_sms_without_a_gateway_a_number_or_a_question(gateway, mother, use_settings):
    assert actions.tell(mother, Topic.NEWS, "/our-page", now=NOW) == []
    assert actions.tell(make_user(Role.FAMILY), Topic.PROPOSAL, "/proposals/1", now=NOW) == []
    use_settings(sms_gateway="")
    assert actions.tell(mother, Topic.PROPOSAL, "/proposals/1", now=NOW) == []


@pytest.mark.parametrize(("status", "is_over"), [(503, False), (429, False), (400, True)])
def test_a_gateway_that_cannot_now_is_asked_again_and_one_that_will_not_is_not(gateway, mother, status, is_over):
    gateway.answers.append((status, {}))
    (message,) = actions.tell(mother, Topic.PROPOSAL, "/proposals/1", now=NOW)
    Worker().send_due()
    assert bool(message.given_up_at) is is_over
    assert is_over or message.send_after == NOW + timedelta(minutes=1)


def test_the_gateway_reports_whether_it_arrived_and_only_with_the_key(gateway, mother, client, session):
    (message,) = actions.tell(mother, Topic.PROPOSAL, "/proposals/1", now=NOW)
    Worker().send_due()
    report = {"data": {"ref": message.id.hex, "status": "DELIVERED"}}
    for wrong in ("another", "nøkkel", "the-ke"):
        assert client.post(f"/sms/reports/{wrong}", json=report).status_code == 404
    assert client.post("/sms/reports/the-key", json={"data": "nonsense"}).status_code == 204
    assert message.arrived_at is None
    assert client.post("/sms/reports/the-key", json=[report]).status_code == 204
    session.refresh(message)
    assert message.arrived_at == NOW


def test_an_sms_waits_for_the_morning(gateway, mother, frozen):
    evening = NOW.replace(hour=21)  # in Norway it is later
    frozen(evening)
    actions.tell(mother, Topic.PROPOSAL, "/proposals/1", now=evening)
    Worker().send_due()
    assert gateway.requests == []


@pytest.mark.parametrize(
    "text", ['address = "http://sms.example"\n[json]\nto = "{to}"', 'address = "https://sms.example"', "nonsense"]
)
def test_a_file_that_describes_no_gateway_says_what_is_wrong(tmp_path, text):
    file = tmp_path / "gateway.toml"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"gateway\.toml"):
        read_gateway(file)
