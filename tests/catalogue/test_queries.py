"""What families find, and what they don't."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from allemed.access.rules import Role
from allemed.catalogue.queries import (
    Filters,
    activities_visible_to,
    count_open,
    list_open,
    own_activities_visible_to,
    place_point,
    times_of,
)
from allemed.catalogue.rules import GenderGroup, PlaceKind
from allemed.database import db
from tests.conftest import NOW, counted_queries
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_group_owner, make_place

pytestmark = pytest.mark.usefixtures("at_noon")


def found(**filters) -> list[str]:
    return [row.name for row in list_open(Filters(**filters), now=NOW, spot_days=30)]


def test_only_groups_with_a_fresh_open_spot_are_in_the_families_list():
    make_activity(name="has room")
    make_activity(name="full", free=0)
    make_activity(name="without spot", free=None)
    make_activity(name="closed", spot={"is_open": False})
    make_activity(name="stale", spot={"confirmed_at": NOW - timedelta(days=31)})
    make_activity(name="group has ended", is_open=False)
    make_activity(make_group_owner(is_approved=False), name="not approved")
    assert found() == ["has room"]
    assert count_open(Filters(), now=NOW, spot_days=30) == 1


def test_most_recently_confirmed_comes_first():
    make_activity(name="older", spot={"confirmed_at": NOW - timedelta(days=3)})
    make_activity(name="newer", spot={"confirmed_at": NOW - timedelta(days=1)})
    assert found() == ["newer", "older"]


def test_each_filter_narrows_the_list():
    place = make_place(area="Vik", latitude=None, longitude=None)
    make_activity(
        name="it", kind="choir", birth_year_from=2018, birth_year_to=2018, cost_per_half_year=Decimal(0),
        is_right_after_school=True, is_for_beginners=True, gender_group=GenderGroup.GIRLS, place_id=place.id, sessions=[(2, time(14), time(15)), (4, time(14), time(15))],
    )  # fmt: skip
    make_activity(
        name="another",
        is_for_beginners=False,
        sessions=[(1, time(17), time(18))],
        birth_year_from=2010,
        birth_year_to=2012,
    )
    wishes = (
        {"birth_year": 2018}, {"days": (4, 5)}, {"is_free": True}, {"is_after_school": True}, {"kinds": ("choir",)},
        {"place_id": place.id}, {"area": "Vik"}, {"is_for_girls": True}, {"is_for_beginners": True},
    )  # fmt: skip
    for wish in wishes:
        assert found(**wish) == ["it"], wish


def test_unknown_cost_is_never_free():
    make_activity(cost_per_half_year=None)
    assert found(is_free=True) == []


def test_a_chosen_place_brings_the_nearest_first_unknown_distances_last_and_nothing_too_far():
    school = make_place("Vik skole", PlaceKind.SCHOOL, latitude=59.1, longitude=6.0)
    for name, north in (("near", 0.004), ("here", 0.0), ("far", 0.5)):
        make_activity(name=name, place_id=make_place(latitude=59.1 + north, longitude=6.0).id)
    make_activity(name="nobody knows where")
    make_activity(name="a place without position", place_id=make_place(latitude=None, longitude=None).id)
    assert found(near=place_point(school))[:2] == ["here", "near"]
    assert set(found(near=place_point(school))[2:]) == {"nobody knows where", "a place without position"}


def test_a_page_of_cards_costs_two_queries_however_many_they_are():
    for _ in range(5):
        make_activity()
    db.session.commit()
    with counted_queries() as statements:
        rows = list_open(Filters(), now=NOW, spot_days=30)
        times = times_of([row.id for row in rows])
    assert len([text for text in statements if text.startswith("SELECT")]) == 2
    assert [times[row.id] for row in rows] == [((1, time(17), time(18)),)] * 5


def test_every_row_says_how_many_there_are():
    for _ in range(3):
        make_activity()
    assert [row.total for row in list_open(Filters(), now=NOW, spot_days=30)] == [3, 3, 3]


def test_a_stranger_sees_public_groups_an_association_also_its_own_the_coordinator_all():
    public = make_activity()
    hidden = make_activity(make_group_owner(is_approved=False))
    owner = make_user(Role.ASSOCIATION, association_id=hidden.association_id)

    def seen(user) -> set:
        return {activity.id for activity in db.session.scalars(activities_visible_to(user))}

    assert seen(None) == {public.id}
    assert seen(owner) == {public.id, hidden.id}
    assert seen(make_user(Role.COORDINATOR)) == {public.id, hidden.id}
    assert {one.id for one in db.session.scalars(own_activities_visible_to(owner))} == {hidden.id}
    assert not list(db.session.scalars(own_activities_visible_to(None)))
