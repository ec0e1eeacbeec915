"""A day is cancelled: told to those it is for, shown where it matters, left out of calendars."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic
from allemed.placements import queries
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.delivery import make_subscription
from tests.factories.families import make_child
from tests.factories.placements import make_family_user, make_placement

S = PlacementState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
NEXT_WEEK, LATER = date(2026, 12, 1), date(2026, 12, 8)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def club(session):
    return make_association_user()


@pytest.fixture
def group(club):
    """On Tuesdays at 17:00, not on 8 December."""
    years = {"birth_year_from": 2005, "birth_year_to": 2026}
    return make_activity(association_id=club.association_id, left_out=["2026-12-08"], **years)


def make_member(group, state=S.ACTIVE, **changes):
    placement = make_placement(make_child(first_name="Amir"), group, state, **changes)
    mother = make_family_user(placement.child)
    make_subscription(mother)
    return placement, mother


def cancel(post, club, group, day=NEXT_WEEK, status=303):
    data = {"day": str(day), "reason": "weather"}
    return post("placements.cancel_session", as_=club, own_activity_id=group.id, data=data, status=status)


def told() -> set:
    """Whom a message about it went to."""
    return set(db.session.scalars(select(OutboxMessage.user_id).where(OutboxMessage.topic == Topic.CANCELLED)))


def test_the_families_it_is_for_are_told_once_and_see_the_next_day_that_is_held(post, visit, club, group):
    placement, mother = make_member(group)
    asked = make_placement(make_child(), group, S.PROPOSED)
    make_subscription(make_family_user(asked.child))
    cancel(post, club, group)
    assert told() == {mother.id}
    days = [day for day, _starts in queries.list_coming_sessions(placement, NOW)]
    assert days == [date(2026, 11, 24), date(2026, 12, 15)]
    assert "No session on" in visit("home.show_our_page", as_=mother).one("[data-cancelled]").text_content()
    assert (
        "The weather" in visit("catalogue.show_activity", activity_id=group.id).one("[data-cancelled]").text_content()
    )


def test_calendars_leave_out_what_is_cancelled_and_what_is_no_session_anyway(post, club, group, client):
    cancel(post, club, group)
    answer = client.get(f"/activities/{group.id}.ics").text.replace("\r\n ", "")
    assert "20261201T170000" in answer.split("EXDATE", 1)[1].split("\r\n")[0]
    assert "20261208T170000" in answer.split("EXDATE", 1)[1].split("\r\n")[0]
    group.ends_on = LATER
    db.session.commit()
    assert "UNTIL=20261208T225959Z" in client.get(f"/activities/{group.id}.ics").text.replace("\r\n ", "")


def test_a_first_time_on_that_day_goes_back_to_the_coordinator(post, visit, club, group):

    coordinator = make_user(Role.COORDINATOR, email="c@example.org")
    first = datetime(2026, 12, 1, 16, tzinfo=UTC)
    placement, mother = make_member(group, S.BOOKED, first_session_at=first, proposed_by=coordinator.id)
    cancel(post, club, group)
    assert told() == {mother.id, coordinator.id}
    assert "The first time is cancelled" in visit("home.show_today", as_=coordinator).text
    assert "No session on" in visit("placements.show_first_day", as_=mother, placement_id=placement.id).text


def test_a_day_without_session_cannot_be_cancelled_and_what_is_held_after_all_is_told(post, club, group):
    _placement, mother = make_member(group)
    cancel(post, club, group, date(2026, 12, 2), status=422)
    cancel(post, club, group, LATER, status=422)  # left out already
    assert told() == set()
    cancel(post, club, group)
    data = {"session_on": str(NEXT_WEEK)}
    post("placements.hold_after_all", as_=club, own_activity_id=group.id, data=data, status=303)
    assert db.session.query(OutboxMessage).filter_by(user_id=mother.id, topic=Topic.CANCELLED).count() == 2
    db.session.expire_all()
    assert group.cancelled == []


def test_another_association_cancels_nothing(post, group):
    cancel(post, make_association_user(), group, status=404)
