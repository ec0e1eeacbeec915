"""Who fits as a guide, what turns a light, when an answer is expected, and which figures are shown."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from allemed.placements.rules import LightColour
from allemed.support.rules import (
    ApplicationState,
    Helper,
    InterventionKind,
    LoanState,
    Period,
    Stay,
    are_in_touch,
    compare,
    equipment_colour,
    expected_on,
    fee_colour,
    last_start,
    new_reference,
    period_from,
    rank_guides,
)

TUESDAY = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
K, A, L = InterventionKind, ApplicationState, LoanState


def test_a_guide_who_speaks_the_language_and_has_time_stands_first_and_a_busy_one_last():
    same, other, unknown, busy = (uuid4() for _number in range(4))
    guides = [
        Helper(other, ["uk"], ["1-evening"]),
        Helper(busy, ["ar"], ["1-evening"], [TUESDAY + timedelta(hours=1)]),
        Helper(unknown, ["ar"], []),
        Helper(same, ["ar"], ["1-after_school", "1-evening"]),
    ]
    ranked = rank_guides(guides, "ar", datetime.combine(TUESDAY.date(), time(18)), TUESDAY)
    assert [fit.id for fit in ranked] == [same, unknown, other, busy]
    assert (ranked[0].speaks, ranked[0].is_free, ranked[1].is_free, ranked[3].is_busy) == (True, True, None, True)


def test_a_reference_is_random_and_readable():
    codes = {new_reference() for _number in range(200)}
    assert len(codes) > 195
    assert not set("".join(codes)) & set("IO01L")


def test_a_period_is_the_half_year_or_the_year_a_day_lies_in():
    assert period_from(date(2026, 8, 20), Period.HALF_YEAR) == (date(2026, 7, 1), date(2026, 12, 31))
    assert period_from(date(2026, 6, 30), Period.HALF_YEAR) == (date(2026, 1, 1), date(2026, 6, 30))
    assert period_from(date(2026, 6, 30), Period.YEAR) == (date(2026, 1, 1), date(2026, 12, 31))


def test_an_answer_is_expected_after_the_days_of_its_scheme_and_an_application_turns_a_light():
    assert expected_on(date(2026, 11, 1), 14) == date(2026, 11, 15)
    assert [fee_colour(state) for state in A] == [
        LightColour.YELLOW, LightColour.YELLOW, LightColour.GREEN, LightColour.RED,
    ]  # fmt: skip


def test_the_equipment_light_is_green_only_when_everything_needed_is_lent():
    assert equipment_colour([], []) is None
    assert equipment_colour(["skis", "helmet"], [("skis", L.LENT)]) == LightColour.RED
    assert equipment_colour(["skis", "helmet"], [("skis", L.LENT), ("helmet", L.WANTED)]) == LightColour.YELLOW
    assert equipment_colour(["skis"], [("skis", L.RETURNED), ("helmet", L.LENT)]) == LightColour.GREEN


def test_two_families_are_in_touch_only_while_both_say_yes():
    answers = (None, True, False)
    seen = [(a, b) for a in answers for b in answers if are_in_touch(a, b, None)]
    assert seen == [(True, True)]
    assert not are_in_touch(True, True, TUESDAY)


def test_who_counts_as_stayed_changes_once_a_month_only():
    assert last_start(date(2026, 11, 24)) == last_start(date(2026, 11, 1)) == date(2026, 8, 2)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60))
def test_no_count_from_one_to_four_can_be_worked_out_from_a_line_that_is_shown(children):
    stays = [Stay({K.BUDDY} if done else set(), stayed) for done, stayed in children]
    line = next(one for one in compare(stays) if one.kind is K.BUDDY)
    if not line.is_shown:
        return
    for total, share in ((line.with_it, line.stayed_with), (line.without_it, line.stayed_without)):
        stayed = round(total * share / 100)
        assert total >= 5
        assert stayed == 0 or stayed >= 5
        assert total - stayed == 0 or total - stayed >= 5


def test_a_comparison_shows_the_share_that_stayed_with_and_without():
    stays = [Stay({K.BUDDY}, True)] * 15 + [Stay({K.BUDDY}, False)] * 5 + [Stay((), True)] * 10 + [Stay((), False)] * 10
    line = next(one for one in compare(stays) if one.kind is K.BUDDY)
    assert (line.with_it, line.stayed_with, line.without_it, line.stayed_without) == (20, 75, 20, 50)
