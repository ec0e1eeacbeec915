"""What a phone is pushed, and what happens when its push service does not take it."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.database import db
from allemed.delivery import actions
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import WORDS
from allemed.delivery.rules import LEASE, PAUSE, Topic, Way
from allemed.delivery.worker import Worker
from tests.conftest import NOW
from tests.delivery.phones import read, tell
from tests.factories.accounts import make_device, make_user
from tests.factories.delivery import make_message

pytestmark = pytest.mark.usefixtures("morning")


def test_a_push_holds_constant_words_a_path_and_a_tag(phone, push_service):
    message = tell(phone)
    Worker().send_due()
    (request,) = push_service.requests
    assert read(phone, request) == {
        "title": "News in ALLEMED",
        "body": str(WORDS[Topic.PROPOSAL].line),
        "lang": "en",
        "dir": "ltr",
        "path": "/proposals/1",
        "tag": message.id.hex,
    }
    assert message.sent_at == NOW
    assert phone.subscription.last_ok_at == NOW


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic != Topic.SIGN_IN])
def test_every_topic_fits_into_a_push_and_names_nobody(phone, push_service, frozen, topic):
    phone.user.name = "Canary Canarysen"
    frozen(tell(phone, topic).send_after)
    Worker().send_due()
    payload = phone.read(push_service.requests[0][2])
    assert b"Canary" not in payload
    assert len(payload) < 1000


def test_a_push_is_signed_as_ours_and_replaces_its_own_copy(phone, push_service):
    message = tell(phone)
    Worker().send_due()
    headers = push_service.requests[0][1]
    assert headers["Authorization"].startswith("vapid t=")
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Topic"] == message.id.hex
    assert int(headers["TTL"]) > 0


def test_the_signature_is_made_once_per_service(phone, push_service):
    for number in range(3):
        tell(phone, path=f"/proposals/{number}")
    Worker().send_due()
    assert len({headers["Authorization"] for _path, headers, _body in push_service.requests}) == 1


def test_a_worker_that_dies_before_noting_sends_a_copy_with_the_same_tag(phone, push_service, monkeypatch, frozen):
    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    message = tell(phone)
    db.session.commit()
    with monkeypatch.context() as patch:
        patch.setattr(actions, "mark_sent", die)
        with pytest.raises(Killed):
            Worker().send_due()
    db.session.rollback()
    assert Worker().send_due() == 0, "another worker took it while the dead one's lease ran"
    frozen(NOW + LEASE + timedelta(seconds=1))
    assert Worker().send_due() == 1
    tags = [read(phone, request)["tag"] for request in push_service.requests]
    assert tags == [message.id.hex] * 2
    assert push_service.topics == tags


@pytest.mark.parametrize("status", [404, 410])
def test_a_dead_subscription_ends_and_its_message_with_it(phone, push_service, status):
    push_service.answers = [(status, {})]
    message = tell(phone)
    Worker().send_due()
    assert phone.subscription.ended_at == NOW
    assert message.given_up_at == NOW
    assert actions.tell(phone.user, Topic.NEWS, "/", now=NOW) == []


def test_a_busy_service_is_asked_again_when_it_wants(phone, push_service, frozen):
    push_service.answers = [(429, {"Retry-After": "600"})]
    message = tell(phone)
    worker = Worker()
    worker.send_due()
    assert message.send_after == NOW + timedelta(seconds=600)
    frozen(NOW + timedelta(seconds=599))
    assert worker.send_due() == 0
    frozen(NOW + timedelta(seconds=600))
    assert worker.send_due() == 1
    assert message.sent_at is not None


def test_a_service_that_refuses_us_is_logged_once_and_left_alone_for_an_hour(phone, push_service, caplog):
    push_service.answers = [(403, {})] * 10
    for number in range(5):
        tell(phone, path=f"/proposals/{number}")
    with caplog.at_level(logging.ERROR):
        Worker().send_due()
    assert len(push_service.requests) == 3
    assert len([record for record in caplog.records if "refuses us" in record.message]) == 1
    rested = [message for message in db.session.scalars(select(OutboxMessage)) if message.attempts == 0]
    assert {message.send_after for message in rested} == {NOW + PAUSE}
    assert len(rested) == 2


def test_a_service_that_is_down_is_tried_later_and_nothing_else_waits(phone, push_service, mail_server, use_settings):
    use_settings(mail_server=mail_server.address, mail_tls=False)
    phone.user.email = "family@example.org"
    push_service.close()
    actions.tell(phone.user, Topic.MESSAGE, "/our-page", now=NOW)
    Worker().send_due()
    waiting = db.session.scalars(select(OutboxMessage).where(OutboxMessage.sent_at.is_(None))).one()
    assert waiting.way == Way.PUSH
    assert waiting.send_after == NOW + timedelta(minutes=1)
    assert len(mail_server.mails) == 1


def test_a_redirect_of_a_push_service_is_never_followed(phone, push_service):
    push_service.answers = [(307, {"Location": "http://169.254.169.254/latest"})]
    message = tell(phone)
    Worker().send_due()
    assert len(push_service.requests) == 1
    assert message.given_up_at == NOW


def test_an_address_that_left_the_list_is_not_called(phone, push_service, use_settings):
    message = tell(phone)
    use_settings(push_hosts="fcm.googleapis.com")
    Worker().send_due()
    assert push_service.requests == []
    assert message.given_up_at == NOW


def test_nobody_is_told_after_signing_out_or_being_ended(phone, push_service):
    device, _token = make_device(phone.user)
    phone.subscription.device_id = device.id
    first = tell(phone)
    device.ended_at = NOW
    gone = make_message(make_user(Role.ASSOCIATION, is_active=False))
    Worker().send_due()
    assert push_service.requests == []
    assert first.given_up_at == gone.given_up_at == NOW
