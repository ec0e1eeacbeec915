"""What the system itself can see kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allemed.commitments.rules import (
    ContactFacts,
    GroupFacts,
    Inquiry,
    judge_answers,
    judge_contact,
    judge_equipment,
    judge_fresh_spots,
    judge_held,
    judge_shown,
    judge_trial,
)

TODAY = date(2026, 9, 18)  # a Friday


def weekdays_between(start, end):
    return sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, (end - start).days + 1))


def before(number):
    return TODAY - timedelta(days=number)


def codes(verdict):
    return [reason.code for reason in verdict.why]


def test_a_confirmed_contact_with_a_substitute_is_kept():
    assert judge_contact(ContactFacts(True, True, before(3))).kept is True


def test_without_a_substitute_it_is_not_kept():
    verdict = judge_contact(ContactFacts(True, False, before(3)))
    assert verdict.kept is False and codes(verdict) == ["substitute_missing"]


def test_a_contact_nobody_named_or_confirmed_is_not_kept():
    assert codes(judge_contact(ContactFacts(False, False))) == ["contact_missing", "substitute_missing"]
    assert codes(judge_contact(ContactFacts(True, True))) == ["contact_not_confirmed"]


def test_a_contact_is_confirmed_again_each_season():
    assert codes(judge_contact(ContactFacts(True, True, before(40), before(30)))) == ["contact_to_confirm_again"]
    assert judge_contact(ContactFacts(True, True, before(30), before(30))).kept is True


def test_three_trial_times_on_all_open_groups_are_kept():
    groups = [GroupFacts("A", True, 3), GroupFacts("B", True, 4), GroupFacts("closed", False, 0)]
    assert judge_trial(groups).kept is True


def test_one_open_group_without_a_trial_is_enough_to_break_it_and_is_named():
    verdict = judge_trial([GroupFacts("A", True, 3), GroupFacts("B", True, 2)])
    assert verdict.kept is False
    assert verdict.why[0].params == {"group": "B", "times": 2}


def test_without_open_groups_there_is_nothing_to_judge_about_trials():
    assert judge_trial([]).kept is None
    assert judge_trial([GroupFacts("closed", False)]).kept is None


def test_spots_confirmed_within_thirty_days_are_kept():
    assert judge_fresh_spots([GroupFacts("A", True, free=1, confirmed_on=before(30))], TODAY).kept is True


def test_a_spot_confirmed_longer_ago_or_never_is_not_kept():
    for confirmed_on in (before(31), None):
        verdict = judge_fresh_spots([GroupFacts("A", True, free=1, confirmed_on=confirmed_on)], TODAY)
        assert verdict.kept is False and codes(verdict) == ["spot_not_confirmed"]


def test_a_group_without_free_spots_has_nothing_to_confirm():
    assert judge_fresh_spots([GroupFacts("full", True, free=0)], TODAY).kept is None


def test_cost_and_tasks_of_every_open_group_are_shown():
    full = GroupFacts("A", True, has_price=True, has_tasks=True)
    assert judge_shown([full, GroupFacts("closed", False)]).kept is True
    verdict = judge_shown([full, GroupFacts("B", True), GroupFacts("C", True, has_price=True)])
    assert verdict.kept is False and codes(verdict) == ["price_and_tasks_not_shown", "tasks_not_shown"]


def test_two_spots_are_held_whether_free_or_taken_by_such_a_child():
    held = [GroupFacts("A", True, held_free=1), GroupFacts("B", True, held_taken=1), GroupFacts("C", True, free=9)]
    assert judge_held(held).kept is True
    assert judge_held(held[1:]).kept is False
    assert judge_held([]).kept is None


def test_what_a_group_asks_to_bring_is_lent_by_the_group_or_by_a_lender():
    group = GroupFacts("A", True, bring=("skis", "water_bottle"))
    assert judge_equipment([group], {"skis"}, set()).why[0].params == {"group": "A", "things": ["skis"]}
    assert judge_equipment([group], {"skis"}, {"skis"}).kept is True
    for borrow in (("skis",), ("everything",)):
        assert judge_equipment([GroupFacts("A", True, bring=("skis",), borrow=borrow)], {"skis"}, set()).kept is True


def test_each_answer_stands_as_an_event_with_its_group_and_day():
    verdict = judge_answers(
        [Inquiry(before(14), before(2), "A"), Inquiry(before(1), None, "B")], TODAY, weekdays_between
    )
    assert [(event.what, event.on, event.is_good) for event in verdict.events] == [
        ("A", before(14), False), ("B", before(1), None),
    ]  # fmt: skip


def test_an_answer_after_the_weekend_within_five_working_days_is_in_time():
    verdict = judge_answers([Inquiry(before(14), before(7))], TODAY, weekdays_between)
    assert verdict.kept is True
    assert verdict.why[0].params == {"median": 5, "in_time": 1, "count": 1}


def test_a_question_of_this_week_is_not_judged_yet():
    assert judge_answers([Inquiry(before(4))], TODAY, weekdays_between).kept is None
    assert judge_answers([Inquiry(before(7))], TODAY, weekdays_between).kept is None  # the fifth working day
    assert judge_answers([], TODAY, weekdays_between).kept is None


def test_a_question_left_unanswered_counts_once_its_five_days_are_over():
    verdict = judge_answers([Inquiry(before(8))], TODAY, weekdays_between)
    assert verdict.kept is False and verdict.why[0].params["in_time"] == 0


def test_four_of_five_in_time_are_kept_and_three_of_five_are_not():
    in_time, late = Inquiry(before(20), before(19)), Inquiry(before(40), before(20))
    assert judge_answers([in_time] * 4 + [late], TODAY, weekdays_between).kept is True
    assert judge_answers([in_time] * 3 + [late] * 2, TODAY, weekdays_between).kept is False


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_answering_what_is_open_at_once_never_makes_a_verdict_worse(waits):
    inquiries = [Inquiry(before(asked), before(asked - answer) if answer <= asked else None) for asked, answer in waits]
    fresh = Inquiry(before(1), TODAY)
    order = {False: 0, None: 1, True: 2}
    earlier = judge_answers(inquiries, TODAY, weekdays_between)
    later = judge_answers([*inquiries, fresh], TODAY, weekdays_between)
    assert order[later.kept] >= order[earlier.kept]


@given(st.lists(st.builds(GroupFacts, st.text(max_size=3), st.booleans(), st.integers(0, 5)), max_size=6))
def test_trials_are_kept_exactly_when_every_open_group_has_three(groups):
    times = [group.trial_times for group in groups if group.is_open]
    assert judge_trial(groups).kept == (min(times) >= 3 if times else None)
