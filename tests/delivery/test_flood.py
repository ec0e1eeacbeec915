"""Nobody is flooded: what can wait comes once a day, and stops with one press."""

from datetime import timedelta

import pytest

from allemed.access.rules import Role
from allemed.database import db
from allemed.delivery import actions
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import stop_path
from allemed.delivery.rules import Topic, bundle_at
from allemed.delivery.worker import Worker
from tests.conftest import NOW
from tests.factories.accounts import make_user


@pytest.fixture
def coach(session, mail_server, use_settings, frozen):
    frozen(NOW)
    use_settings(mail_server=mail_server.address, mail_tls=False)
    return make_user(Role.ASSOCIATION, email="coach@example.org", language="en")


def test_what_can_wait_waits_for_five_in_the_afternoon_and_what_cannot_comes_at_once(coach, mail_server, frozen):
    actions.tell(coach, Topic.REQUEST, "/requests/1", now=NOW)
    actions.tell(coach, Topic.COMMITMENT, "/our-commitments", now=NOW)
    Worker().send_due()
    assert len(mail_server.mails) == 1 and b"/requests/1" in mail_server.mails[0][1]
    frozen(NOW.replace(hour=16))  # five in the afternoon in Norway
    Worker().send_due()
    assert len(mail_server.mails) == 2 and b"/our-commitments" in mail_server.mails[1][1]


def test_much_that_can_wait_is_one_message_that_leads_to_the_start_page(coach, mail_server, frozen):
    for topic, path in (
        (Topic.COMMITMENT, "/our-commitments"),
        (Topic.CHECK_IN, "/groups/1"),
        (Topic.CHECK_IN, "/groups/2"),
    ):
        actions.tell(coach, topic, path, now=NOW)
    assert db.session.query(OutboxMessage).count() == 1
    frozen(NOW + timedelta(days=1))
    Worker().send_due()
    ((_to, letter),) = mail_server.mails
    assert b"/our-commitments" not in letter and b"/groups" not in letter and b"There is something new" in letter


def test_the_next_day_has_a_bundle_of_its_own(coach):
    evening = bundle_at(NOW)
    assert bundle_at(evening) == evening + timedelta(days=1)
    assert bundle_at(evening - timedelta(seconds=1)) == evening


def test_one_press_in_a_mail_stops_that_kind_and_no_other(coach, mail_server, client, session):
    actions.tell(coach, Topic.ABSENCE, "/requests/1", now=NOW)
    Worker().send_due()
    path = stop_path(coach.id, Topic.ABSENCE)
    letter = mail_server.mails[0][1].decode()
    assert f"List-Unsubscribe: <http://localhost{path}>" in letter and "One-Click" in letter
    assert client.get(path).status_code == 200 and actions.tell(coach, Topic.ABSENCE, "/requests/1", now=NOW)
    session.commit()
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    session.expire_all()
    assert actions.tell(coach, Topic.ABSENCE, "/requests/1", now=NOW) == []
    assert actions.tell(coach, Topic.REQUEST, "/requests/1", now=NOW)


def test_a_changed_link_stops_nothing(coach, client, session):
    session.commit()
    path = stop_path(coach.id, Topic.ABSENCE)
    assert client.post(path[:-2]).status_code == client.get("/stop/nothing").status_code == 404
