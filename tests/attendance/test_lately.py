"""What the coordinator and the family see of who was there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from allemed.access.rules import Role
from allemed.attendance import actions
from allemed.attendance.models import AttendanceSummary
from allemed.placements.models import Absence
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_family_user, make_placement

TUESDAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


@pytest.fixture
def child(session, frozen):
    frozen(NOW)
    coach = make_association_user(make_association())
    group = make_activity(association=None, association_id=coach.association_id)
    return make_placement(
        make_child(first_name="Amir"), group, PlacementState.ACTIVE, first_session_at=NOW - 9 * WEEK,
        started_at=NOW - 8 * WEEK,
    )  # fmt: skip


def mark(placement, *weeks_ago, is_present=True):
    for week in weeks_ago:
        actions.tap(placement, TUESDAY - week * WEEK, is_present=is_present, by=make_user(Role.ASSOCIATION), now=NOW)


def there(page):
    return " ".join(page.one("section[aria-labelledby=there]").text_content().split())


def test_the_placements_page_shows_each_day_and_that_the_child_takes_part(kari, child, visit, session):
    mark(child, 5, 4, 2)
    mark(child, 3, is_present=False)
    session.add(Absence(placement_id=child.id, session_on=TUESDAY - WEEK, said_at=NOW))
    session.flush()
    shown = there(visit("placements.show_placement", as_=kari, placement_id=child.id))
    assert "Takes part regularly" in shown and "3 of 4 times in three months" in shown
    assert shown.count("Not there") == 1 and shown.count("Told beforehand") == 1
    assert "in a row" not in shown


def test_two_misses_in_a_row_are_said_with_what_to_do(kari, child, visit):
    mark(child, 3)
    mark(child, 2, 1, is_present=False)
    shown = there(visit("placements.show_placement", as_=kari, placement_id=child.id))
    assert "Missed 2 times in a row. Call and ask how it is." in shown
    assert "Away more often than there" in shown


def test_without_taps_the_page_says_nothing_of_it(kari, child, visit):
    page = visit("placements.show_placement", as_=kari, placement_id=child.id)
    assert not page("section[aria-labelledby=there]")


def test_what_remains_when_the_taps_are_gone_stands_on_placement_child_and_the_familys_page(
    kari, child, visit, session
):
    session.add(AttendanceSummary(placement_id=child.id, is_regular=True, as_of=TUESDAY))
    session.flush()
    assert "Takes part regularly" in there(visit("placements.show_placement", as_=kari, placement_id=child.id))
    page = visit("families.show_child", as_=kari, child_id=child.child_id)
    assert "takes part regularly" in page.one("#placements").text_content()
    assert "comes often" in visit("home.show_our_record", as_=make_family_user(child.child)).text
