"""The coordinator's day: what needs a person, in its order, in a fixed number of queries."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.commitments.rules import CommitmentStatus
from allemed.followup.rules import Face
from allemed.intake.rules import NextStep
from allemed.placements.rules import LightColour, PlacementState
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_commitment
from tests.factories.families import make_child, make_guardian
from tests.factories.followup import make_check_in
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement
from tests.factories.referrals import make_partner, make_referral

S = PlacementState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
LONG_AGO = NOW - timedelta(days=20)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def coordinator(session):
    return make_user(Role.COORDINATOR)


def _everything() -> None:
    make_referral(make_partner(name="Fjordvik skole"))
    make_placement(state=S.PROPOSED, state_since=LONG_AGO)
    make_conversation(next_step=NextStep.CALL_FAMILY, next_step_on=NOW.date())
    make_placement(state=S.BOOKED, first_session_at=NOW + timedelta(days=1), light=LightColour.RED)
    make_guardian(make_check_in().placement.child.family)
    make_activity(spot={"confirmed_at": NOW - timedelta(days=34)})
    make_commitment(due_on=NOW.date() + timedelta(days=5), status=CommitmentStatus.IN_PROGRESS)


def _kinds(page, part: str) -> list[str]:
    return [bundle.get("data-kind") for bundle in page(f"[data-part={part}] .day-bundle")]


def test_the_day_lists_every_kind_in_its_order(visit, coordinator):
    _everything()
    page = visit("home.show_today", as_=coordinator)
    assert _kinds(page, "now") == ["new_interest", "unanswered", "first_session"]
    assert _kinds(page, "today") == ["next_step", "check_in", "stale_spot"]
    assert _kinds(page, "week") == ["commitment"]


def test_each_card_has_one_thing_to_press_and_says_about_whom(visit, coordinator):
    make_placement(make_child(first_name="Sara"), state=S.ACCEPTED)
    page = visit("home.show_today", as_=coordinator)
    card = page.one(".task")
    assert "Sara, 9" in card.text_content() and len(card.cssselect(".task-do a")) == 1


def test_a_red_light_the_day_before_is_named(visit, coordinator):
    make_placement(state=S.BOOKED, first_session_at=NOW + timedelta(days=1), light=LightColour.RED)
    page = visit("home.show_today", as_=coordinator)
    assert "Missing before the first time: equipment" in page.one("[data-part=now]").text_content()


def test_an_answer_may_take_the_agreed_working_days(visit, coordinator):
    waits = make_placement(state=S.ASKED, state_since=datetime(2026, 11, 17, 12, tzinfo=UTC))
    late = make_placement(state=S.ASKED, state_since=datetime(2026, 11, 16, 12, tzinfo=UTC))
    links = visit("home.show_today", as_=coordinator).links
    assert any(str(late.id) in link for link in links)
    assert not any(str(waits.id) in link for link in links), "Tuesday to Tuesday is five working days"


def test_a_child_whose_club_had_no_room_is_looked_after_until_something_else_is_on_its_way(visit, coordinator):
    child = make_child()
    make_placement(child, state=S.DECLINED, state_since=NOW - timedelta(days=1))
    assert any(f"/children/{child.id}/matches" in link for link in visit("home.show_today", as_=coordinator).links)
    make_placement(child, state=S.PROPOSED)
    assert not any(f"/children/{child.id}/matches" in link for link in visit("home.show_today", as_=coordinator).links)


def test_only_the_newest_conversation_gives_a_next_step(visit, coordinator):
    child = make_child()
    make_conversation(child, next_step_on=NOW.date(), created_at=LONG_AGO)
    make_conversation(child, next_step_on=NOW.date() + timedelta(days=60))
    assert visit("home.show_today", as_=coordinator)(".task") == []


def test_looking_for_a_place_is_done_once_one_is_proposed(visit, coordinator):
    child = make_child()
    make_conversation(child, next_step=NextStep.FIND_SPOT, next_step_on=NOW.date())
    assert len(visit("home.show_today", as_=coordinator)(".task")) == 1
    make_placement(child, state=S.PROPOSED)
    assert visit("home.show_today", as_=coordinator)(".task") == []


def test_a_family_that_answered_with_a_bad_face_is_called_now(visit, coordinator):
    make_check_in(face=Face.BAD, answered_at=NOW)
    assert "They answer: Not good" in visit("home.show_today", as_=coordinator).one("[data-part=now]").text_content()


def test_a_first_session_of_the_past_is_asked_about(visit, coordinator):
    make_placement(state=S.BOOKED, first_session_at=NOW - timedelta(days=1))
    assert (
        "Did the first time happen?" in visit("home.show_today", as_=coordinator).one("[data-part=now]").text_content()
    )


def test_the_number_in_the_heading_is_that_of_the_navigation(visit, coordinator):
    _everything()
    page = visit("home.show_today", as_=coordinator)
    assert page.one("h1 .count-badge").get("data-count") == "5", "spots and promises are not counted"
    assert page.one(".places .count-badge").text_content().strip() == "5"
    elsewhere = visit("home.show_more", as_=coordinator)
    assert elsewhere.one(".places .count-badge").text_content().strip() == "5"


def test_an_empty_day_feels_good(visit, coordinator):
    page = visit("home.show_today", as_=coordinator)
    assert page("h1 .count-badge") == [] and "Nothing waits for you" in page.text


def test_the_day_takes_the_same_number_of_queries_for_few_and_for_many(visit, coordinator):
    numbers = []
    for times in (1, 6):
        for _ in range(times):
            _everything()
        visit("home.show_today", as_=coordinator)
        with counted_queries() as statements:
            visit("home.show_today", as_=coordinator)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 40


def test_more_than_a_handful_of_a_kind_is_folded_and_the_rest_has_a_link(visit, coordinator):
    for _ in range(17):
        make_referral()
    page = visit("home.show_today", as_=coordinator)
    assert len(page("[data-kind=new_interest] > .task")) == 4
    assert len(page("[data-kind=new_interest] .fold .task")) == 11
    assert any("(17)" in link.text_content() for link in page("main a"))


def test_opening_the_day_writes_one_line_in_the_read_log(visit, coordinator, session):
    _everything()
    before = session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.action.startswith("read")))
    visit("home.show_today", as_=coordinator)
    after = session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.action.startswith("read")))
    assert after - before == 1
