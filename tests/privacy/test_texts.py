"""What associations wrote, and rounds, go after their time; what was agreed and counted stays."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.commitments.models import Commitment, Delivery
from allemed.config import load
from allemed.database import db
from allemed.gatherings.models import AgreedAction, Gathering, Idea
from allemed.gatherings.rules import ActionStatus
from allemed.needs.models import Need, SolutionNote
from allemed.needs.rules import NeedStatus, NoteState
from allemed.privacy.actions import forget_old
from allemed.privacy.queries import count_due
from allemed.privacy.rules import Kept
from allemed.rounds.models import Round
from tests.factories.accounts import make_user
from tests.factories.commitments import make_commitment
from tests.factories.gatherings import make_action, make_gathering
from tests.factories.needs import make_need, make_note
from tests.factories.rounds import make_round

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
OLD, YOUNG = NOW - timedelta(days=740), NOW - timedelta(days=700)


@pytest.fixture(autouse=True)
def _frozen(session, frozen):
    frozen(NOW)


def test_closed_needs_notes_and_ideas_go_after_two_years_and_open_ones_stay():
    gone, kept = (
        make_need(status=NeedStatus.SOLVED, status_since=OLD),
        make_need(status=NeedStatus.SOLVED, status_since=YOUNG),
    )
    waits = make_need(status=NeedStatus.NEW, status_since=OLD)
    make_note(created_at=OLD, state=NoteState.PUBLISHED)
    gathering = make_gathering()
    db.session.add(Idea(gathering_id=gathering.id, theme="equipment", words="Byttekasse", created_at=OLD))
    db.session.flush()
    assert count_due(NOW)[Kept.TEXT] == 3
    assert forget_old(NOW)[Kept.TEXT] == 3
    assert {one.id for one in db.session.query(Need)} == {kept.id, waits.id} and gone.id not in (kept.id, waits.id)
    assert db.session.query(SolutionNote).count() == db.session.query(Idea).count() == 0
    assert forget_old(NOW)[Kept.TEXT] == 0


def test_of_what_was_agreed_title_and_result_stay():
    done = make_action(
        status=ActionStatus.DONE, status_since=OLD, purpose="At flere blir med", result="Tolv par sko"
    )  # fmt: skip
    held = make_gathering(held_on=OLD.date(), gap="Ingen buss", hosts="Ola og Kari")
    forget_old(NOW)
    action, gathering = db.session.get_one(AgreedAction, done.id), db.session.get_one(Gathering, held.id)
    assert (action.title, action.result, action.purpose) == ("Byttekasse for sko", "Tolv par sko", "")
    assert (gathering.gap, gathering.hosts) == ("", "")


def test_of_a_promise_the_words_go_and_the_delivery_stays():
    promise = make_commitment(need="Vi trenger en trener til", status_since=OLD)
    row = Delivery(
        commitment_id=promise.id, evidence="report", report="Alt gikk bra", delivered_at=OLD, is_accepted=True
    )
    db.session.add(row)
    db.session.flush()
    forget_old(NOW)
    assert db.session.get_one(Commitment, promise.id).need == ""
    kept = db.session.get_one(Delivery, row.id)
    assert (kept.report, kept.is_accepted) == ("", True)


def test_rounds_go_after_the_months_of_the_setting():
    old, young = make_round(make_user()), make_round(make_user())
    old.made_at, young.made_at = NOW - timedelta(days=190), NOW - timedelta(days=170)
    db.session.flush()
    assert count_due(NOW)[Kept.ROUND] == 1
    assert forget_old(NOW)[Kept.ROUND] == 1
    assert [one.id for one in db.session.query(Round)] == [young.id]


def test_the_page_says_how_long_both_are_kept(visit):
    page = visit("privacy.show_retention", as_=make_user())
    assert "24 months" in page.one("[data-kept=text]").text_content()
    assert "6 months" in page.one("[data-kept=round]").text_content()


@pytest.mark.parametrize("name", ["KEEP_TEXT_MONTHS", "KEEP_ROUND_MONTHS"])
def test_no_time_is_shorter_than_a_month(name):
    with pytest.raises(ValueError, match=name.lower()):
        load({f"ALLEMED_{name}": "0"})
