"""Properties of the order that hold for every child and every list of spots."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.matching.rules import (
    rank_spots,
    why_not,
)
from tests.matching.wishes import (
    FEW,
    TODAY,
    away,
    children,
    one_spot,
    spot_lists,
)


def rank_of(child, changed, others):
    return [match.spot.spot_id for match in rank_spots(child, [changed, *others], TODAY)].index("x")


def never_lowers(child, before, after, others):
    if not why_not(child, before, TODAY):
        assert rank_of(child, after, others) <= rank_of(child, before, others)


@FEW
@given(children, one_spot, spot_lists, st.integers(0, 12_000), st.integers(0, 12_000))
def test_coming_nearer_never_lowers_a_spot(child, one, others, some, more):
    near, far = sorted((some, more))
    never_lowers(child, replace(one, point=away(far)), replace(one, point=away(near)), others)


@FEW
@given(children, one_spot, spot_lists, st.integers(0, 4000), st.integers(0, 4000))
def test_becoming_cheaper_never_lowers_a_spot(child, one, others, some, more):
    cheap, dear = sorted((Decimal(some), Decimal(more)))
    never_lowers(child, replace(one, cost=dear), replace(one, cost=cheap), others)


@FEW
@given(children, one_spot, spot_lists)
def test_lending_equipment_never_lowers_a_spot(child, one, others):
    never_lowers(child, replace(one, borrow=frozenset()), replace(one, borrow=frozenset({"shoes", "racket"})), others)


@FEW
@given(children, one_spot, spot_lists)
def test_a_trial_a_welcome_and_a_shared_language_never_lower_a_spot(child, one, others):
    plain = replace(one, trial_times=0, is_for_beginners=False, languages=frozenset())
    kind = replace(one, trial_times=3, is_for_beginners=True, languages=frozenset({"ar"}))
    never_lowers(child, plain, kind, others)


@FEW
@given(children, spot_lists, st.randoms())
def test_the_order_does_not_depend_on_the_order_it_was_given_in(child, spots, chance):
    shuffled = list(spots)
    chance.shuffle(shuffled)
    assert rank_spots(child, shuffled, TODAY) == rank_spots(child, spots, TODAY)


@FEW
@given(children, spot_lists)
def test_the_score_is_what_the_reasons_add_up_to(child, spots):
    for match in rank_spots(child, spots, TODAY):
        said = (*match.reasons, *match.objections, *match.unknowns)
        assert match.score == pytest.approx(sum(reason.points for reason in said), rel=0, abs=1e-6)  # six places
