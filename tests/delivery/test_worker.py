"""The worker against a real push service and a real mail server on this machine."""

import logging
import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from allemed.accounts.models import User
from allemed.database import db
from allemed.delivery import actions
from allemed.delivery.rules import Topic
from allemed.delivery.worker import Worker, run_worker
from tests.conftest import NOW
from tests.delivery.phones import tell
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("morning")


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
