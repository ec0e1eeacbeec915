"""Who has to answer is told once, when the day has come."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.delivery.models import OutboxMessage
from allemed.followup import notices
from allemed.followup.rules import Audience, CheckInKind
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.followup import make_check_in
from tests.factories.placements import make_family_user, make_placement

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


def _told(session, user) -> list[str]:
    return list(session.scalars(select(OutboxMessage.path).where(OutboxMessage.user_id == user.id)))


def test_a_coordinator_is_told_once_a_day_however_many_questions_wait(session):
    coordinator = make_user(Role.COORDINATOR)
    for _ in range(3):
        make_check_in(kind=CheckInKind.THREE_MONTHS, audience=Audience.NEUTRAL_PERSON)
    assert notices.tell_due(NOW) == 3
    assert _told(session, coordinator) == ["/check-ins"]
    assert notices.tell_due(NOW) == 0 and len(_told(session, coordinator)) == 1


def test_an_association_is_told_of_its_own_questions_only(session):
    placement = make_placement(state=PlacementState.ACTIVE)
    mine = make_association_user(placement.activity.association)
    other = make_association_user()
    make_check_in(placement, audience=Audience.ASSOCIATION)
    notices.tell_due(NOW)
    assert _told(session, mine) == ["/our-association"] and _told(session, other) == []


def test_a_family_is_told_of_its_first_session_with_the_page_that_asks(session):
    placement = make_placement(state=PlacementState.BOOKED, first_session_at=NOW + timedelta(days=2))
    mother = make_family_user(placement.child)
    mother.email = "mother@example.org"
    check_in = make_check_in(placement, CheckInKind.BEFORE_FIRST_SESSION)
    notices.tell_due(NOW)
    assert _told(session, mother) == [f"/our-check-ins/{check_in.id}"]


def test_nobody_is_told_before_the_day(session):
    make_user(Role.COORDINATOR)
    make_check_in(audience=Audience.COORDINATOR, kind=CheckInKind.FUND_END, due_on=NOW.date() + timedelta(days=1))
    assert notices.tell_due(NOW) == 0
