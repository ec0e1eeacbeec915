from datetime import date

import pytest

from allemed.understanding.rules import FEWEST, Answers, PageCode, counted_from, hardest_first


def test_the_hardest_page_stands_first_and_what_hardly_anybody_answered_last():
    help_so = Answers(PageCode.HELP, "so", 18, 2)
    privacy_ti = Answers(PageCode.PRIVACY, "ti", 4, 6)
    one_no, one_yes = Answers(PageCode.GROUP, "ti", 0, 1), Answers(PageCode.GROUP, "ar", 1, 0)
    enough = Answers(PageCode.PROPOSAL, "pl", FEWEST - 1, 1)
    assert hardest_first([help_so, one_no, enough, one_yes, privacy_ti]) == [
        privacy_ti,
        enough,
        help_so,
        one_yes,
        one_no,
    ]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 24), date(2026, 9, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2025, 11, 1)),
    ],
)
def test_this_month_and_the_two_before_count(today, first):
    assert counted_from(today) == first
