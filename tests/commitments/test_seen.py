"""What ALLEMED sees by itself turns green and red by what people do, and what a night's run writes down."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from allemed.access.rules import Role
from allemed.associations.actions import add_contact, confirm_contact, end_contact
from allemed.associations.models import Association
from allemed.associations.queries import find_contact_of
from allemed.associations.rules import ContactKind
from allemed.catalogue.actions import change_activity, close_spot, confirm_spot, facts_of
from allemed.catalogue.rules import Holiday
from allemed.commitments import actions, queries
from allemed.commitments.actions import refreshing
from allemed.commitments.models import Commitment, Delivery
from allemed.commitments.rules import CommitmentStatus, Evidence
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.placements.actions import accept_request, say_yes
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_commitment
from tests.factories.placements import make_family_user, make_placement, make_yes

S = CommitmentStatus
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
TODAY = NOW.date()


@pytest.fixture
def club(frozen, session):
    """A signed-in contact person of an association with a coordinator nearby."""
    frozen(NOW)
    return make_association_user(name="Turid")


def _association(user):
    return db.session.get_one(Association, user.association_id)


def _promise(user, code, **changes):
    return make_commitment(code, association=_association(user), agreed_by=user, **changes)


def _verdict(commitment, today=TODAY):
    return queries.judge([commitment], today)[commitment.id]


def _codes(commitment, today=TODAY):
    return [reason.code for reason in _verdict(commitment, today).why]


def test_c03_is_green_when_contact_and_substitute_are_there(club):
    promise = _promise(club, "C03")
    assert _codes(promise) == ["contact_not_confirmed", "substitute_missing"]
    confirm_contact(find_contact_of(club), by=club, now=NOW)
    assert _codes(promise) == ["substitute_missing"]
    substitute = add_contact(
        club.association_id, kind=ContactKind.SUBSTITUTE, name="Ola", email="", phone="", by=club, now=NOW
    )
    assert _verdict(promise).kept is True
    end_contact(substitute, by=make_user(), now=NOW)
    assert _codes(promise) == ["substitute_missing"]


def test_c03_wants_to_hear_it_again_before_a_new_season(club):
    promise = _promise(club, "C03", status=S.DUE_AGAIN, due_on=date(2027, 1, 10), kept_due_on=date(2026, 10, 15))
    confirm_contact(find_contact_of(club), by=club, now=NOW)
    add_contact(club.association_id, kind=ContactKind.SUBSTITUTE, name="Ola", email="", phone="", by=club, now=NOW)
    assert _verdict(promise).kept is True
    season = datetime(2027, 1, 2, 9, tzinfo=UTC)
    assert _codes(promise, season.date()) == ["contact_to_confirm_again"]
    confirm_contact(find_contact_of(club), by=club, now=season)
    assert _verdict(promise, season.date()).kept is True


def test_c06_follows_the_trial_times_of_every_open_group(club):
    promise = _promise(club, "C06")
    assert _verdict(promise).kept is None
    make_activity(_association(club), trial_times=3)
    short = make_activity(_association(club), name="Knøttene", trial_times=0)
    assert _verdict(promise).kept is False
    assert _verdict(promise).why[0].params == {"group": "Knøttene", "times": 0}
    facts = facts_of(short)
    longer = type(facts)(**{**facts.columns(), "sessions": facts.sessions, "trial_times": 3})
    change_activity(short, longer, version=short.version, by=club, now=NOW)
    assert _verdict(promise).kept is True


def test_c06_asks_for_no_trial_where_nobody_becomes_a_member(club):
    promise = _promise(club, "C06")
    for free_of_membership in ({"is_drop_in": True}, {"is_for_parents": True}, {"holiday": Holiday.WINTER}):
        make_activity(_association(club), trial_times=0, **free_of_membership)
    assert _verdict(promise).kept is None
    make_activity(_association(club), trial_times=3)
    assert _verdict(promise).kept is True


def test_c10_asks_parents_of_no_tasks_where_the_group_is_for_them(club):
    promise = _promise(club, "C10")
    make_activity(_association(club), is_for_parents=True, cost_per_half_year=0)
    assert _verdict(promise).kept is True
    make_activity(_association(club), cost_per_half_year=0)
    assert _verdict(promise).kept is False


def test_c11_turns_red_with_time_and_green_with_one_tap(club):
    promise, group = _promise(club, "C11"), make_activity(_association(club), free=2)
    assert _verdict(promise).kept is True
    later = NOW + timedelta(days=31)
    assert _verdict(promise, later.date()).kept is False
    confirm_spot(group, by=club, now=later)
    assert _verdict(promise, later.date()).kept is True
    close_spot(group, by=club, now=later)
    assert _verdict(promise, later.date()).kept is None


def test_c13_follows_the_answers_to_the_coordinator(club):
    promise = _promise(club, "C13")
    assert _verdict(promise).kept is None
    group = make_activity(_association(club), birth_year_from=2005, birth_year_to=2026)
    placement = make_placement(activity=group)
    family = make_family_user(placement.child)
    say_yes(placement, make_yes(), version=placement.version, by=family, now=NOW)
    assert _verdict(promise, TODAY + timedelta(days=7)).kept is None  # five working days
    assert _verdict(promise, TODAY + timedelta(days=8)).kept is False
    accept_request(placement, version=placement.version, by=club, now=NOW + timedelta(days=2))
    assert _verdict(promise, TODAY + timedelta(days=8)).kept is True


def test_c07_follows_what_the_association_accepts(club):
    promise, association = _promise(club, "C07"), _association(club)
    assert len(_verdict(promise).why) == 3
    association.accepts_leisure_card = association.accepts_leisure_fund = association.accepts_companion_card = True
    db.session.flush()
    assert _verdict(promise).kept is True


def test_judging_takes_the_same_few_queries_for_many(club, session):
    from tests.conftest import counted_queries

    promises = [_promise(make_association_user(), code) for code in ("C03", "C06", "C07", "C11", "C13") * 4]
    session.flush()
    [promise.grant for promise in promises]
    with counted_queries() as statements:
        queries.judge(promises, TODAY)
    assert len(statements) == 4


# The night's run


def _deliveries(commitment):
    query = select(func.count()).select_from(Delivery).where(Delivery.commitment_id == commitment.id)
    return db.session.scalar(query)


def test_what_is_seen_kept_is_written_down_once(club):
    promise = _promise(club, "C11")
    make_activity(_association(club), free=2)
    actions.refresh(NOW)
    assert (promise.status, promise.kept_by, _deliveries(promise)) == (S.ACCEPTED, Evidence.AUTO, 1)
    before = promise.due_on
    actions.refresh(NOW)
    assert (promise.due_on, _deliveries(promise)) == (before, 1)


def test_what_is_lost_is_asked_for_again_and_moves_no_date_when_it_comes_back(club):
    promise, group = _promise(club, "C11"), make_activity(_association(club), free=2, spot={"confirmed_at": NOW})
    actions.refresh(NOW)
    due_on = promise.due_on
    group.spot.confirmed_at = NOW - timedelta(days=40)
    actions.refresh(NOW + timedelta(days=1))
    assert (promise.status, promise.due_on) == (S.DUE_AGAIN, due_on)
    confirm_spot(group, by=club, now=NOW + timedelta(days=2))
    actions.refresh(NOW + timedelta(days=2))
    assert (promise.status, promise.due_on) == (S.ACCEPTED, due_on)


def test_a_statement_that_was_accepted_is_not_taken_back_by_the_system(club):
    promise = _promise(club, "C07", status=S.ACCEPTED, kept_by=Evidence.STATEMENT, due_on=None)
    actions.refresh(NOW)
    assert promise.status == S.ACCEPTED


def test_nothing_to_judge_is_never_late_and_nobody_is_reminded(club):
    promise = _promise(club, "C13", due_on=TODAY - timedelta(days=3))
    assert actions.refresh(NOW).reminded == 0
    assert promise.due_on >= TODAY


def test_what_was_accepted_is_asked_for_again_two_weeks_before(club):
    promise = _promise(club, "C01", status=S.ACCEPTED, due_on=TODAY + timedelta(days=14))
    actions.refresh(NOW - timedelta(days=1))
    assert promise.status == S.ACCEPTED
    actions.refresh(NOW)
    assert promise.status == S.DUE_AGAIN


def _told(user):
    return [
        message.path
        for message in db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.user_id == user.id).order_by(OutboxMessage.created_at)
        )
    ]


def test_three_reminders_go_out_once_each_and_then_somebody_calls(club):
    due_on = TODAY + timedelta(days=14)
    promise, coordinator = _promise(club, "C01", due_on=due_on), make_user(Role.COORDINATOR)
    told_before = len(_told(coordinator))
    for day in range(32):
        actions.refresh(NOW + timedelta(days=day))
        actions.refresh(NOW + timedelta(days=day))
    assert _told(club) == [f"/our-commitments/{promise.id}"] * 3
    assert _told(coordinator)[told_before:] == ["/commitments?show=call"]
    calls, _more = queries.list_overview(TODAY + timedelta(days=31), queries.Chosen(show=queries.Show.CALL))
    assert [(call.name, call.asked) for call in calls] == [(_association(club).name, 1)]
    actions.note_call(club.association_id, "", by=coordinator, now=NOW + timedelta(days=31))
    assert queries.list_overview(TODAY + timedelta(days=31), queries.Chosen(show=queries.Show.CALL)) == ([], False)


def test_many_promises_make_one_message(club):
    for code in ("C01", "C19"):
        _promise(club, code, due_on=TODAY + timedelta(days=1))
    actions.refresh(NOW)
    assert _told(club) == ["/our-commitments"]


def test_a_run_in_parts_takes_one_association_after_the_other_and_tells_coordinators_once(club, monkeypatch):
    monkeypatch.setattr(refreshing, "AT_ONCE", 1)
    coordinator = make_user(Role.COORDINATOR)
    for user in (club, make_association_user()):
        _promise(user, "C01", status=S.ACCEPTED, due_on=TODAY)
        _promise(user, "C19", due_on=TODAY - timedelta(days=40))
    again = select(func.count()).select_from(Commitment).where(Commitment.status == S.DUE_AGAIN)
    counted = [db.session.scalar(again) for _part in actions.refresh_in_parts(NOW)]
    assert counted == [1, 2]
    assert _told(coordinator) == ["/commitments?show=call"]


def test_c11_counts_the_days_that_the_promise_itself_says(club):
    make_activity(_association(club), free=2, spot={"confirmed_at": NOW - timedelta(days=20)})
    usual, strict = _promise(club, "C11"), _promise(club, "C11", due_rule="rolling+14")
    assert _verdict(usual).kept is True and _verdict(strict).kept is False
