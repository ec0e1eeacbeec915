"""An association posts, edits, confirms and closes its groups."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.catalogue import actions
from allemed.catalogue.models import Activity
from allemed.database import db
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_group_owner, make_place

pytestmark = pytest.mark.usefixtures("at_noon")


def typed(**changes) -> dict:
    """The eight fields as somebody types them."""
    values = {
        "kind": "football", "name": "Football G2017", "birth_year_from": "2017", "birth_year_to": "2018",
        "place": "other", "new_place": "Nes hall", "weekday_1": "1", "starts_1": "17:00", "ends_1": "18:15",
        "free": "4", "cost": "1 200,-", "bring": ["water_bottle"], "version": "0",
    }  # fmt: skip
    return values | changes


def test_whoever_names_the_same_new_place_in_the_same_moment_looks_again(post, coach, monkeypatch):
    make_place(name="Nes hall")
    monkeypatch.setattr(actions.groups, "find_place_named", lambda name: None)  # the other one's row was not there yet
    answer = post("catalogue.post_spot", as_=coach, data=typed(), status=409)
    assert "Somebody was faster" in answer.text
    assert db.session.scalar(select(Activity.id)) is None


def test_an_association_posts_a_group_with_eight_fields(visit, post, club, coach):
    assert visit("catalogue.post_spot", as_=coach)("input[name=kind][value=football]")
    post("catalogue.post_spot", as_=coach, data=typed(), status=303)
    activity = db.session.scalar(select(Activity))
    assert (activity.association_id, activity.place.name, activity.spot.free) == (club.id, "Nes hall", 4)
    assert activity.cost_per_half_year == Decimal(1200)
    assert [(one.weekday, one.starts) for one in activity.sessions] == [(1, time(17))]
    assert len(visit("catalogue.list_activities")(".card")) == 1


def test_what_is_missing_is_named_and_nothing_typed_is_lost(post, coach):
    answer = post(
        "catalogue.post_spot", as_=coach, data=typed(kind="", weekday_1="", cost="much", birth_year_to="1817")
    )
    assert answer.status_code == 422
    for word in (
        "Football G2017",
        "Nes hall",
        'value="17:00"',
        'value="much"',
        'id="error-summary"',
        "Choose the day.",
    ):
        assert word in answer.text, word
    assert "Number must be between" not in answer.text  # one thing at a time
    assert db.session.scalar(select(Activity)) is None


def test_an_identity_number_is_refused(post, coach):
    invented = "01811700068"  # a test number: the month is 81
    post("catalogue.post_spot", as_=coach, data=typed(welcome=f"Ring {invented}"), status=422)
    post("catalogue.post_spot", as_=coach, data=typed(welcome="Ring oss"), status=303)


def test_a_day_that_does_not_exist_is_a_message_at_its_field(coach, post):
    answer = post("catalogue.post_spot", as_=coach, data=typed(weekday_1="abc"), status=422)
    assert 'href="#weekday_1"' in answer.text


def test_free_and_unknown_cost_are_told_apart(post, coach):
    post("catalogue.post_spot", as_=coach, data=typed(cost="0", name="free"), status=303)
    post("catalogue.post_spot", as_=coach, data=typed(cost="", name="unknown"), status=303)
    costs = dict(db.session.execute(select(Activity.name, Activity.cost_per_half_year)).all())
    assert costs == {"free": Decimal(0), "unknown": None}


def test_an_edit_from_an_old_page_shows_both_and_can_be_saved_again(post, club, coach):
    activity = make_activity(club, name="Before")
    place = make_place("Nes")
    data = typed(name="Mine", version="1", place=str(place.id), free="3", free_seen="3")
    post("catalogue.edit_activity", as_=coach, own_activity_id=activity.id, data=data | {"name": "Theirs"}, status=303)
    answer = post("catalogue.edit_activity", as_=coach, own_activity_id=activity.id, data=data, status=409)
    assert "Theirs" in answer.text
    assert 'value="Mine"' in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text
    post("catalogue.edit_activity", as_=coach, own_activity_id=activity.id, data=data | {"version": "2"}, status=303)
    assert db.session.get(Activity, activity.id).name == "Mine"


def test_the_form_of_a_group_holds_what_it_says(visit, club, coach):
    activity = make_activity(club, sessions=[(1, time(17), time(18)), (3, time(16), time(17, 30))], bring=["towel"])
    page = visit("catalogue.edit_activity", as_=coach, own_activity_id=activity.id)
    assert page.one("[name=starts_2]").get("value") == "16:00"
    assert page.one("[name=cost]").get("value") == "540"
    assert page("input[name=bring][value=towel][checked]")


def test_a_group_can_be_posted_again(visit, club, coach):
    activity = make_activity(club, name="Last season")
    page = visit("catalogue.post_spot", as_=coach, **{"from": activity.id})
    assert page.one("[name=name]").get("value") == "Last season"
    assert not page.one("[name=free]").get("value")
    stranger = make_activity(make_group_owner(), name="Secret")
    assert not visit("catalogue.post_spot", as_=coach, **{"from": stranger.id}).one("[name=name]").get("value")


def test_one_tap_confirms_closes_and_opens_again(visit, post, club, coach):
    activity = make_activity(club, spot={"confirmed_at": NOW - timedelta(days=31)})
    assert visit("catalogue.list_own_activities", as_=coach).one(".group-card").get("data-state") == "stale"
    post(
        "catalogue.confirm_spot",
        as_=coach,
        own_activity_id=activity.id,
        data={"free": "2", "free_seen": "3"},
        status=303,
    )
    group = visit("catalogue.list_own_activities", as_=coach).one(".group-card")
    assert group.get("data-state") == "open"
    assert "2 free places" in group.text_content()
    post("catalogue.close_spot", as_=coach, own_activity_id=activity.id, status=303)
    assert not visit("catalogue.list_activities")(".card")
    post("catalogue.reopen_spot", as_=coach, own_activity_id=activity.id, status=303)
    assert len(visit("catalogue.list_activities")(".card")) == 1


def test_nobody_changes_another_association_s_group(post, visit, coach):
    other = make_activity(make_group_owner())
    visit("catalogue.edit_activity", as_=coach, own_activity_id=other.id, status=404)
    post("catalogue.confirm_spot", as_=coach, own_activity_id=other.id, status=404)
    post("catalogue.close_spot", own_activity_id=other.id, status=401)


def test_the_coordinator_posts_for_an_association(visit, post, club):
    coordinator = make_user(Role.COORDINATOR)
    visit("catalogue.post_spot_for", as_=coordinator, association_id=club.id)
    answer = post("catalogue.post_spot_for", as_=coordinator, association_id=club.id, data=typed(), status=303)
    assert answer.location.endswith(f"/associations/{club.id}")
    assert db.session.scalar(select(Activity.association_id)) == club.id


def test_a_new_group_starts_with_the_free_tries_that_all_their_groups_give(visit, coach, club):
    for times in (3, 5):
        make_activity(club, name=f"{times} times", trial_times=times)
    assert visit("catalogue.post_spot", as_=coach).one("input[name=trial_times][checked]").get("value") == "3"
