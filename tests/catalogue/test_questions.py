"""Is it still open? A reminder once for all spots of an association, and a link that needs no sign-in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from allemed.associations.actions import end_contact
from allemed.associations.models import ContactPerson
from allemed.catalogue.models import SpotLink, SpotQuestion
from allemed.catalogue.notices import ask_whether_open
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def coach(session):
    return make_association_user(email="coach@example.org", language="en")


def stale(coach, days=31, **changes):
    spot = {"confirmed_at": NOW - timedelta(days=days)}
    return make_activity(association_id=coach.association_id, spot=spot, **changes)


def asked() -> str:
    """The secret of the one message that was written."""
    message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.topic == Topic.SPOT_STALE)).one()
    assert message.path == "/still-open/"
    return message.secret


def test_one_message_for_all_spots_and_never_more_than_one_a_week(coach, frozen):
    stale(coach)
    soon = stale(coach, days=26)
    stale(coach, days=10)
    stale(coach, ends_on=date(2026, 6, 15))  # over: nobody is asked
    assert ask_whether_open(NOW) == 1
    assert db.session.scalar(select(func.count(SpotQuestion.id))) == 2
    asked()
    assert [ask_whether_open(NOW + timedelta(days=day)) for day in range(1, 10)] == [0, 0, 0, 0, 0, 0, 1, 0, 0]
    last = select(SpotQuestion.activity_id).order_by(SpotQuestion.asked_at.desc()).limit(1)
    assert db.session.scalar(last) == soon.id


def test_looking_changes_nothing_pressing_does_and_works_once(coach, visit, post):
    group, full = stale(coach, name="Open one"), stale(coach, name="Full one", free=4)
    ask_whether_open(NOW)
    token = asked()
    page = visit("catalogue.show_spot_questions", token=token, language="en")
    assert group.spot.confirmed_at < NOW
    assert len(page("[data-state=waits]")) == 2
    ids = {one.activity_id: one.id for one in db.session.scalars(select(SpotQuestion))}
    for activity, answer in ((group, "open"), (full, "full"), (full, "open")):
        data = {"question": str(ids[activity.id]), "answer": answer}
        post("catalogue.answer_spot_questions", token=token, data=data, status=303)
    db.session.expire_all()
    assert (group.spot.confirmed_at, group.spot.confirmed_by, group.spot.free) == (NOW, coach.id, 3)
    assert full.spot.free == 0
    assert not visit("catalogue.show_spot_questions", token=token)("[data-state=waits]")


def test_another_number_is_taken_and_nonsense_is_not(coach, post):
    group = stale(coach)
    ask_whether_open(NOW)
    token = asked()
    question = str(db.session.scalars(select(SpotQuestion.id)).one())
    for free in ("-1", "100", "", "٣x"):
        data = {"question": question, "answer": "changed", "free": free}
        post("catalogue.answer_spot_questions", token=token, data=data, status=303)
        assert group.spot.confirmed_at < NOW
    data = {"question": question, "answer": "changed", "free": "7"}
    post("catalogue.answer_spot_questions", token=token, data=data, status=303)
    db.session.expire_all()
    assert (group.spot.free, group.spot.confirmed_at) == (7, NOW)


def test_a_link_ends_with_its_time_and_with_its_contact(coach, visit, frozen):
    contact = db.session.scalars(select(ContactPerson).where(ContactPerson.user_id == coach.id)).one()
    stale(coach)
    ask_whether_open(NOW)
    token = asked()
    visit("catalogue.show_spot_questions", token=token)
    frozen(NOW + timedelta(days=15))
    visit("catalogue.show_spot_questions", token=token, status=410)
    frozen(NOW)
    end_contact(contact, by=coach, now=NOW)
    db.session.commit()
    visit("catalogue.show_spot_questions", token=token, status=410)


def test_a_link_shows_nothing_of_another_association(coach, visit):
    stale(coach)
    stale(make_association_user(email="other@example.org"))
    ask_whether_open(NOW)
    link = db.session.scalars(select(SpotLink).where(SpotLink.user_id == coach.id)).one()
    message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == link.user_id)).one()
    page = visit("catalogue.show_spot_questions", token=message.secret)
    assert len(page("[data-question]")) == 1
