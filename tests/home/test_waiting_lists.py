"""A family was told "we ask you again when there is a place": the coordinator's day says when that is."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.access.rules import Role
from allemed.catalogue.actions import confirm_spot
from allemed.placements import actions
from allemed.placements.rules import DeclineReason, NotNow, PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_family_user, make_placement

S = PlacementState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
LATER = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def coordinator(session):
    return make_user(Role.COORDINATOR)


@pytest.fixture
def declined(session):
    """The club is full and offers its waiting list."""
    return _declined(DeclineReason.FULL)


def _declined(reason, *, offers=True, free=2):
    activity = make_activity(free=free, name="Fotball 2017")
    placement = make_placement(make_child(birth_year=2017, first_name="Samir"), activity, S.ASKED)
    club = make_association_user(activity.association)
    actions.decline_request(placement, reason, offers_waiting_list=offers, version=1, by=club, now=NOW)
    return placement


def _cards(visit, coordinator) -> list[str]:
    page = visit("home.show_today", as_=coordinator)
    cards = page("[data-part=now] .day-bundle[data-kind=waiting]")
    return [" ".join(card.text_content().split()) for card in cards]


def test_a_club_that_is_full_offers_families_no_place_until_it_says_so(declined):
    assert declined.activity.spot.free == 0


def test_nobody_is_told_of_a_place_while_the_group_is_full(declined, visit, coordinator):
    assert _cards(visit, coordinator) == []
    page = visit("placements.show_placement", as_=coordinator, placement_id=declined.id)
    assert "waiting list" in page.text and "ask the family" not in page.text


def test_a_child_on_the_waiting_list_is_the_coordinators_task_when_there_is_a_place(declined, visit, post, coordinator):
    confirm_spot(declined.activity, by=make_association_user(declined.activity.association), now=NOW, free=1)
    (card,) = _cards(visit, coordinator)
    assert "Samir, 9" in card and "Fotball 2017" in card
    page = visit("placements.show_placement", as_=coordinator, placement_id=declined.id)
    assert "There is a place: ask the family" in page.text
    post(
        "placements.propose_placement",
        as_=coordinator,
        child_id=declined.child_id,
        data={"activity_id": declined.activity_id},
    )
    assert declined.state is S.PROPOSED
    assert _cards(visit, coordinator) == []


def test_a_family_that_wants_to_wait_for_this_group_is_asked_again(visit, coordinator):
    activity = make_activity(free=0)
    placement = make_placement(make_child(birth_year=2017), activity, S.PROPOSED)
    family = make_family_user(placement.child)
    actions.say_not_now(placement, NotNow.WAITING_LIST, version=1, by=family, now=NOW)
    assert _cards(visit, coordinator) == []
    assert "We ask you again" in visit("placements.show_proposal", as_=family, placement_id=placement.id).text
    confirm_spot(activity, by=coordinator, now=NOW, free=1)
    assert len(_cards(visit, coordinator)) == 1


@pytest.mark.parametrize(
    ("reason", "offers"),
    [(DeclineReason.FULL, False), (DeclineReason.TIME, True)],
    ids=["no list", "not full, no word since"],
)
def test_a_place_says_nothing_to_who_is_not_waiting_for_it(reason, offers, visit, coordinator):
    placement = _declined(reason, offers=offers)
    if reason is DeclineReason.FULL:
        confirm_spot(placement.activity, by=coordinator, now=LATER, free=1)
    assert _cards(visit, coordinator) == []


def test_who_went_somewhere_else_meanwhile_waits_no_longer(declined, visit, coordinator, frozen):
    frozen(LATER)
    make_placement(declined.child, make_activity(), S.PROPOSED)
    confirm_spot(declined.activity, by=coordinator, now=LATER, free=1)
    assert _cards(visit, coordinator) == []


def test_a_child_that_sings_already_still_waits_for_football(declined, visit, coordinator):
    make_placement(declined.child, make_activity(), S.ACTIVE, proposed_at=NOW - timedelta(days=200))
    confirm_spot(declined.activity, by=coordinator, now=NOW, free=1)
    assert len(_cards(visit, coordinator)) == 1


@pytest.mark.parametrize("gone", ["stale", "closed", "over"])
def test_a_place_that_families_cannot_have_is_none(gone, declined, visit, coordinator):
    confirm_spot(declined.activity, by=coordinator, now=NOW, free=1)
    if gone == "stale":
        declined.activity.spot.confirmed_at = NOW - timedelta(days=60)
    elif gone == "closed":
        declined.activity.spot.is_open = False
    else:
        declined.activity.ends_on = NOW.date() - timedelta(days=1)
    assert _cards(visit, coordinator) == []
