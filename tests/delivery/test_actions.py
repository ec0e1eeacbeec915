"""Who is told by which way, and what happens to a message afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from allemed.access.rules import Role
from allemed.accounts.actions import end_device, make_link
from allemed.accounts.rules import LinkPurpose
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.delivery import actions
from allemed.delivery.models import OutboxMessage, PushSubscription
from allemed.delivery.rules import MAX_ATTEMPTS, Outcome, Result, Topic, Way
from tests.conftest import NOW
from tests.factories.accounts import make_device, make_user
from tests.factories.delivery import make_browser, make_message, make_subscription


def test_a_person_is_told_by_push_and_mail(session):
    user = make_user(Role.ASSOCIATION)
    make_subscription(user)
    told = actions.tell(user, Topic.REQUEST, "/requests/1", now=NOW)
    assert {message.way for message in told} == {Way.PUSH, Way.MAIL}


def test_each_browser_of_a_person_gets_its_own_message(session):
    user = make_user(Role.FAMILY)
    first, second = make_subscription(user), make_subscription(user)
    told = actions.tell(user, Topic.PROPOSAL, "/proposals/1", now=NOW)
    assert {message.subscription_id for message in told} == {first.id, second.id}


def test_a_person_without_browser_and_address_gets_nothing(session):
    assert actions.tell(make_user(Role.FAMILY), Topic.PROPOSAL, "/proposals/1", now=NOW) == []


def test_a_sign_in_link_never_travels_by_push(session):
    user = make_user(Role.ASSOCIATION)
    make_subscription(user)
    (message,) = actions.tell(user, Topic.SIGN_IN, "/", now=NOW, secret="token")
    assert message.way == Way.MAIL
    assert message.secret == "token"


def test_a_token_does_not_lie_readable_in_the_database(session):
    actions.tell(make_user(Role.ASSOCIATION), Topic.SIGN_IN, "/", now=NOW, secret="secret-token-text")
    stored = db.session.connection().exec_driver_sql("SELECT secret FROM outbox_message").scalar()
    assert b"secret-token-text" not in bytes(stored)


def test_a_browser_that_was_signed_out_is_not_told(session):
    user = make_user(Role.FAMILY)
    device, _token = make_device(user)
    make_subscription(user, device_id=device.id)
    end_device(device, by=user, now=NOW)
    assert actions.tell(user, Topic.PROPOSAL, "/proposals/1", now=NOW) == []


def test_someone_who_is_no_user_any_more_is_not_told(session):
    assert actions.tell(make_user(Role.ASSOCIATION, is_active=False), Topic.NEWS, "/", now=NOW) == []


def test_the_same_browser_again_is_one_subscription_of_whoever_uses_it_now(session):
    browser, anna, ali = make_browser(), make_user(Role.FAMILY), make_user(Role.FAMILY)
    for user in (anna, ali):
        device, _token = make_device(user)
        actions.add_subscription(
            user, endpoint=browser.endpoint, **browser.keys, device_id=device.id, language="ar",
            hosts="fcm.googleapis.com", now=NOW,
        )  # fmt: skip
    subscription = db.session.scalars(select(PushSubscription)).one()
    assert subscription.user_id == ali.id


def test_an_unknown_push_service_is_refused(session):
    browser, user = make_browser("https://169.254.169.254/latest"), make_user(Role.FAMILY)
    device, _token = make_device(user)
    with pytest.raises(actions.BadSubscription):
        actions.add_subscription(
            user, endpoint=browser.endpoint, **browser.keys, device_id=device.id, language="nb",
            hosts="fcm.googleapis.com", now=NOW,
        )  # fmt: skip


def test_beyond_ten_browsers_the_oldest_ends(session):
    user = make_user(Role.FAMILY)
    device, _token = make_device(user)
    subscriptions = []
    for number in range(12):
        browser = make_browser(f"https://fcm.googleapis.com/{number}")
        subscriptions.append(
            actions.add_subscription(
                user, endpoint=browser.endpoint, **browser.keys, device_id=device.id, language="nb",
                hosts="fcm.googleapis.com", now=NOW + timedelta(minutes=number),
            )
        )  # fmt: skip
    assert [one.ended_at is None for one in subscriptions] == [False] * 2 + [True] * 10


def test_a_leased_message_is_taken_again_only_when_the_lease_has_ended(session):
    message = make_message(make_user(Role.ASSOCIATION), send_after=NOW)
    assert actions.lease_batch(NOW, 10) == [message.id]
    assert actions.lease_batch(NOW + timedelta(seconds=60), 10) == []
    assert actions.lease_batch(NOW + timedelta(seconds=121), 10) == [message.id]
    session.refresh(message)
    assert message.attempts == 2


def test_a_message_is_not_taken_before_its_time(session):
    make_message(make_user(Role.ASSOCIATION), send_after=NOW + timedelta(minutes=1))
    assert actions.lease_batch(NOW, 10) == []


def test_a_failed_message_waits_and_after_eight_attempts_is_given_up(session):
    message = make_message(make_user(Role.ASSOCIATION), secret="x", attempts=1)
    actions.mark_failed(message, Outcome(Result.LATER, "no answer"), NOW)
    assert message.send_after == NOW + timedelta(minutes=1)
    assert message.secret == "x"
    message.attempts = MAX_ATTEMPTS
    actions.mark_failed(message, Outcome(Result.LATER, "no answer"), NOW)
    assert message.given_up_at == NOW
    assert message.secret is None


def test_a_sign_in_mail_is_given_up_when_its_link_has_run_out(session):
    message = make_message(make_user(Role.ASSOCIATION), topic=Topic.SIGN_IN, secret="x", created_at=NOW, attempts=4)
    actions.mark_failed(message, Outcome(Result.LATER, "no answer"), NOW + timedelta(minutes=21))
    assert message.given_up_at is not None
    assert message.secret is None


def test_old_messages_and_silent_browsers_are_forgotten_at_night(session):
    user = make_user(Role.FAMILY)
    month, quarter = NOW - timedelta(days=31), NOW - timedelta(days=91)
    make_message(user, sent_at=month)
    make_message(user, given_up_at=month)
    kept = make_message(user, sent_at=NOW - timedelta(days=29))
    silent = make_subscription(user, created_at=quarter, last_ok_at=quarter)
    heard = make_subscription(user, created_at=quarter, last_ok_at=month)
    actions.forget_old_messages(NOW)
    session.expire_all()
    assert session.scalars(select(OutboxMessage.id)).all() == [kept.id]
    assert silent.ended_at == NOW
    assert heard.ended_at is None


def test_an_invited_contact_gets_a_link_by_mail(session):
    user = make_user(Role.ASSOCIATION)
    _link, token = make_link(user, LinkPurpose.MAIL, by=make_user(), now=NOW)
    actions.tell_of_link(user, token, now=NOW)
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.topic, message.path) == (Topic.SIGN_IN, "/")
    assert message.secret
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1
