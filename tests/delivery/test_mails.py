"""Mails: what they say, to whom, and when they are given up."""

import email
from datetime import UTC, datetime, timedelta
from email import policy

import pytest

from allemed.access.rules import Role
from allemed.delivery.rules import Topic
from allemed.delivery.worker import Worker
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.delivery import make_message

pytestmark = pytest.mark.usefixtures("morning")


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
