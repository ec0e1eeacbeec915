"""What it takes that a child is still there after six months, and how each kind of help is done."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from allemed.placements.rules import PlacementState
from allemed.support.forms.words import DONE_LABELS, MANUALS
from allemed.support.models import Intervention
from allemed.support.rules import STILL_AFTER, Effort, InterventionKind, cost_of_staying, last_start
from tests.factories.accounts import make_user
from tests.factories.placements import make_placement

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def effort(minutes=60, money=100, is_active=True):
    return Effort(minutes, Decimal(money), is_active)


def test_what_was_noted_for_those_who_stopped_counts_too():
    cost = cost_of_staying([effort()] * 5 + [effort(is_active=False)] * 5)
    assert cost is not None and (cost.active, cost.began, cost.minutes_each, cost.money_each) == (5, 10, 120, 200)


def test_few_children_or_nothing_noted_give_no_figure():
    assert cost_of_staying([effort()] * 4) is None
    assert cost_of_staying([effort()] * 6 + [effort(is_active=False)] * 2) is None
    assert cost_of_staying([effort(0, 0)] * 8) is None


def test_only_whole_months_count():
    assert last_start(date(2026, 11, 24), STILL_AFTER) == date(2026, 5, 3)


def test_the_page_shows_it_from_time_and_money_on_placements(session, visit, frozen):
    frozen(NOW)
    for _number in range(5):
        placement = make_placement(state=PlacementState.ACTIVE, started_at=NOW - timedelta(days=300))
        session.add(
            Intervention(
                placement_id=placement.id, kind=InterventionKind.ACCOMPANIED, noted_on=NOW.date(), minutes=90, money=Decimal(50)
            )
        )  # fmt: skip
    make_placement(state=PlacementState.ACTIVE, started_at=NOW - timedelta(days=100))
    session.flush()
    shown = visit("support.show_comparison", as_=make_user()).one("section[aria-labelledby=cost]").text_content()
    assert "90" in shown and "50" in shown and "of 5 who began" in shown


def test_every_kind_of_help_has_a_short_manual_beside_the_tap(session, visit):
    assert set(MANUALS) == set(DONE_LABELS) == set(InterventionKind)
    page = visit("support.show_done", as_=make_user(), placement_id=make_placement().id)
    assert len(page("#manuals dd")) == len(InterventionKind)
