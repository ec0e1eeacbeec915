"""The list of children who go on to another school this summer."""

from datetime import UTC, date, datetime

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.home.rules import summer_of
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_placement

NOVEMBER = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_from_september_on_one_looks_ahead_to_the_next_summer():
    assert (summer_of(date(2026, 8, 31)), summer_of(date(2026, 9, 1))) == (2026, 2027)


def test_children_stand_by_the_step_they_take_with_their_groups(session, visit, frozen):
    frozen(NOVEMBER)
    small = make_child(first_name="Ayla", birth_year=2021)
    big = make_child(first_name="Petro", birth_year=2014)
    make_child(first_name="Nora", birth_year=2016)
    make_placement(big, make_activity(name="Gutter 2014"), PlacementState.ACTIVE)
    kari = make_user()
    page = visit("home.list_transitions", as_=kari)
    assert "Ayla" in page.one("[data-step=STARTS_SCHOOL]").text_content()
    assert "Gutter 2014" in page.one("[data-step=LOWER_SECONDARY]").text_content()
    assert "Nora" not in page.text and not page("[data-step=UPPER_SECONDARY]")
    read = {one.family_id for one in session.query(AuditEntry).filter_by(user_id=kari.id, action="read")}
    assert read == {small.family_id, big.family_id}


def test_only_the_coordinator_sees_it(session, visit):
    visit("home.list_transitions", as_=make_user(Role.PARTNER), status=403)
