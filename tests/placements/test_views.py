"""The pages of the three sides, each as the one it is made for."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.placements.rules import PlacementState
from tests.factories.associations import make_association_user
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement
from tests.placements.conftest import NOW

S = PlacementState

pytestmark = pytest.mark.usefixtures("session", "tuesday")


def test_a_mother_sees_what_is_proposed_and_says_yes_in_one_tap(proposal, visit, post):
    mother = make_family_user(proposal.child)
    page = visit("placements.show_proposal", as_=mother, placement_id=proposal.id)
    assert "Football" in page.one("h1").text_content()
    for fact in ("Storhallen", "Tuesday", "Water bottle", "Amir"):
        assert fact in page.text
    form = page.one("form#yes")
    fields = {field.get("name"): field.get("value") for field in form.cssselect("input[type=hidden]")}
    post("placements.say_yes", as_=mother, data=fields, status=303, placement_id=proposal.id)
    assert proposal.state is S.ASKED
    assert len(page("form#not-now")) == 1


def test_nothing_is_ticked_beforehand(proposal, visit):
    make_conversation(proposal.child, practical=["no_photo"], bring="needs_transport")
    page = visit("placements.show_proposal", as_=make_family_user(proposal.child), placement_id=proposal.id)
    boxes = page("form#yes input[type=checkbox]")
    assert {box.get("name") for box in boxes} == {
        "guardians", "has_interpreter", "shares_language", "needs", "child_wants",
    }  # fmt: skip
    assert not [box for box in boxes if box.get("checked") is not None]


def test_a_need_that_the_conversation_does_not_hold_cannot_be_shared(proposal, post):
    mother = make_family_user(proposal.child)
    answer = post("placements.say_yes", as_=mother, data={"version": 1, "needs": "no_photo"}, placement_id=proposal.id)
    assert answer.status_code == 422
    assert proposal.state is S.PROPOSED


def test_whoever_comes_second_gets_a_clear_answer_and_two_ways_on(proposal, post, visit):
    proposal.activity.spot.free = 0
    mother = make_family_user(proposal.child)
    answer = post("placements.say_yes", as_=mother, data={"version": 1}, status=409, placement_id=proposal.id)
    assert "Somebody was faster" in answer.text
    assert 'value="look_further"' in answer.text
    assert 'value="waiting_list"' in answer.text
    assert proposal.state is S.PROPOSED
    post(
        "placements.say_not_now", as_=mother, data={"version": 1, "reason": "waiting_list"}, status=303,
        placement_id=proposal.id,
    )  # fmt: skip
    assert (proposal.state, proposal.moves[-1].reason) == (S.WISH, "waiting_list")


def test_a_yes_tells_the_club_and_the_coordinator_with_ids_only(proposal, club, coordinator, post):
    contact = make_association_user(club)
    post(
        "placements.say_yes", as_=make_family_user(proposal.child), data={"version": 1}, status=303,
        placement_id=proposal.id,
    )  # fmt: skip
    told = {(one.user_id, one.topic, one.path) for one in db.session.scalars(select(OutboxMessage))}
    assert told == {
        (contact.id, "request", f"/requests/{proposal.id}"),
        (coordinator.id, "answer", f"/placements/{proposal.id}"),
    }


def test_the_coordinator_notes_a_spoken_yes(proposal, coordinator, visit, post):
    visit("placements.show_proposal", as_=coordinator, placement_id=proposal.id)
    post("placements.say_yes", as_=coordinator, data={"version": 1}, status=303, placement_id=proposal.id)
    assert proposal.state is S.ASKED
    assert [move.by_role for move in proposal.moves] == ["coordinator", "coordinator"]


@pytest.mark.parametrize("state", list(PlacementState))
def test_the_family_reads_where_it_stands_in_every_state(state, activity, visit):
    placement = make_placement(make_child(), activity, state, first_session_at=NOW + timedelta(days=3))
    page = visit("placements.show_proposal", as_=make_family_user(placement.child), placement_id=placement.id)
    assert len(page("#standing")) == (0 if state is S.PROPOSED else 1)
    assert len(page("form#yes")) == (1 if state is S.PROPOSED else 0)


def test_another_family_and_the_club_do_not_find_a_proposal(proposal, club, visit):
    stranger = make_family_user(make_child())
    visit("placements.show_proposal", as_=stranger, status=404, placement_id=proposal.id)
    visit("placements.show_request", as_=make_association_user(club), status=404, placement_id=proposal.id)
