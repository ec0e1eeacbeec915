"""The coordinator decides calmly, sends the answers, and takes the files along."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from allemed.applications.rules import ApplicationState
from allemed.commitments.models import Grant
from allemed.database import db
from tests.factories.applications import close, make_application, make_call, make_decision, make_draft
from tests.factories.associations import make_association
from tests.factories.commitments import make_scheme

S = ApplicationState
pytestmark = pytest.mark.usefixtures("stopped")


def test_an_application_page_shows_facts_and_no_suggestion(visit, coordinator):
    scheme, club = make_scheme("C01"), make_association()
    before = make_application(make_call(scheme), club)
    make_decision(before, Decimal(12_000))
    now = make_application(make_call(scheme, year=2028), club)
    close(now.call)
    page = visit("applications.show_application", as_=coordinator, grant_application_id=now.id)
    assert "Application of 2027" in page.text and "kr 12,000" in page.text
    assert page(f"a[href='/grant-applications/{before.id}']")
    assert page.one("[name=amount]").get("value") == "" and not page("[name=outcome][checked]")


DECISION = {
    "outcome": "award", "amount": "20 000", "decided_on": "2026-11-20", "decided_by": "Utval for kultur",
    "reference": "sak 14/26",
}  # fmt: skip


def test_decisions_are_noted_one_after_the_other_and_sent_together(visit, post, coordinator):
    call = make_call()
    first, second = (make_application(call, make_association(name=name)) for name in ("A", "B"))
    close(call)
    data = DECISION | {"version": str(first.version)}
    answer = post("applications.decide", as_=coordinator, grant_application_id=first.id, data=data, status=303)
    assert answer.location.endswith(f"/grant-applications/{second.id}")
    page = visit("applications.show_application", as_=coordinator, grant_application_id=second.id)
    assert (
        page.one("[name=decided_by]").get("value") == "Utval for kultur"
        and page.one("[name=reference]").get("value") == "sak 14/26"
    )
    data = DECISION | {"outcome": "decline", "amount": "", "reason": "For vaksne.", "version": str(second.version)}
    answer = post("applications.decide", as_=coordinator, grant_application_id=second.id, data=data, status=303)
    assert answer.location.endswith(f"/grant-calls/{call.id}")
    page = visit("applications.send_answers", as_=coordinator, call_id=call.id)
    assert "For vaksne." in page.text and "of kr 25,000" in page.text
    data = {"decision": [one.get("value") for one in page("[name=decision]")]}
    post("applications.send_answers", as_=coordinator, call_id=call.id, data=data, status=303)
    assert [grant.amount for grant in db.session.scalars(select(Grant))] == [Decimal(20_000)]
    visit("applications.send_answers", as_=coordinator, call_id=call.id, status=303)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": ""}, "How much was awarded?"),
        ({"outcome": "decline", "amount": ""}, "Write why"),
        ({"outcome": "decline"}, "A no has no amount"),
        ({"decided_on": "2026-12-01"}, "This day has not come yet."),
        ({"decided_by": ""}, "This field is required."),
        ({"outcome": ""}, "This field is required."),
    ],
)  # fmt: skip
def test_a_decision_that_is_not_whole_is_shown_again(post, coordinator, changes, said):
    application = make_application()
    close(application.call)
    data = DECISION | {"version": str(application.version)} | changes
    answer = post("applications.decide", as_=coordinator, grant_application_id=application.id, data=data, status=422)
    assert said in answer.text and application.state is S.SENT


def test_while_the_call_is_open_there_is_nothing_to_decide(visit, post, coordinator):
    application = make_application()
    page = visit("applications.show_application", as_=coordinator, grant_application_id=application.id)
    assert "Nothing to decide yet" in page.text and not page("main form")
    data = DECISION | {"version": str(application.version)}
    post("applications.decide", as_=coordinator, grant_application_id=application.id, data=data, status=409)


def test_a_corrected_decision_keeps_the_one_before_on_the_page(visit, coordinator):
    application = make_application()
    make_decision(application, reason="Feil skjema.")
    make_decision(application, Decimal(9_000))
    page = visit("applications.show_application", as_=coordinator, grant_application_id=application.id)
    assert "Decided before" in page.text and "Feil skjema." in page.text and "never sent" in page.text


def test_today_has_a_card_when_a_call_has_closed_and_applications_wait(visit, send_answer, coordinator):
    call = make_call()
    make_draft(call)
    application = make_application(call)
    assert "waits for an answer" not in visit("home.show_today", as_=coordinator).text
    close(call)
    card = "1 application waits for an answer"
    assert card in visit("home.show_today", as_=coordinator).text
    assert card in visit("home.show_hand_over", as_=coordinator).text
    make_decision(application)
    assert card in visit("home.show_today", as_=coordinator).text
    send_answer(application)
    assert card not in visit("home.show_today", as_=coordinator).text


def test_the_files_hold_what_was_sent_as_values_and_nothing_that_runs(browser_of, visit, coordinator):
    call = make_call()
    make_application(call, make_association(name="=1+1"), purpose="+cmd", amount=Decimal("12500.50"))
    make_draft(call, purpose="Berre vårt.")
    browser = browser_of(coordinator)
    text = browser.get(f"/grant-calls/{call.id}/export.csv").data.decode("utf-8-sig")
    assert "'=1+1;" in text and "12500,50" in text and "'+cmd" in text and "Berre" not in text
    book = load_workbook(BytesIO(browser.get(f"/grant-calls/{call.id}/export.xlsx").data))
    assert book.sheetnames[1:] == ["Not this year", "Have not applied"] and book.worksheets[2].max_row == 2
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 2 and float(rows[1][2]) == 12500.5 and rows[1][0] == "=1+1"
    assert book.active["A2"].data_type == "s"


def test_the_paper_holds_every_application_with_room_for_the_decision(visit, coordinator):
    call = make_call()
    make_application(call), make_application(call)
    page = visit("applications.show_paper", as_=coordinator, call_id=call.id)
    assert len(page(".paper-one")) == 2 and len(page(".paper-line")) == 2
