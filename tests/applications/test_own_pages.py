"""What an association sees: that a call is open, what it promises, its own application and the answer; nobody else's."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.applications.rules import ApplicationState
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from tests.applications.conftest import FILLED, club_of, only_one
from tests.factories.applications import make_application, make_call, make_decision, make_draft
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_scheme

S = ApplicationState
pytestmark = pytest.mark.usefixtures("stopped")


def test_the_own_page_says_that_a_call_is_open_until_it_is_answered(visit, post, coach):
    call = make_call()
    card = visit("home.show_our_association", as_=coach).one("[aria-labelledby=calls]")
    assert "Friday 4 December" in card.text_content()
    post("applications.keep_draft", as_=coach, call_id=call.id, data={"amount": "1000", "version": "0"}, status=200)
    assert (
        "Your draft waits"
        in visit("home.show_our_association", as_=coach).one("[aria-labelledby=calls]").text_content()
    )
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED, status=303)
    assert not visit("home.show_our_association", as_=coach)("[aria-labelledby=calls]")


def test_who_says_not_this_year_is_not_asked_again_and_can_change_its_mind(visit, post, coach, coordinator):
    call = make_call()
    post("applications.pass_this_year", as_=coach, call_id=call.id, status=303)
    assert not visit("home.show_our_association", as_=coach)("[aria-labelledby=calls]")
    page = visit("applications.show_open_call", as_=coach, call_id=call.id)
    assert "You have said: not this year" in page.text and page("a[href$='/apply']")
    assert club_of(coach).name in visit("applications.show_call", as_=coordinator, call_id=call.id).text
    post(
        "applications.apply", as_=coach, call_id=call.id, data=FILLED | {"version": str(only_one().version)}, status=303
    )
    assert only_one().state is S.SENT


@pytest.mark.parametrize(("opened_for", "closes_in", "seen"), [(-1, 10, False), (0, 0, True), (5, -1, False)])
def test_the_card_stands_from_the_first_day_to_the_end_of_the_last(visit, coach, opened_for, closes_in, seen):
    make_call(opened_for=opened_for, closes_in=closes_in)
    assert bool(visit("home.show_our_association", as_=coach)("[aria-labelledby=calls]")) is seen


def test_what_is_promised_with_the_money_is_read_before_applying_in_the_readers_language(visit, coach):
    call = make_call(make_scheme("C01", "C11"), total=Decimal(400_000), most=Decimal(80_000))
    coach.language = "sv"
    page = visit("applications.show_open_call", as_=coach, call_id=call.id, language="sv")
    assert len(page(".promise-lines > li")) == 2
    assert call.scheme.lines[0].texts["sv"] in page.text
    assert "400 000" in page.text and "Utstyr som barn kan låne." in page.text


def test_what_is_only_for_sport_is_not_shown_to_a_choir(visit, coach):
    call = make_call(make_scheme("C01", "C04"))

    def promises() -> int:
        return len(visit("applications.show_open_call", as_=coach, call_id=call.id)(".promise-lines > li"))

    club_of(coach).category = "Kor"
    assert promises() == 1
    club_of(coach).category = "Idrett"
    assert promises() == 2


def test_a_stranger_finds_neither_an_application_nor_what_is_in_it(visit, post, coach):
    application = make_application(by=coach, association=club_of(coach))
    stranger = make_association_user()
    visit("applications.show_own", as_=stranger, grant_application_id=application.id, status=404)
    data = {"version": str(application.version)}
    post("applications.withdraw", as_=stranger, grant_application_id=application.id, data=data, status=404)
    visit("applications.show_application", as_=stranger, grant_application_id=application.id, status=403)
    assert application.state is S.SENT


def test_nobody_else_sees_a_call_that_has_not_opened_and_businesses_see_none(visit, coach):
    planned, open_one = make_call(opened_for=-1), make_call()
    visit("applications.show_open_call", as_=coach, call_id=planned.id, status=404)
    library = make_association_user(make_association(kind="service"))
    visit("applications.show_open_call", as_=library, call_id=open_one.id, status=404)
    assert not visit("home.show_our_association", as_=library)("[aria-labelledby=calls]")


def test_the_coordinator_reads_no_draft_and_nothing_that_was_withdrawn(visit, post, coach, coordinator):
    draft = make_draft(association=club_of(coach), by=coach)
    visit("applications.show_application", as_=coordinator, grant_application_id=draft.id, status=404)
    assert "Sko til utlån" not in visit("applications.show_call", as_=coordinator, call_id=draft.call_id).text
    post("applications.apply", as_=coach, call_id=draft.call_id, data=FILLED | {"version": "1"}, status=303)
    visit("applications.show_application", as_=coordinator, grant_application_id=draft.id)
    data = {"version": str(only_one().version)}
    post("applications.withdraw", as_=coach, grant_application_id=draft.id, data=data, status=303)
    visit("applications.show_application", as_=coordinator, grant_application_id=draft.id, status=404)


def test_a_decision_is_not_seen_before_the_answer_is_sent(visit, send_answer, coach):
    application = make_application(by=coach, association=club_of(coach))
    make_decision(application, Decimal(20_000), reason="Summen rakk ikkje til alt.")
    for page in (
        visit("applications.show_own", as_=coach, grant_application_id=application.id),
        visit("applications.list_own", as_=coach),
        visit("applications.show_open_call", as_=coach, call_id=application.call_id),
        visit("commitments.list_own", as_=coach),
    ):
        assert "20,000" not in page.text and "Awarded" not in page.text and "rakk" not in page.text
    send_answer(application)
    page = visit("applications.show_own", as_=coach, grant_application_id=application.id)
    for text in (
        "You receive",
        "20,000",
        "25,000",
        "Summen rakk ikkje til alt.",
        "Utval for kultur",
        "Skriv til oss innan tre veker.",
    ):
        assert text in page.text, text
    assert page(f"a[href='/our-grants/{application.grant_id}/agree']")


def test_a_no_is_read_with_its_reason_and_how_to_complain_and_asks_for_no_promise(visit, send_answer, coach):
    application = make_application(by=coach, association=club_of(coach))
    make_decision(application)
    send_answer(application)
    page = visit("applications.show_own", as_=coach, grant_application_id=application.id)
    assert "The answer is no this time" in page.text and "Summen rakk ikkje." in page.text
    assert "innan tre veker" in page.text and not page("a[href$='/agree']")
    assert list(db.session.scalars(select(OutboxMessage.user_id))) == [coach.id]
