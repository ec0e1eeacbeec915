"""Leisure as part of a plan with the school (domain.md V10): its last day, and a card two weeks before."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.access.rules import Role
from allemed.database import db
from allemed.privacy.actions import forget_old
from allemed.privacy.queries import count_due
from allemed.privacy.rules import Kept
from allemed.referrals.models import Referral
from tests.factories.accounts import make_user
from tests.factories.families import make_child
from tests.factories.placements import make_family_user
from tests.factories.referrals import make_partner, make_referral

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


def make_plan(days: int, child=None) -> Referral:
    """A plan that ends so many days from today, about a child that is known."""
    child = child or make_child(first_name="Sara")
    until = NOW.date() + timedelta(days=days)
    return make_referral(make_partner(), child_id=child.id, plan_until=until, state="closed")


def cards(page) -> list[str]:
    return [card.text_content() for card in page("[data-kind=plan] .task")]


def test_the_last_day_of_a_plan_stands_on_the_childs_page_until_it_has_passed(visit):
    child, boss = make_child(), make_user()
    make_plan(-1, child)
    assert not visit("families.show_child", as_=boss, child_id=child.id)("[data-plan]")
    make_plan(60, child)
    assert (
        "23 January 2027" in visit("families.show_child", as_=boss, child_id=child.id).one("[data-plan]").text_content()
    )


def test_the_family_reads_it_too(visit):
    child, other = make_child(first_name="Sara"), make_plan(90)
    make_plan(60, child)
    basics = visit("home.show_our_record", as_=make_family_user(child)).one("section[aria-labelledby=basics]")
    assert "plan with the school until 23 January 2027" in basics.text_content()
    assert "February" not in basics.text_content() and other.plan_until.month == 2


@pytest.mark.parametrize(("days", "shown"), [(15, False), (14, True), (0, True), (-3, True), (-15, False)])
def test_two_weeks_before_a_plan_ends_the_coordinator_has_a_card(visit, days, shown):
    make_plan(days)
    assert bool(cards(visit("home.show_today", as_=make_user()))) is shown


def test_one_tap_and_the_card_is_gone_for_good(visit, post):
    plan, boss = make_plan(10), make_user()
    page = visit("home.show_today", as_=boss)
    (card,) = cards(page)
    assert "Sara, 9" in card and "The school's plan ends" in card and "4 Dec 2026" in card
    assert page.one("[data-kind=plan] form").get("action") == f"/interest/{plan.id}/plan-seen"
    post("referrals.see_to_plan", as_=boss, referral_id=plan.id, status=303)
    assert not cards(visit("home.show_today", as_=boss)) and plan.plan_seen_at == NOW
    assert visit("families.show_child", as_=boss, child_id=plan.child_id)("[data-plan]")


def test_only_a_coordinator_ticks_it_off(post):
    plan = make_plan(10)
    teacher = make_user(Role.PARTNER, partner_id=plan.partner_id)
    post("referrals.see_to_plan", as_=teacher, referral_id=plan.id, status=403)
    assert plan.plan_seen_at is None


def test_of_a_plan_only_days_are_kept_and_nothing_on_absence():
    columns = Referral.__table__.columns.keys()
    assert [name for name in columns if "plan" in name] == ["plan_until", "plan_seen_at"]
    assert not [name for name in columns if "absence" in name or "reason" in name or "share" in name]


def test_until_when_a_plan_went_goes_six_months_after_it_and_that_the_family_was_sent_on_stays(visit):
    child = make_child()
    old, late, running = make_plan(-190, child), make_plan(-170, child), make_plan(30, child)
    old.plan_seen_at = NOW
    assert count_due(NOW)[Kept.REFERRAL] == 1
    assert [forget_old(NOW)[Kept.REFERRAL] for _night in range(2)] == [1, 0]
    db.session.expire_all()
    assert (old.plan_until, old.plan_seen_at, old.child_id) == (None, None, child.id)
    assert late.plan_until and running.plan_until
    assert visit("families.show_child", as_=make_user(), child_id=child.id)("[data-plan]")


def test_a_plan_of_interest_that_led_nowhere_goes_with_it_and_is_counted_once(session):
    make_referral(make_partner(), plan_until=NOW.date() - timedelta(days=200), created_at=NOW - timedelta(days=300))
    assert count_due(NOW)[Kept.REFERRAL] == 1 == forget_old(NOW)[Kept.REFERRAL]
    assert session.query(Referral).count() == 0
