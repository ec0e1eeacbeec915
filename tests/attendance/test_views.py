"""The coach's page of a session, what follows from two misses, and the steps of an association."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.attendance import actions
from allemed.attendance.models import AttendanceMark, AttendanceRoutine, AttendanceSummary
from allemed.catalogue.models import CancelledSession
from allemed.catalogue.rules import CancelReason
from allemed.commitments.queries.facts import Facts
from allemed.families.models import Agreement
from allemed.followup.actions import replan_all
from allemed.followup.models import CheckIn
from allemed.followup.queries import count_open
from allemed.followup.rules import CheckInKind, Said
from allemed.placements.models import Absence
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_placement

TUESDAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def coach(session, frozen):
    """A contact person of a club that has registered the last three Tuesdays, agreed on a routine and is alerted."""
    frozen(NOW)
    return make_association_user(make_association())


@pytest.fixture
def child(coach):
    """A child of a Tuesday group that came for the first time two months ago."""
    group = make_activity(association=None, association_id=coach.association_id)
    return make_placement(
        make_child(first_name="Amir"), group, PlacementState.ACTIVE, first_session_at=NOW - 9 * WEEK,
        started_at=NOW - 8 * WEEK,
    )  # fmt: skip


def mark(placement, *weeks_ago, is_present=True):
    for week in weeks_ago:
        actions.tap(placement, TUESDAY - week * WEEK, is_present=is_present, by=make_user(), now=NOW)


def alert(coach, session):
    session.add(AttendanceRoutine(association_id=coach.association_id, agreed_at=NOW, alerts_at=NOW, version=1))
    session.flush()


def questions(session, placement) -> dict[str, CheckIn]:
    rows = session.scalars(select(CheckIn).where(CheckIn.placement_id == placement.id))
    return {one.audience: one for one in rows if one.kind == CheckInKind.MISSED_TWICE}


def test_nothing_is_ticked_before_a_tap_and_the_same_tap_takes_it_back(visit, post, child, coach, session):
    at = {"own_activity_id": child.activity_id, "day": TUESDAY.isoformat()}
    assert [one.get("aria-pressed") for one in visit("attendance.show_session", as_=coach, **at)(".there-tap")] == [
        "false"
    ] * 2
    for present in (True, None):
        sent = {"day": TUESDAY.isoformat(), "was": "present"}
        answer = post("attendance.tap", as_=coach, data=sent, placement_id=child.id, status=303)
        assert answer.location.endswith(f"#child-{child.id}")
        assert session.scalar(select(AttendanceMark.is_present)) is present
    long_ago = {"day": (TUESDAY - timedelta(weeks=3)).isoformat(), "was": "present"}
    post("attendance.tap", as_=coach, data=long_ago, placement_id=child.id, status=409)
    assert session.query(AttendanceMark).count() == 0


def test_only_children_whose_families_let_the_club_know_them_stand_there(visit, child, coach, session):
    stranger = make_placement(make_child(first_name="Noor"), child.activity, PlacementState.ACTIVE)
    for agreement in session.scalars(select(Agreement).where(Agreement.placement_id == stranger.id)):
        session.delete(agreement)
    session.flush()
    page = visit("attendance.show_session", as_=coach, own_activity_id=child.activity_id, day=TUESDAY.isoformat())
    assert "Amir" in page.text and "Noor" not in page.text
    with pytest.raises(actions.NotKnown):
        mark(stranger, 0)


def test_two_children_of_one_name_are_told_apart_by_their_age(visit, child, coach):
    for years in (8, 12):
        saras = make_child(first_name="Sara", birth_year=TUESDAY.year - years)
        make_placement(saras, child.activity, PlacementState.ACTIVE, first_session_at=NOW - 9 * WEEK)
    page = visit("attendance.show_session", as_=coach, own_activity_id=child.activity_id, day=TUESDAY.isoformat())
    assert "Sara, 8" in page.text and "Sara, 12" in page.text


def test_a_cancelled_session_has_no_page_and_another_clubs_group_neither(visit, child, coach, session):
    row = CancelledSession(
        activity_id=child.activity_id, session_on=TUESDAY, reason=next(iter(CancelReason)), said_at=NOW
    )
    session.add(row)
    session.flush()
    at = {"own_activity_id": child.activity_id, "day": TUESDAY.isoformat()}
    visit("attendance.show_session", as_=coach, status=404, **at)
    session.delete(row)
    session.flush()
    visit("attendance.show_session", as_=make_association_user(), status=404, **at)


def test_two_misses_in_a_row_ask_the_club_first_and_the_coordinator_a_week_later(child, coach, session):
    alert(coach, session)
    mark(child, 3, 2)
    mark(child, 1, 0, is_present=False)
    asked = questions(session, child)
    assert asked["association"].due_on == TUESDAY and asked["coordinator"].due_on == TUESDAY + WEEK
    boss = make_user()
    assert [count_open(boss, until=day) for day in (TUESDAY, TUESDAY + WEEK)] == [0, 1]
    assert child.state == PlacementState.ACTIVE and child.holds_seat


def test_a_wrong_tap_takes_the_question_back_with_it(child, coach, session):
    alert(coach, session)
    mark(child, 3, 2)
    mark(child, 1, 0, is_present=False)
    assert questions(session, child)
    mark(child, 0)
    assert not questions(session, child)


def test_what_the_family_told_is_no_miss(visit, child, coach, session):
    alert(coach, session)
    mark(child, 3, 2)
    session.add(Absence(placement_id=child.id, session_on=TUESDAY, said_at=NOW))
    session.flush()
    mark(child, 1, 0, is_present=False)
    assert not questions(session, child)
    page = visit("attendance.show_session", as_=coach, own_activity_id=child.activity_id, day=TUESDAY.isoformat())
    assert "The family told us" in page.text


def test_nobody_is_alerted_before_registering_works(child, coach, session):
    alert(coach, session)
    mark(child, 1, 0, is_present=False)  # two of the last four
    assert not questions(session, child)


def test_alerts_are_switched_on_step_by_step(post, visit, child, coach, session):
    boss, club = make_user(), coach.association_id
    mark(child, 3, 2, 1)

    def step(name, status, version=1):
        sent = {"step": name, "version": version}
        post("attendance.take_step", as_=boss, association_id=club, data=sent, status=status)

    def stands():
        return visit("attendance.list_steps", as_=boss).one(f"[data-association='{club}']").get("data-step")

    step("alerts", 409)
    step("routine", 303)
    assert stands() == "routine"
    step("alerts", 303)
    assert stands() == "alerts"
    replan_all(NOW)
    step("off", 303, version=2)
    assert stands() == "routine"


def test_the_club_answers_fine_and_nobody_else_has_to_ask(visit, post, child, coach, session):
    alert(coach, session)
    mark(child, 3, 2)
    mark(child, 1, 0, is_present=False)
    question = questions(session, child)["association"]
    start = visit("home.show_our_association", as_=coach)
    assert any(str(question.id) in link for link in start.links)
    page = visit("followup.show_group_question", as_=coach, check_in_id=question.id)
    assert len(page("[name=said]")) == 4 and "absence" not in page.text.lower()
    post("followup.answer_group_question", as_=coach, check_in_id=question.id, data={"said": "fine"}, status=303)
    assert set(questions(session, child)) == {"association"}
    facts = Facts({coach.association_id}, TUESDAY).of("missed", coach.association_id)
    assert [(one.began_on, one.done_on) for one in facts] == [(TUESDAY, TUESDAY)]  # C18 is kept


def test_does_not_want_waits_for_the_coordinator_and_leads_to_a_switch_in_one_tap(visit, post, child, coach, session):
    alert(coach, session)
    mark(child, 3, 2)
    mark(child, 1, 0, is_present=False)
    question = questions(session, child)["association"]
    post(
        "followup.answer_group_question",
        as_=coach,
        check_in_id=question.id,
        data={"said": Said.DOES_NOT_WANT},
        status=303,
    )
    boss = make_user(Role.COORDINATOR)
    assert count_open(boss, until=TUESDAY) == 1
    page = visit("followup.show_check_in", as_=boss, check_in_id=question.id)
    assert page.one("[name=instead_of]").get("value") == str(child.id)
    chosen = page.one("[name=reason] option[selected]").get("value")
    matches = visit(
        "matching.list_matches",
        as_=boss,
        child_id=child.child_id,
        instead_of=child.id,
        version=child.version,
        reason=chosen,
    )
    assert "A change" in matches.text


def test_old_taps_go_and_yes_or_no_remains(child, session):
    mark(child, 4, 3, 2)
    mark(child, 1, is_present=False)
    assert actions.forget_taps(TUESDAY) == 4
    assert session.scalars(select(AttendanceMark)).all() == []
    assert session.scalars(select(AttendanceSummary.is_regular)).all() == [True]
