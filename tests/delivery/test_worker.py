"""The worker against a real push service and a real mail server on this machine."""

import email
import json
import logging
import threading
from datetime import UTC, datetime, timedelta
from email import policy

import pytest
from sqlalchemy import func, select

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.database import db
from allemed.delivery import actions
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import WORDS
from allemed.delivery.rules import LEASE, PAUSE, Topic, Way
from allemed.delivery.worker import Worker, run_worker
from tests.conftest import NOW
from tests.factories.accounts import make_device, make_user
from tests.factories.delivery import make_browser, make_message, make_subscription


@pytest.fixture(autouse=True)
def _morning(frozen):
    frozen(NOW)


@pytest.fixture
def phone(session, push_service, pushing):
    """A family's phone that wants to be told."""
    user = make_user(Role.FAMILY, language="en")
    phone = make_browser(f"{push_service.address}/push/1")
    phone.subscription = make_subscription(user, phone)
    phone.user = user
    return phone


def tell(phone, topic=Topic.PROPOSAL, path="/proposals/1"):
    (message,) = actions.tell(phone.user, topic, path, now=NOW)
    return message


def read(phone, request):
    return json.loads(phone.read(request[2]))


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


def mail_of(content: bytes):
    return email.message_from_bytes(content, policy=policy.default)


def test_a_mail_says_one_sentence_and_links_to_the_page(session, mail_server, use_settings):
    use_settings(mail_server=mail_server.address, mail_tls=False, base_url="https://fjordvik.example")
    user = make_user(Role.ASSOCIATION, email="trainer@example.org", language="en", name="Canary Canarysen")
    message = make_message(user, topic=Topic.REQUEST, path="/requests/1")
    Worker().send_due()
    ((receivers, content),) = mail_server.mails
    mail = mail_of(content)
    assert receivers == ["trainer@example.org"]
    assert mail["Subject"] == "News in ALLEMED"
    assert mail.get_content_type() == "text/plain"
    assert "https://fjordvik.example/requests/1" in mail.get_content()
    assert b"Canary" not in content
    assert message.id.hex in mail["Message-ID"]


def test_a_sign_in_mail_holds_the_link_and_the_token_is_wiped_when_sent(session, mail_server, use_settings):
    use_settings(mail_server=mail_server.address, mail_tls=False, base_url="https://fjordvik.example")
    user = make_user(Role.PARTNER, email="nurse@example.org", language="en")
    message = make_message(user, topic=Topic.SIGN_IN, secret="the-token", path="/referrals?x=1")
    Worker().send_due()
    words = mail_of(mail_server.mails[0][1]).get_content()
    assert "https://fjordvik.example/sign-in/link/the-token?next=/referrals%3Fx%3D1" in words
    assert message.secret is None


def test_a_sign_in_mail_comes_not_at_all_rather_than_too_late(session, mail_server, use_settings):
    use_settings(mail_server=mail_server.address, mail_tls=False)
    message = make_message(
        make_user(Role.PARTNER), topic=Topic.SIGN_IN, secret="x", created_at=NOW - timedelta(minutes=30)
    )
    Worker().send_due()
    assert mail_server.mails == []
    assert message.secret is None


def test_without_a_mail_server_mails_become_files(session, app, monkeypatch, tmp_path):
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    make_message(make_user(Role.ASSOCIATION, email="trainer@example.org", language="en"), topic=Topic.SPOT_STALE)
    Worker().send_due()
    (file,) = (tmp_path / "mail").glob("*.eml")
    assert mail_of(file.read_bytes())["To"] == "trainer@example.org"
    assert file.stat().st_mode & 0o077 == 0


def test_mails_that_became_files_go_after_a_month(session, app, monkeypatch, tmp_path, frozen):
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    make_message(make_user(Role.ASSOCIATION, email="trainer@example.org"), topic=Topic.SPOT_STALE)
    Worker().send_due()
    (file,) = (tmp_path / "mail").glob("*.eml")
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    for days, is_there in ((29, True), (31, False)):
        frozen(written + timedelta(days=days))
        Worker().tidy_when_due()
        assert file.exists() == is_there


@pytest.mark.parametrize(("answer", "given_up"), [("550 nobody here", True), ("451 try later", False)])
def test_a_mail_server_that_knows_nobody_ends_the_message(session, mail_server, use_settings, answer, given_up):
    use_settings(mail_server=mail_server.address, mail_tls=False)
    mail_server.answer = answer
    message = make_message(make_user(Role.ASSOCIATION))
    Worker().send_due()
    assert (message.given_up_at is not None) == given_up


@pytest.mark.parametrize(("verdict", "given_up"), [("554 not wanted", True), ("452 try later", False)])
def test_a_mail_that_is_refused_for_what_it_says_is_not_sent_again(
    session, mail_server, use_settings, verdict, given_up
):
    use_settings(mail_server=mail_server.address, mail_tls=False)
    mail_server.verdict = verdict
    message = make_message(make_user(Role.ASSOCIATION))
    Worker().send_due()
    assert (message.given_up_at is not None) == given_up and message.problem == f"mail server answered {verdict[:3]}"


def test_a_mail_in_arabic_is_a_mail(session, mail_server, use_settings):
    use_settings(mail_server=mail_server.address, mail_tls=False)
    make_message(make_user(Role.FAMILY, email="mother@example.org", language="ar"), topic=Topic.PROPOSAL)
    Worker().send_due()
    assert mail_of(mail_server.mails[0][1]).get_content().strip()


def test_two_workers_send_every_message_once(app, phone, push_service):
    for number in range(40):
        tell(phone, path=f"/proposals/{number}")
    db.session.commit()
    workers = [threading.Thread(target=run_worker, args=(app,), kwargs={"once": True}) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(push_service.topics) == 40
    assert len(set(push_service.topics)) == 40


def test_a_push_of_the_evening_comes_in_the_morning_and_a_mail_at_once(
    phone, push_service, mail_server, use_settings, frozen
):
    use_settings(mail_server=mail_server.address, mail_tls=False)
    evening = NOW.replace(hour=21)  # ten o'clock in Norway
    frozen(evening)
    phone.user.email = "amal@example.org"
    actions.tell(phone.user, Topic.PROPOSAL, "/proposals/1", now=evening)
    Worker().send_due()
    assert push_service.requests == [] and len(mail_server.mails) == 1
    frozen(evening + timedelta(hours=9))
    Worker().send_due()
    assert len(push_service.requests) == 1


def test_what_somebody_does_not_want_to_hear_of_is_not_pushed_and_the_rest_is(phone, push_service):
    actions.choose_topics(phone.user, [Topic.MESSAGE], [Topic.MESSAGE, Topic.PROPOSAL], now=NOW)
    assert actions.tell(phone.user, Topic.PROPOSAL, "/proposals/1", now=NOW) == []
    assert len(actions.tell(phone.user, Topic.MESSAGE, "/our-messages", now=NOW)) == 1


def test_a_job_that_fails_is_logged_without_what_it_was_working_on(app, session, caplog, frozen):
    def fail(now):
        raise ValueError(row)

    row = "Failing row contains (Kanarifugl)"
    frozen(NOW.replace(hour=12))
    with caplog.at_level(logging.DEBUG), pytest.raises(SystemExit):
        run_worker(app, once=True, daily=(fail,))
    assert "ValueError" in caplog.text and "in fail" in caplog.text
    assert "Kanarifugl" not in caplog.text


def test_whoever_writes_waits_for_a_part_of_a_long_job_and_not_for_the_whole(session):
    seen = []

    def long_job(now):
        for _part in range(3):
            make_user()
            db.session.flush()
            yield
            with db.engine.connect() as another:
                seen.append(another.scalar(select(func.count()).select_from(User)))

    Worker(daily=(long_job,)).start_the_day_when_due()
    assert seen == [1, 2, 3]
