"""Posting, changing, confirming, taking and giving back."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.catalogue import actions
from allemed.catalogue.models import Place
from allemed.catalogue.rules import ActivityFacts, WeeklyTime
from allemed.database import db
from allemed.errors import StaleVersion
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_group_owner, make_place

TUESDAY = WeeklyTime(1, time(17), time(18))
LATER = NOW + timedelta(days=10)


@pytest.fixture
def by(session):
    return make_user(Role.COORDINATOR)


def facts_for(**changes) -> ActivityFacts:
    values = {
        "kind": "football", "name": "Knøtte", "birth_year_from": 2017, "birth_year_to": 2018, "place_id": None,
        "cost_per_half_year": Decimal(600), "sessions": (TUESDAY,),
    }  # fmt: skip
    return ActivityFacts(**(values | changes))


def test_a_posted_group_has_a_spot_confirmed_now_and_is_in_the_log(by):
    activity = actions.post_activity(make_group_owner().id, facts_for(bring=("towel",)), free=4, by=by, now=NOW)
    assert activity.spot.free == 4
    assert activity.spot.confirmed_at == NOW
    assert activity.bring == ["towel"]
    assert actions.facts_of(activity) == facts_for(bring=("towel",))
    assert db.session.scalar(select(AuditEntry.action)) == "post_activity"


def test_a_new_place_is_made_once_and_has_no_position(by):
    owner = make_group_owner().id
    first = actions.post_activity(owner, facts_for(), free=1, by=by, now=NOW, new_place="Ås grendehus")
    again = actions.post_activity(owner, facts_for(), free=1, by=by, now=NOW, new_place="ÅS grendehus")
    assert first.place_id == again.place_id
    assert db.session.get(Place, first.place_id).latitude is None


def test_a_change_from_an_old_version_is_refused_and_changes_nothing(by):
    activity = make_activity()
    change = replace(actions.facts_of(activity), name="New name")
    actions.change_activity(activity, change, version=1, by=by, now=LATER)
    assert (activity.name, activity.version) == ("New name", 2)
    with pytest.raises(StaleVersion):
        actions.change_activity(activity, replace(change, name="Third"), version=1, by=by, now=LATER)
    assert activity.name == "New name"


def test_a_change_replaces_the_weekly_times_and_names_what_changed(by):
    activity, place = make_activity(), make_place()
    wednesday = WeeklyTime(2, time(16), time(17))
    change = replace(actions.facts_of(activity), sessions=(wednesday, TUESDAY), place_id=place.id)
    actions.change_activity(activity, change, version=1, by=by, now=LATER)
    db.session.expire_all()
    assert [one.weekday for one in activity.sessions] == [1, 2]
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "change_activity"))
    assert set(entry.fields) == {"sessions", "place_id"}


def test_confirming_makes_a_spot_fresh_and_keeps_an_untouched_number(by):
    activity = make_activity(free=3, spot={"confirmed_at": NOW - timedelta(days=40)})
    actions.take_spot(activity.id)
    actions.confirm_spot(activity, by=by, now=NOW, free=3, seen=3)
    assert activity.spot.free == 2
    assert (activity.spot.confirmed_at, activity.spot.confirmed_by) == (NOW, by.id)


def test_a_typed_number_counts_unless_a_place_was_taken_meanwhile(by):
    activity = make_activity(free=3)
    actions.confirm_spot(activity, by=by, now=NOW, free=5, seen=3)
    assert activity.spot.free == 5
    actions.take_spot(activity.id)
    with pytest.raises(actions.SpotsChanged):
        actions.confirm_spot(activity, by=by, now=NOW, free=7, seen=5)
    assert activity.spot.free == 4


def test_the_last_place_can_be_taken_once(session):
    activity = make_activity(free=1)
    actions.take_spot(activity.id)
    with pytest.raises(actions.NoSpotLeft):
        actions.take_spot(activity.id)
    assert activity.spot.free == 0
    actions.give_back_spot(activity.id)
    assert activity.spot.free == 1


def test_a_closed_group_and_one_without_spot_have_no_place_to_take(by):
    closed, without = make_activity(free=2), make_activity(free=None)
    actions.close_spot(closed, by=by, now=NOW)
    for activity in (closed, without):
        with pytest.raises(actions.NoSpotLeft):
            actions.take_spot(activity.id)
    actions.reopen_spot(closed, by=by, now=LATER)
    assert closed.spot.is_open
    assert closed.spot.confirmed_at == LATER
    actions.give_back_spot(without.id)
