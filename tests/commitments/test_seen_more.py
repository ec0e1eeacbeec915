"""What ALLEMED sees of groups, first days and missed sessions; a date that comes from what happened; the year's report."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.associations.models import Association
from allemed.catalogue.actions import hold_spot
from allemed.commitments import actions, queries
from allemed.commitments.models import Delivery
from allemed.commitments.rules import CommitmentStatus, Evidence, Hindrance
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.followup.rules import Audience, CheckInKind
from allemed.placements.rules import DeclineReason, PlacementState, StopReason
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_commitment
from tests.factories.followup import make_check_in
from tests.factories.placements import make_placement

S = CommitmentStatus
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
TODAY = NOW.date()


@pytest.fixture
def club(frozen, session):
    frozen(NOW)
    return make_association_user(name="Turid")


def _association(user):
    return db.session.get_one(Association, user.association_id)


def _promise(user, code, **changes):
    return make_commitment(code, association=_association(user), agreed_by=user, **changes)


def _kept(commitment):
    return queries.judge([commitment], TODAY)[commitment.id].kept


def _codes(commitment):
    return [reason.code for reason in queries.judge([commitment], TODAY)[commitment.id].why]


def test_c08_and_c10_follow_what_the_groups_show(club):
    price, shown = _promise(club, "C08"), _promise(club, "C10")
    group = make_activity(_association(club), cost_per_half_year=None, parent_tasks=[])
    assert (_codes(price), _codes(shown)) == (["price_not_shown"], ["price_and_tasks_not_shown"])
    group.cost_per_half_year, group.parent_tasks = Decimal(0), ["nothing"]
    db.session.flush()
    assert (_kept(price), _kept(shown)) == (True, True)


def test_c12_counts_spots_that_are_held_and_those_that_were_taken(club):
    promise, group = _promise(club, "C12"), make_activity(_association(club), free=1)
    make_placement(activity=group, state=PlacementState.ACTIVE, holds_seat=True)
    assert _kept(promise) is False
    hold_spot(group, True, by=club, now=NOW)
    assert _kept(promise) is True
    hold_spot(group, False, by=club, now=NOW)
    assert _kept(promise) is False


def test_c17_follows_what_can_be_borrowed(club):
    promise, group = _promise(club, "C17"), make_activity(_association(club), bring=["skis", "packed_lunch"], borrow=[])
    assert _codes(promise) == ["nobody_lends"]
    group.borrow = ["skis"]
    db.session.flush()
    assert _kept(promise) is True


def test_c14_is_a_routine_that_was_read_and_a_card_that_is_filled(club):
    promise, coordinator = _promise(club, "C14"), make_user()
    group = make_activity(_association(club), welcome="")
    make_placement(activity=group, state=PlacementState.BOOKED, first_session_at=NOW, meets="Ida")
    assert _codes(promise) == ["routine_missing", "card_lacks"]
    sent = actions.Sent(evidence=Evidence.DOCUMENT, link="https://example.org/velkomen")
    actions.accept_delivery(actions.deliver(promise, sent, by=club, now=NOW), by=coordinator, now=NOW)
    actions.refresh(NOW)
    assert (promise.status, _codes(promise)) == (S.DUE_AGAIN, ["card_lacks"])


def test_what_nobody_can_see_yet_is_never_late(club):
    promise = _promise(club, "C18")
    actions.refresh(NOW)
    assert (_kept(promise), promise.due_on, _told(club)) == (None, None, 0)


# A date that comes from what happened


def _told(user):
    return len(list(db.session.scalars(select(OutboxMessage.id).where(OutboxMessage.user_id == user.id))))


def test_after_two_misses_there_is_a_date_and_asking_makes_it_go(club):
    promise, group = _promise(club, "C18"), make_activity(_association(club))
    placement = make_placement(activity=group, state=PlacementState.ACTIVE)
    missed = make_check_in(placement, CheckInKind.MISSED_TWICE, Audience.ASSOCIATION, anchor_on=TODAY)
    actions.refresh(NOW)
    assert (promise.due_on, promise.status, _told(club)) == (TODAY + timedelta(days=7), S.IN_PROGRESS, 1)
    later = NOW + timedelta(days=8)
    assert queries.judge([promise], later.date())[promise.id].kept is False
    actions.refresh(later)
    assert promise.due_on == TODAY + timedelta(days=7)  # late, and the date stays the one of the rule
    missed.answered_at = later
    db.session.flush()
    actions.refresh(later)
    assert (promise.status, promise.due_on, promise.kept_due_on) == (S.ACCEPTED, None, TODAY + timedelta(days=7))
    actions.refresh(later)
    assert len(promise.deliveries) == 1


def test_the_club_reads_group_and_day_and_the_coordinator_a_link_to_the_child(club, visit):
    promise, group = _promise(club, "C13"), make_activity(_association(club), name="Knøttene")
    placement = make_placement(activity=group, state=PlacementState.ACCEPTED, asked_at=NOW - timedelta(days=20),
                               answered_at=NOW - timedelta(days=2))  # fmt: skip
    own = visit("commitments.show_commitment", as_=club, commitment_id=promise.id)
    assert "Knøttene" in own.text and "Answered after" in own.text
    assert str(placement.id) not in own.text and placement.child.first_name not in own.text
    desk = visit("commitments.follow_commitment", as_=make_user(Role.COORDINATOR), commitment_id=promise.id)
    assert desk(f'a[href$="/placements/{placement.id}"]')


def test_when_all_reminders_went_out_the_coordinators_task_begins_with_what_do_you_need(club, visit):
    _promise(club, "C01", due_on=TODAY - timedelta(days=13))
    coordinator, ask = make_user(Role.COORDINATOR), "Call and ask: what do you need?"
    assert ask not in visit("home.show_today", as_=coordinator).text
    _promise(club, "C19", due_on=TODAY - timedelta(days=14))
    today = visit("home.show_today", as_=coordinator)
    assert ask in today.text and f"/associations/{club.association_id}/commitments" in today.links
    page = visit("commitments.show_for_association", as_=coordinator, association_id=club.association_id)
    assert f"/associations/{club.association_id}/needs/new" in page.links


# The year's report


def _year_report(club):
    group = make_activity(_association(club), trial_times=3)
    for number in range(5):
        make_placement(activity=group, state=PlacementState.ENDED, started_at=NOW - timedelta(days=90 + number),
                       ended_at=NOW - timedelta(days=9), stop_reason=StopReason.TRANSPORT)  # fmt: skip
    make_placement(activity=group, state=PlacementState.DECLINED, answered_at=NOW, decline_reason=DeclineReason.FULL)
    make_placement(activity=group, state=PlacementState.ENDED, ended_at=NOW, stop_reason=StopReason.MONEY)
    return _promise(club, "C20", due_on=date(2027, 1, 31))


def _report_of(page):
    return page("textarea")[0].text.strip(), {box.get("value") for box in page('[name="hindered"][checked]')}


def test_a_report_is_filled_in_sent_back_and_finished_without_writing_it_twice(club, visit, post):
    promise, coordinator = _year_report(club), make_user(Role.COORDINATOR)
    page = visit("commitments.show_commitment", as_=club, commitment_id=promise.id)
    text, hindered = _report_of(page)
    assert "let" in text and hindered == {Hindrance.FULL, Hindrance.TRANSPORT}  # one family's money is not told
    data = {"way": "report", "report": "Vi hadde open dag.", "hindered": ["transport", "nothing"]}
    post("commitments.deliver", as_=club, commitment_id=promise.id, data=data)
    sent = db.session.scalars(select(Delivery)).one()
    assert sent.figures == {"year": 2026, "began": "5", "groups": 1} and sent.hindered == ["transport"]
    desk = visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    assert "Children who began with you in 2026" in desk.text and "Transport" in desk.text
    actions.return_delivery(sent, "Kor mange kom på open dag?", by=coordinator, now=NOW)
    again = visit("commitments.show_commitment", as_=club, commitment_id=promise.id)
    assert "Kor mange kom" in again.text and _report_of(again) == ("Vi hadde open dag.", {"transport"})


def test_figures_come_from_allemed_and_never_from_the_form(club, post):
    promise = _promise(club, "C15")
    with pytest.raises(actions.WrongEvidence):
        actions.deliver(promise, actions.Sent(evidence=Evidence.REPORT, report="Hei", figures={"began": "9"}),
                        by=club, now=NOW)  # fmt: skip
