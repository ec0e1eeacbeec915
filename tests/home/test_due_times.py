"""Until when a family is to be called, by working days and the municipality's setting."""

from datetime import UTC, date, datetime

import pytest

from allemed.countries import PROFILES
from allemed.referrals.views.blueprint import said_in_time
from tests.factories.accounts import make_user
from tests.factories.referrals import make_partner, make_referral

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("came", "days", "by"),
    [
        (date(2026, 11, 24), 5, date(2026, 12, 1)),
        (date(2026, 12, 22), 5, date(2026, 12, 30)),  # Christmas in between
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # a Saturday
    ],
)
def test_working_days_leave_out_weekends_and_holidays(came, days, by):
    assert PROFILES["NO"].after_working_days(came, days) == by


def test_today_says_by_when_to_call_and_the_overdue_stand_first(session, visit, frozen):
    frozen(TUESDAY)
    fresh = make_referral(make_partner(), created_at=TUESDAY)
    late = make_referral(make_partner(), created_at=datetime(2026, 11, 10, 9, tzinfo=UTC))
    page = visit("home.show_today", as_=make_user())
    assert "late: call by 17 Nov 2026" in page.text and "call by 1 Dec 2026" in page.text
    assert page.links.index(f"/interest/{late.id}") < page.links.index(f"/interest/{fresh.id}")


def test_pages_say_the_number_only_where_it_is_not_five(another_app):
    for days, said in ((5, "as usual"), (3, "The coordinator calls within 3 working days.")):
        with another_app(contact_days=days).test_request_context(headers={"Accept-Language": "en"}):
            assert said_in_time("as usual") == said
