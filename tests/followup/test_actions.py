"""Questions follow a placement: they are planned, moved and withdrawn with it, and closed by an answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.catalogue.rules import PlaceKind
from allemed.errors import StaleVersion
from allemed.families.actions import edit_child
from allemed.followup import actions
from allemed.followup.models import CheckIn
from allemed.followup.queries import current_schedule, list_of_placement
from allemed.followup.rules import Face
from allemed.placements import actions as placing
from allemed.placements.rules import ComesAlong, LightColour, PlacementState, StopReason
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_place
from tests.factories.followup import make_check_in
from tests.factories.placements import make_family_user, make_placement

S = PlacementState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


def _days(placement, *, is_open=True) -> dict[str, date]:
    return {one.code: one.due_on for one in list_of_placement(placement.id) if (one.closed_at is None) == is_open}


def _book(placement, at=FIRST):
    placing.book_first_session(
        placement,
        at=at,
        meets="Ida",
        comes_along=ComesAlong.GUARDIAN,
        version=placement.version,
        by=make_user(),
        now=clock.now(),
    )


def test_booking_the_first_session_plans_the_questions_that_follow_it():
    placement = make_placement(state=S.ACCEPTED)
    _book(placement)
    assert _days(placement) == {
        "before_first_session_family": date(2026, 11, 29),
        "after_first_session_family": date(2026, 12, 2),
        "after_first_session_association": date(2026, 12, 2),
        "two_weeks_family": date(2026, 12, 15),
        "two_weeks_association": date(2026, 12, 15),
        "six_weeks_child": date(2027, 1, 12),
    }


def test_planning_twice_plans_once(session):
    placement = make_placement(state=S.ACCEPTED)
    _book(placement)
    actions.plan_for(placement, NOW)
    actions.plan_for(placement, NOW)
    assert len(list_of_placement(placement.id)) == 6


def test_a_new_date_moves_open_questions_and_keeps_the_answered_ones(session):
    placement = make_placement(state=S.ACCEPTED)
    _book(placement)
    asked = next(one for one in list_of_placement(placement.id) if one.code == "before_first_session_family")
    actions.answer(asked, Face.GOOD, by=make_family_user(placement.child), now=NOW)
    _book(placement, at=FIRST + timedelta(days=7))
    assert _days(placement)["two_weeks_family"] == date(2026, 12, 22)
    assert _days(placement)["before_first_session_family"] == date(2026, 12, 6), "the new day is asked about anew"
    assert _days(placement, is_open=False) == {"before_first_session_family": date(2026, 11, 29)}


def test_a_session_that_was_not_held_withdraws_its_questions():
    placement = make_placement(state=S.BOOKED, first_session_at=NOW - timedelta(hours=3))
    actions.plan_for(placement, NOW)
    assert _days(placement)
    placing.record_first_session(placement, was_held=False, version=placement.version, by=make_user(), now=NOW)
    assert _days(placement) == {}


def test_once_the_session_was_held_nobody_is_asked_whether_they_can_come():
    placement = make_placement(state=S.BOOKED, first_session_at=NOW - timedelta(hours=3))
    actions.plan_for(placement, NOW)
    placing.record_first_session(placement, was_held=True, version=placement.version, by=make_user(), now=NOW)
    assert "before_first_session_family" not in _days(placement)
    assert _days(placement)["after_first_session_family"] == date(2026, 11, 25)


def test_season_and_money_are_asked_about_in_time():
    placement = make_placement(state=S.ACTIVE, started_at=NOW)
    placing.set_dates(
        placement, season_ends_on=date(2027, 6, 20), fund_ends_on=date(2027, 1, 31), version=placement.version,
        by=make_user(), now=NOW,
    )  # fmt: skip
    days = _days(placement)
    assert (days["season_end_family"], days["fund_end_coordinator"]) == (date(2027, 5, 9), date(2027, 1, 1))
    assert days["three_months_neutral_person"] == date(2027, 2, 23)


def test_an_ended_placement_is_asked_about_no_more():
    placement = make_placement(state=S.ACTIVE, started_at=NOW, first_session_at=NOW)
    actions.plan_for(placement, NOW)
    placing.end_placement(placement, StopReason.MOVED, version=placement.version, by=make_user(), now=NOW)
    assert _days(placement) == {}


def test_what_a_family_has_answered_stays_for_the_coordinator_when_it_ends():
    placement = make_placement(state=S.ACTIVE, started_at=NOW, first_session_at=NOW - timedelta(days=13))
    actions.plan_for(placement, NOW)
    asked = next(one for one in list_of_placement(placement.id) if one.code == "two_weeks_family")
    actions.answer(asked, Face.BAD, by=make_family_user(placement.child), now=NOW)
    placing.end_placement(placement, StopReason.UNKNOWN, version=placement.version, by=make_user(), now=NOW)
    assert list(_days(placement)) == ["two_weeks_family"]


def test_a_start_noted_long_after_it_happened_asks_nothing_of_the_past():
    placement = make_placement(state=S.ACTIVE, started_at=NOW, first_session_at=NOW - timedelta(days=100))
    actions.plan_for(placement, NOW)
    assert min(_days(placement).values()) >= NOW.date()


def test_a_good_face_closes_the_question_and_a_bad_one_waits_for_the_coordinator():
    good, bad = make_check_in(), make_check_in()
    for check_in, face in ((good, Face.GOOD), (bad, Face.BAD)):
        actions.answer(check_in, face, by=make_family_user(check_in.placement.child), now=NOW)
    assert good.closed_at == NOW and bad.closed_at is None and bad.answered_at == NOW


def test_something_missing_opens_a_good_answer_again():
    check_in = make_check_in()
    mother = make_family_user(check_in.placement.child)
    actions.answer(check_in, Face.GOOD, by=mother, now=NOW)
    actions.say_missing(check_in, True, by=mother, now=NOW)
    assert check_in.closed_at is None
    actions.say_missing(check_in, False, by=mother, now=NOW)
    assert check_in.closed_at == NOW


def test_a_family_cannot_open_again_what_the_coordinator_has_closed():
    check_in = make_check_in()
    _close(check_in)
    with pytest.raises(actions.AlreadyClosed):
        actions.answer(check_in, Face.BAD, by=make_family_user(check_in.placement.child), now=NOW)


def _close(check_in, **changes):
    values = {"face": Face.GOOD, "is_something_missing": False, "note": "", "version": check_in.version} | changes
    actions.close_check_in(check_in, **values, by=make_user(), now=NOW)


def test_closing_with_an_old_version_is_refused_and_shows_both_notes():
    check_in = make_check_in()
    _close(check_in, note="Likes it")
    with pytest.raises(StaleVersion) as refused:
        _close(check_in, version=1, note="Shoes too small")
    assert list(refused.value.theirs.values()) == ["Likes it"]
    assert list(refused.value.yours.values()) == ["Shoes too small"]


def test_closing_and_answering_are_in_the_audit_log_without_their_words(session):
    check_in = make_check_in()
    _close(check_in, note="Likes it")
    entry = session.scalar(select(AuditEntry).where(AuditEntry.action == "close_check_in"))
    assert entry.family_id == check_in.placement.child.family_id and "Likes it" not in str(entry.fields)


def test_a_note_lies_encrypted(session):
    check_in = make_check_in()
    _close(check_in, note="Trenger sko")
    raw = session.connection().exec_driver_sql("SELECT note FROM check_in").scalar()
    assert b"sko" not in bytes(raw)


def test_nobody_reached_brings_the_question_back_in_two_days_and_planning_leaves_it_there():
    placement = make_placement(state=S.ACTIVE, first_session_at=NOW - timedelta(days=14), started_at=NOW)
    actions.plan_for(placement, NOW)
    asked = next(one for one in list_of_placement(placement.id) if one.code == "two_weeks_family")
    actions.postpone_check_in(asked, by=make_user(), now=NOW)
    actions.plan_for(placement, NOW)
    assert asked.due_on == date(2026, 11, 26) and asked.attempts == 1


def test_a_changed_schedule_moves_what_is_open_and_drops_what_is_switched_off(session):
    placement = make_placement(state=S.ACCEPTED)
    _book(placement)
    lines = {"two_weeks_family": (10, True), "six_weeks_child": (42, False)}
    assert actions.change_schedule(lines, version=0, by=make_user(Role.COORDINATOR), now=NOW) == 2
    assert _days(placement)["two_weeks_family"] == date(2026, 12, 11)
    assert "six_weeks_child" not in _days(placement)
    assert next(step for step in current_schedule() if step.code == "two_weeks_family").offset_days == 10


def test_two_coordinators_do_not_overwrite_each_others_schedule(session):
    actions.change_schedule({"two_weeks_family": (10, True)}, version=0, by=make_user(), now=NOW)
    with pytest.raises(StaleVersion):
        actions.change_schedule({"two_weeks_family": (12, True)}, version=0, by=make_user(), now=NOW)


def test_a_changed_schedule_never_asks_an_answered_question_again(session):
    placement = make_placement(state=S.ACTIVE, first_session_at=NOW - timedelta(days=14), started_at=NOW)
    actions.plan_for(placement, NOW)
    asked = next(one for one in list_of_placement(placement.id) if one.code == "two_weeks_family")
    actions.answer(asked, Face.GOOD, by=make_family_user(placement.child), now=NOW)
    actions.change_schedule({"two_weeks_family": (20, True)}, version=0, by=make_user(), now=NOW)
    codes = session.scalars(select(CheckIn.code).where(CheckIn.placement_id == placement.id)).all()
    assert codes.count("two_weeks_family") == 1


def test_every_night_new_schools_and_the_groups_own_season_become_questions(session):
    placement = make_placement(state=S.ACTIVE, first_session_at=NOW - timedelta(days=90), started_at=NOW)
    schools = [make_place(kind=PlaceKind.SCHOOL).id for _ in range(2)]
    child = placement.child
    for school in schools:  # the first one is no change
        edit_child(child, {"school_id": school}, version=child.version, by=make_user(), now=NOW)
    placement.activity.ends_on = date(2027, 1, 20)
    actions.replan_all(NOW)
    days = _days(placement)
    assert days["new_school_family"] == date(2026, 12, 8)
    assert days["season_end_family"] == days["season_end_association"] == date(2026, 12, 9)


def test_a_stop_is_a_switch_when_something_new_starts_within_sixty_days(session):
    child = make_placement(state=S.DECLINED).child
    stopped, long_ago = (
        make_placement(child, state=S.ENDED, ended_at=NOW - timedelta(days=days), stop_reason=StopReason.TIME)
        for days in (60, 61)
    )
    new = make_placement(child, state=S.HELD, light=LightColour.GREEN)
    placing.change_state(new, S.ACTIVE, version=new.version, by=make_user(), now=NOW)
    assert (stopped.switched_to_id, long_ago.switched_to_id) == (new.id, None)
