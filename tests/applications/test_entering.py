"""What came on paper or by e-mail from an association that cannot sign in, entered by the coordinator."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.applications.models import GrantApplication
from allemed.applications.rules import ApplicationState, last_day
from allemed.audit.models import AuditEntry
from allemed.commitments.models import Grant
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from tests.applications.conftest import FILLED, IDENTITY_NUMBER, club_of, only_one
from tests.factories.applications import close, make_application, make_call, make_decision
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity

S = ApplicationState
pytestmark = pytest.mark.usefixtures("stopped")
PAPER = FILLED | {"arrived_on": "2026-11-23"}


@pytest.fixture
def club():
    """Nobody of it can sign in."""
    return make_association(name="Fjordvik husflidslag")


@pytest.fixture
def enter(post, coordinator):
    def send(call, club, status=303, **changes):
        ids = {"call_id": call.id, "association_id": club.id}
        return post("applications.enter", as_=coordinator, data=PAPER | changes, status=status, **ids)

    return send


def test_only_who_cannot_sign_in_and_has_said_nothing_stands_to_be_chosen(visit, enter, coach, coordinator, club):
    call, other = make_call(), make_association(name="Åsen kor")
    make_association(kind="service", name="Biblioteket"), make_association(is_approved=False, name="Nytt lag")
    page = visit("applications.choose_applicant", as_=coordinator, call_id=call.id)
    assert [one.text_content() for one in page("main .list-row a")] == [club.name, other.name]
    page = visit("applications.choose_applicant", as_=coordinator, call_id=call.id, q="asen")
    assert [one.text_content() for one in page("main .list-row a")] == [other.name]
    enter(call, other)
    page = visit("applications.choose_applicant", as_=coordinator, call_id=call.id)
    assert [one.text_content() for one in page("main .list-row a")] == [club.name]


def test_what_is_entered_counts_as_sent_and_says_who_entered_it_and_when_it_came(visit, enter, coordinator, club):
    call, group = make_call(), make_activity(club, name="Vev for barn")
    enter(call, club, groups=str(group.id))
    one = only_one()
    assert (one.state, one.amount, one.arrived_on, one.written_by_id) == (
        S.SENT, Decimal(25_000), date(2026, 11, 23), coordinator.id,
    )  # fmt: skip
    page = visit("applications.show_application", as_=coordinator, grant_application_id=one.id)
    assert "Entered by the municipality." in page.text and "23 November 2026" in page.text
    assert "Vev for barn" in page.text and "Nobody there can sign in" in page.text
    assert "on paper" in visit("applications.show_call", as_=coordinator, call_id=call.id).text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "enter_grant_application")).one()
    assert entry.subject_id == one.id


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": "90 000"}, "at most"),
        ({"amount": "10,000"}, "thousands or a fraction"),
        ({"purpose": ""}, "This field is required"),
        ({"purpose": f"Til {IDENTITY_NUMBER}"}, "personal identity number"),
        ({"link": "ftp://budsjett.example.org"}, "not a link"),
        ({"arrived_on": ""}, "This field is required"),
        ({"arrived_on": "2026-11-25"}, "has not come yet"),
        ({"arrived_on": "2026-11-01"}, "outside the call"),
    ],
)
def test_the_rules_are_the_same_on_paper(enter, club, changes, said):
    answer = enter(make_call(most=Decimal(80_000)), club, status=422, **changes)
    assert said in answer.text and IDENTITY_NUMBER not in answer.text
    assert db.session.scalar(select(GrantApplication)) is None


def test_after_the_call_has_closed_only_what_came_in_time_is_entered(enter, club):
    call = close(make_call())  # its last day was yesterday
    assert "outside the call" in enter(call, club, status=422, arrived_on="2026-11-24").text
    enter(call, club, arrived_on="2026-11-23")
    assert only_one().state is S.SENT


def test_of_a_call_closed_early_the_day_on_the_wall_is_the_last():
    late_evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # 00:30 on the 24th in Oslo
    assert last_day(date(2026, 12, 4), late_evening, "Europe/Oslo") == date(2026, 11, 24)
    assert last_day(date(2026, 12, 4), None, "Europe/Oslo") == date(2026, 12, 4)


def test_nothing_is_entered_for_who_can_sign_in_nor_for_a_service_nor_before_it_opens(enter, coach, club):
    call, planned = make_call(), make_call(opened_for=-3)
    enter(call, club_of(coach), status=409)
    enter(call, make_association(kind="service"), status=409)
    enter(call, make_association(is_approved=False), status=409)
    enter(planned, club, status=409)
    assert db.session.scalar(select(GrantApplication)) is None


def test_what_was_entered_is_mended_until_it_is_decided(visit, enter, coordinator, club):
    call = make_call()
    enter(call, club)
    ids = {"call_id": call.id, "association_id": club.id}
    page = visit("applications.enter", as_=coordinator, **ids)
    assert page.one("[name=amount]").get("value") == "25 000"
    version = page.one("[name=version]").get("value")
    enter(call, club, amount="26 000", version=version)
    assert only_one().amount == Decimal(26_000)
    enter(call, club, amount="27 000", version=version, status=409)  # somebody else was faster
    make_decision(only_one(), Decimal(20_000))
    enter(call, club, amount="28 000", version=str(only_one().version), status=409)
    assert only_one().amount == Decimal(26_000)


def test_what_was_entered_by_mistake_is_taken_out_and_nothing_else_is(visit, post, enter, coordinator, club):
    call = make_call()
    enter(call, club)
    one, own = only_one(), make_application(call)
    for application, status in ((one, 303), (own, 409)):
        data = {"version": str(application.version)}
        ids = {"grant_application_id": application.id}
        post("applications.take_back", as_=coordinator, data=data, status=status, **ids)
    assert (one.state, own.state) == (S.WITHDRAWN, S.SENT)
    visit("applications.show_application", as_=coordinator, grant_application_id=one.id, status=404)


def test_a_contact_who_comes_later_reads_it_and_makes_it_their_own(visit, post, enter, club):
    call = make_call()
    enter(call, club)
    one, user = only_one(), make_association_user(club)
    page = visit("applications.show_own", as_=user, grant_application_id=one.id)
    assert "Entered by the municipality." in page.text
    data = FILLED | {"amount": "30 000", "version": str(one.version)}
    post("applications.apply", as_=user, call_id=call.id, data=data, status=303)
    assert (one.amount, one.is_entered, one.state) == (Decimal(30_000), False, S.SENT)
    assert "Entered by" not in visit("applications.show_own", as_=user, grant_application_id=one.id).text


def test_an_award_for_what_was_entered_becomes_a_grant_and_nobody_is_written_to(enter, send_answer, club):
    call = make_call()
    enter(call, club)
    make_decision(only_one(), Decimal(20_000))
    send_answer(only_one())
    assert db.session.scalars(select(Grant.amount)).one() == Decimal(20_000)
    assert db.session.scalar(select(OutboxMessage)) is None


def test_an_association_enters_nothing_for_anybody(visit, coach, club):
    ids = {"call_id": make_call().id, "association_id": club.id}
    visit("applications.enter", as_=coach, status=403, **ids)


def test_sent_twice_it_is_entered_once(enter, club):
    call = make_call()
    for _ in range(2):
        enter(call, club, once="same")
    assert only_one().version == 1
