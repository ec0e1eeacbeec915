"""The pages of follow-up: what each role sees and may answer."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.access.rules import Role
from allemed.followup.queries import list_steps
from allemed.followup.rules import Audience, CheckInKind, Face
from allemed.placements.rules import PlacementState
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.families import make_family, make_guardian
from tests.factories.followup import make_check_in
from tests.factories.placements import make_family_user, make_placement

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


def test_the_list_shows_what_is_due_before_what_comes(visit):
    due = make_check_in()
    later = make_check_in(due_on=NOW.date() + timedelta(days=30))
    page = visit("followup.list_check_ins", as_=make_user())
    links = [link for link in page.links if "/check-ins/" in link]
    assert [str(due.id) in links[0], str(later.id) in links[-1]] == [True, True]
    assert page.one("h1 .count-badge").text_content() == "1"


def test_the_list_takes_the_same_number_of_queries_for_one_and_for_many(visit):
    coordinator = make_user()
    numbers = []
    for more in (1, 8):
        for _ in range(more):
            check_in = make_check_in()
            make_guardian(check_in.placement.child.family)
        visit("followup.list_check_ins", as_=coordinator)
        with counted_queries() as statements:
            visit("followup.list_check_ins", as_=coordinator)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_the_page_says_whom_to_call_and_reads_the_questions_aloud_in_the_familys_language(visit):
    check_in = make_check_in()
    guardian = make_guardian(check_in.placement.child.family, first_name="Samira")
    page = visit("followup.show_check_in", as_=make_user(), check_in_id=check_in.id)
    assert f"tel:{guardian.phone}" in page.links and "Samira" in page.text
    assert page.one("[lang=ar].ask-list").get("dir") == "rtl"
    assert "The family can read this" in page.text


def test_the_coordinator_closes_a_question_and_sees_to_what_is_missing(post, session):
    check_in = make_check_in()
    answer = post(
        "followup.close_check_in", as_=make_user(), check_in_id=check_in.id, status=303,
        data={"face": "so_so", "missing": "yes", "note": "Shoes", "version": 1},
    )  # fmt: skip
    session.refresh(check_in)
    assert check_in.closed_at == NOW and check_in.face == Face.SO_SO and check_in.note == "Shoes"
    assert answer.location.endswith(f"/placements/{check_in.placement_id}")


def test_a_note_with_an_identity_number_is_refused_and_the_number_never_shown_again(post, session):
    check_in = make_check_in()
    answer = post(
        "followup.close_check_in", as_=make_user(), check_in_id=check_in.id, status=422,
        data={"note": "Hun er 01019012480", "version": 1},
    )  # fmt: skip
    session.refresh(check_in)
    assert "01019012480" not in answer.text and check_in.note is None


def test_an_old_page_is_answered_with_both_notes(post):
    check_in = make_check_in(version=3, note="Likes it")
    answer = post(
        "followup.close_check_in",
        as_=make_user(),
        check_in_id=check_in.id,
        status=409,
        data={"note": "Mine", "version": 2},
    )
    assert "Likes it" in answer.text and "Mine" in answer.text


def test_a_family_answers_with_one_tap(visit, post, session):
    check_in = make_check_in()
    mother = make_family_user(check_in.placement.child)
    page = visit("followup.show_question", as_=mother, check_in_id=check_in.id)
    assert [button.get("value") for button in page(".face")] == ["good", "so_so", "bad"]
    post("followup.answer_check_in", as_=mother, check_in_id=check_in.id, data={"face": "good"}, status=303)
    session.refresh(check_in)
    assert check_in.face == Face.GOOD and check_in.closed_by == mother.id


def test_a_family_that_says_not_good_is_told_that_somebody_calls(visit, post):
    check_in = make_check_in()
    mother = make_family_user(check_in.placement.child)
    post("followup.answer_check_in", as_=mother, check_in_id=check_in.id, data={"face": "bad"}, status=303)
    page = visit("followup.show_question", as_=mother, check_in_id=check_in.id)
    assert "We call you" in page.text and any(link.startswith("tel:") for link in page.links)


@pytest.mark.parametrize("data", [{}, {"face": "furious"}, {"missing": "maybe"}])
def test_an_answer_that_is_none_changes_nothing(post, session, data):
    check_in = make_check_in()
    post("followup.answer_check_in", as_=make_family_user(check_in.placement.child), check_in_id=check_in.id, data=data)
    session.refresh(check_in)
    assert check_in.face is None and check_in.answered_at is None


def test_a_family_cannot_see_another_familys_question_nor_one_for_the_club(visit):
    mother = make_family_user(make_check_in().placement.child)
    others, clubs = make_check_in(), make_check_in(audience=Audience.ASSOCIATION)
    for check_in in (others, clubs):
        visit("followup.show_question", as_=mother, check_in_id=check_in.id, status=404)
    stranger = make_user(Role.FAMILY, family_id=make_family().id)
    visit("followup.show_question", as_=stranger, check_in_id=others.id, status=404)


def test_an_association_answers_its_question_and_sees_only_what_was_said_yes_to(visit, post, session):
    placement = make_placement(state=PlacementState.ACTIVE)
    guardian = make_guardian(placement.child.family, first_name="Hemmelig")
    trainer = make_association_user(placement.activity.association)
    check_in = make_check_in(placement, audience=Audience.ASSOCIATION)
    page = visit("followup.show_group_question", as_=trainer, check_in_id=check_in.id)
    assert placement.child.first_name in page.text
    assert "Hemmelig" not in page.source and guardian.phone not in page.source
    post("followup.answer_group_question", as_=trainer, check_in_id=check_in.id, data={"face": "so_so"}, status=303)
    session.refresh(check_in)
    assert check_in.face == Face.SO_SO and check_in.closed_at is None


def test_an_association_is_not_asked_about_another_ones_group_or_what_a_family_is_asked(visit):
    placement = make_placement(state=PlacementState.ACTIVE)
    trainer = make_association_user(placement.activity.association)
    for check_in in (make_check_in(placement), make_check_in(audience=Audience.ASSOCIATION)):
        visit("followup.show_group_question", as_=trainer, check_in_id=check_in.id, status=404)


def test_the_schedule_shows_our_default_and_keeps_the_direction(visit, post, session):
    coordinator = make_user()
    page = visit("followup.edit_schedule", as_=coordinator)
    data = {
        field.get("name"): field.get("value")
        for field in page("main input[type=number], main input[type=checkbox][checked]")
    }
    assert data["days_before_first_session_family"] == "2" and "our default: 2 days" in page.text
    data |= {"days_before_first_session_family": "3", "version": "0"}
    post("followup.edit_schedule", as_=coordinator, data=data, status=303)
    session.expire_all()
    (step,) = list_steps()
    assert (step.code, step.offset_days) == ("before_first_session_family", -3)


@pytest.mark.parametrize("days", ["", "-1", "1000", "soon"])
def test_a_number_of_days_that_is_none_brings_the_form_again(visit, post, days):
    coordinator = make_user()
    page = visit("followup.edit_schedule", as_=coordinator)
    data = {field.get("name"): field.get("value") for field in page("main input[type=number]")}
    data |= {"days_two_weeks_family": days, "version": "0"}
    answer = post("followup.edit_schedule", as_=coordinator, data=data, status=422)
    assert 'id="error-summary"' in answer.text and not list_steps()


def test_money_that_ends_is_asked_of_the_coordinator(visit):
    check_in = make_check_in(kind=CheckInKind.FUND_END, audience=Audience.COORDINATOR)
    page = visit("followup.show_check_in", as_=make_user(), check_in_id=check_in.id)
    assert "The money ends soon" in page.text


def test_nobody_reached_is_one_tap(post, session):
    check_in = make_check_in()
    post("followup.postpone_check_in", as_=make_user(), check_in_id=check_in.id, status=303)
    session.refresh(check_in)
    assert check_in.attempts == 1 and check_in.due_on == NOW.date() + timedelta(days=2)


def test_a_child_points_at_pictures_and_the_saddest_one_waits_for_the_coordinator(visit, post, session):
    check_in = make_check_in(kind=CheckInKind.SIX_WEEKS, audience=Audience.CHILD)
    mother, at = make_family_user(check_in.placement.child), {"check_in_id": check_in.id}
    assert len(visit("followup.show_question", as_=mother, **at)(".face-question")) == 3
    sent = {"friend": "good", "go_on": "bad"}
    post("followup.answer_with_pictures", as_=mother, data=sent, status=303, **at)
    session.refresh(check_in)
    assert check_in.said == ["friend:good", "go_on:bad"] and check_in.face == Face.BAD and check_in.closed_at is None
    page = visit("followup.show_check_in", as_=make_user(), **at)
    assert "Do you have a friend there?" in page.text and page.one("[name=instead_of]") is not None


def test_a_family_that_says_no_can_ask_for_something_else_in_one_tap(visit, post, session):
    check_in = make_check_in(kind=CheckInKind.SEASON_END)
    mother, at = make_family_user(check_in.placement.child), {"check_in_id": check_in.id}
    post("followup.answer_check_in", as_=mother, data={"face": "bad"}, status=303, **at)
    assert "We would like something else" in visit("followup.show_question", as_=mother, **at).text
    post("followup.answer_check_in", as_=mother, data={"said": "something_else"}, status=303, **at)
    assert "We look for something else together" in visit("followup.show_question", as_=mother, **at).text
    today = visit("home.show_today", as_=make_user())
    assert "Does not want to go on" in today.text
