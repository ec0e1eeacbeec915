"""Every allowed move of the loop, who may make it, and what a seat is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.placements.rules import (
    FINAL_STATES,
    LIVE_STATES,
    MOVES,
    DeclineReason,
    LightColour,
    LightKind,
    LightState,
    Needs,
    PlacementState,
    StopReason,
    find_move,
    holds_seat,
    may_move,
    may_send_to_association,
    moves_from,
    seat_change,
    start_problems,
)

S = PlacementState
ROLES = ("coordinator", "family", "association", "partner")
LOOP = (
    S.WISH,
    S.PROPOSED,
    S.AGREED,
    S.ASKED,
    S.ACCEPTED,
    S.BOOKED,
    S.HELD,
    S.TRIAL,
    S.ACTIVE,
    S.PAUSED,
    S.ACTIVE,
)


@st.composite
def walks(draw):
    """A random life of a placement: only allowed moves, from the wish on."""
    state, walk = S.WISH, [S.WISH]
    for _ in range(draw(st.integers(0, 25))):
        onward = [move.to for move in MOVES if move.state == state]
        if not onward:
            break
        state = draw(st.sampled_from(onward))
        walk.append(state)
    return walk


def test_the_whole_loop_can_be_walked_by_coordinator_family_and_association_together():
    for state, to in pairwise(LOOP):
        assert any(may_move(state, to, role) for role in ROLES), (state, to)


def test_no_move_stands_twice_in_the_table():
    assert len({(move.state, move.to) for move in MOVES}) == len(MOVES)


def test_every_state_can_be_reached_from_a_wish():
    reached, waiting = set(), [S.WISH]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += [move.to for move in MOVES if move.state == state]
    assert reached == set(PlacementState)


def test_a_partner_moves_nothing():
    assert not any(moves_from(state, "partner") for state in PlacementState)


@pytest.mark.parametrize("role", ["association", "partner"])
def test_only_the_family_side_says_yes(role):
    assert not may_move(S.PROPOSED, S.AGREED, role)
    assert may_move(S.PROPOSED, S.AGREED, "family")
    assert may_move(S.PROPOSED, S.AGREED, "coordinator"), "a spoken yes is noted by the coordinator"


def test_the_association_is_asked_only_after_the_familys_yes():
    assert [move.state for move in MOVES if move.to == S.ASKED] == [S.AGREED]


def test_a_family_cannot_answer_for_the_association():
    assert not may_move(S.ASKED, S.ACCEPTED, "family")
    assert not may_move(S.ASKED, S.DECLINED, "family")


def test_a_family_can_say_not_now_and_keep_its_wish():
    assert may_move(S.PROPOSED, S.WISH, "family")
    assert may_move(S.PROPOSED, S.ENDED, "family")


@pytest.mark.parametrize("state", [S.AGREED, S.ASKED, S.ACCEPTED, S.BOOKED, S.NOT_HELD])
def test_a_family_can_take_its_yes_back_before_the_first_session_was_held(state):
    assert may_move(state, S.WISH, "family")


@pytest.mark.parametrize("state", sorted(LIVE_STATES))
def test_family_and_coordinator_can_end_from_every_live_state_with_a_reason(state):
    assert may_move(state, S.ENDED, "family") and may_move(state, S.ENDED, "coordinator")
    assert find_move(state, S.ENDED).needs == Needs.STOP_REASON


@pytest.mark.parametrize("state", [S.WISH, S.PROPOSED, S.AGREED])
def test_an_association_can_do_nothing_before_it_was_asked(state):
    assert moves_from(state, "association") == ()


def test_an_association_that_was_asked_accepts_or_declines_and_nothing_else():
    assert {move.to for move in moves_from(S.ASKED, "association")} == {S.ACCEPTED, S.DECLINED}
    assert find_move(S.ASKED, S.DECLINED).needs == Needs.DECLINE_REASON


def test_a_first_session_that_was_not_held_is_booked_again():
    assert may_move(S.NOT_HELD, S.BOOKED, "association") and may_move(S.NOT_HELD, S.BOOKED, "coordinator")
    assert find_move(S.NOT_HELD, S.BOOKED).needs == Needs.FIRST_SESSION


def test_a_family_can_say_that_it_cannot_come():
    assert may_move(S.BOOKED, S.NOT_HELD, "family")


def test_a_pause_ends_in_activity_again():
    assert may_move(S.ACTIVE, S.PAUSED, "family") and may_move(S.PAUSED, S.ACTIVE, "association")


def test_a_decline_with_a_waiting_list_goes_by_the_family_again():
    assert {move.to for move in MOVES if move.state == S.DECLINED} == {S.PROPOSED}


def test_what_was_switched_is_closed_for_good():
    assert not [move for move in MOVES if move.state == S.SWITCHED]


def test_an_ended_placement_can_only_turn_out_to_have_been_a_switch():
    assert [move.to for move in MOVES if move.state == S.ENDED] == [S.SWITCHED]


def test_starting_always_asks_for_the_lights():
    assert all(move.needs == Needs.LIGHTS for move in MOVES if move.to in (S.TRIAL, S.ACTIVE))


@given(walks())
def test_a_seat_is_only_ever_taken_by_a_yes_to_a_proposal(walk):
    for before, after in pairwise(walk):
        if holds_seat(after) and not holds_seat(before):
            assert (before, after) == (S.PROPOSED, S.AGREED)


@given(walks())
def test_seats_taken_and_given_back_always_add_up(walk):
    changes = [seat_change(before, after) for before, after in pairwise(walk)]
    assert -sum(changes) == int(holds_seat(walk[-1]))
    assert set(changes) <= {-1, 0, 1}


@given(walks())
def test_nothing_may_be_sent_to_an_association_before_a_yes(walk):
    for index, state in enumerate(walk):
        if may_send_to_association(state):
            assert S.AGREED in walk[: index + 1]


@pytest.mark.parametrize("state", [S.DECLINED, S.ENDED, S.SWITCHED, S.WISH])
def test_a_seat_is_given_back_when_it_is_over_or_back_to_a_wish(state):
    assert not holds_seat(state)


def test_every_state_is_either_live_or_over():
    assert frozenset(PlacementState) == LIVE_STATES | FINAL_STATES
    assert not LIVE_STATES & FINAL_STATES


def test_a_red_light_without_a_note_stops_the_start():
    assert start_problems([LightState(LightKind.FEE, LightColour.RED, "  ")]) == [LightKind.FEE]
    assert start_problems([LightState(LightKind.FEE, LightColour.RED)]) == [LightKind.FEE]


def test_a_red_light_with_a_note_does_not_stop_the_start():
    assert not start_problems([LightState(LightKind.FEE, LightColour.RED, "the fund answers on Friday")])


@given(st.lists(st.tuples(st.sampled_from(LightKind), st.sampled_from(LightColour))))
def test_only_red_ever_stops_a_start(lights):
    problems = start_problems([LightState(kind, colour) for kind, colour in lights])
    assert problems == [kind for kind, colour in lights if colour == LightColour.RED]


def test_there_are_thirteen_reasons_to_stop_and_four_to_decline():
    assert len(StopReason) == 13
    assert list(DeclineReason) == ["full", "age", "time", "other"]
