"""Evidence from what happens each time: fees, first days, missed sessions, meetings, prices; and the report of a year."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from allemed.commitments.rules import (
    FirstDay,
    FundCase,
    GroupFacts,
    Hindrance,
    MeetingFact,
    MissedTwice,
    ReportFacts,
    due_with_cases,
    hindered_by,
    is_nothing_asked,
    is_watched,
    judge_fund,
    judge_meetings,
    judge_missed,
    judge_price,
    judge_welcome,
    parse_due,
    year_of,
)

TODAY = date(2026, 9, 18)
GROUP = GroupFacts("A", True, has_price=True)


def before(number):
    return TODAY - timedelta(days=number)


def codes(verdict):
    return [reason.code for reason in verdict.why]


def test_after_two_missed_sessions_there_are_seven_days_to_ask():
    assert judge_missed([MissedTwice(before(7), None, "A")], TODAY).kept is None
    late = judge_missed([MissedTwice(before(8), None, "A")], TODAY)
    assert late.kept is False and late.why[0].params == {"group": "A", "on": before(8), "by": before(1)}
    assert late.events[0].is_good is False


def test_asking_late_makes_it_green_again_and_stands_there_as_late():
    verdict = judge_missed([MissedTwice(before(20), before(8)), MissedTwice(before(12), before(5))], TODAY)
    assert verdict.kept is True
    assert verdict.why[0].params == {"in_time": 1, "count": 2}
    assert [event.is_good for event in verdict.events] == [False, True]


def test_one_that_waits_is_asked_for_although_the_others_are_done():
    verdict = judge_missed([MissedTwice(before(20), before(18)), MissedTwice(before(2))], TODAY)
    assert (verdict.kept, verdict.open_since, verdict.asks) == (None, (before(2),), True)


def test_a_fee_is_applied_for_within_five_days():
    assert judge_fund([FundCase(before(9), before(4))], TODAY).kept is True
    assert judge_fund([FundCase(before(5))], TODAY).kept is None
    assert judge_fund([FundCase(before(6))], TODAY).kept is False
    assert judge_fund([], TODAY).asks is False


_cases = st.lists(st.tuples(st.integers(0, 90), st.none() | st.integers(0, 90)), max_size=6)


@given(_cases)
def test_a_case_is_red_only_while_somebody_can_still_do_something(rows):
    cases = [MissedTwice(before(began), before(began - done) if done is not None and done <= began else None)
             for began, done in rows]  # fmt: skip
    verdict = judge_missed(cases, TODAY)
    waiting = [one for one in cases if one.done_on is None]
    assert (verdict.kept is True) == (bool(cases) and not waiting)
    assert (verdict.kept is False) == any((TODAY - one.began_on).days > 7 for one in waiting)
    assert sorted(verdict.open_since) == sorted(one.began_on for one in waiting)


@given(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1))))
def test_what_waits_longest_sets_the_date_unless_it_was_due_before(due_on, open_since):
    due = due_with_cases(parse_due("D+30; event+5"), due_on, open_since)
    counted = [day + timedelta(days=5) for day in open_since]
    assert due == min([*counted, *([due_on] if due_on else [])], default=None)
    assert due_with_cases(parse_due("D+30 yearly"), due_on, open_since) == due_on


def test_one_price_for_all_and_an_application_above_it_is_a_doubt():
    assert judge_price([GROUP], [FundCase(before(5), before(4))]).kept is True
    assert codes(judge_price([GROUP], [FundCase(before(5), before(4), "A", is_above_price=True)])) == ["price_above"]
    assert codes(judge_price([GroupFacts("A", True)], [])) == ["price_not_shown"]


def test_a_welcome_needs_its_routine_and_each_card_filled():
    full = FirstDay(before(3), "A", True, True, True)
    assert judge_welcome(True, [full]).kept is True
    assert judge_welcome(True, []).kept is None
    assert codes(judge_welcome(False, [full])) == ["routine_missing"]
    lacking = judge_welcome(True, [full, *(FirstDay(before(day), "B", True, False, False) for day in (2, 4))])
    assert [reason.params for reason in lacking.why] == [{"group": "B", "lacks": ("buddy", "place")}]
    assert [event.on for event in lacking.events if not event.is_good] == [before(4), before(2)]


def test_one_meeting_a_year_is_enough_and_one_to_come_is_not_late():
    came, missed, ahead = (MeetingFact(TODAY, "Dugnad", one) for one in (True, False, None))
    assert judge_meetings([missed, came], 2026, TODAY).kept is True
    assert judge_meetings([missed, ahead], 2026, TODAY).kept is None
    assert judge_meetings([missed], 2026, TODAY).kept is False
    assert judge_meetings([came], 2027, TODAY).kept is None
    assert judge_meetings([], 2026, TODAY).asks is False


def test_with_nothing_to_judge_a_statement_is_still_asked_for():
    nothing = judge_fund([], TODAY)
    assert is_nothing_asked(nothing, "C18", ["auto"])
    assert not is_nothing_asked(nothing, "C09", ["auto", "statement"])
    assert not is_nothing_asked(None, "C18", ["auto"])


def test_a_routine_that_was_accepted_is_lost_when_cards_are_empty_and_a_statement_never_is():
    assert is_watched("C14", "document") and is_watched("C11", "auto")
    assert not is_watched("C07", "statement")


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
@example(date(2026, 12, 31))
@example(date(2027, 1, 31))
def test_a_report_tells_of_the_last_year_that_is_over(due_on):
    year = year_of(due_on)
    assert date(year, 12, 31) <= due_on < date(year + 1, 12, 31)


def test_a_report_names_no_number_of_children_under_five():
    assert [ReportFacts(2026, began=number).told()["began"] for number in (0, 1, 4, 5)] == ["0", "1–4", "1–4", "5"]


def test_why_children_stopped_is_told_only_from_five_on_and_ones_own_words_always():
    assert hindered_by({"full": 1, "other": 3}, {"money": 4, "moved": 9}) == (Hindrance.FULL,)
    assert hindered_by({}, {"money": 2, "fee": 3}) == (Hindrance.MONEY,)


def test_a_meeting_whose_attendance_nobody_has_noted_is_neither_late_nor_ahead():
    past, ahead = MeetingFact(before(3), "Dugnad"), MeetingFact(before(-3), "Møteplass")
    verdict = judge_meetings([past], TODAY.year, TODAY)
    assert (verdict.kept, codes(verdict)) == (None, ["meeting_not_noted"])
    assert [event.code for event in verdict.events] == ["not_noted"]
    both = judge_meetings([past, ahead], TODAY.year, TODAY)
    assert (both.kept, both.why[0].code, both.why[0].params["title"]) == (None, "meeting_ahead", "Møteplass")
