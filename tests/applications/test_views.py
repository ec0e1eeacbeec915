"""The pages: a coach on a phone in the evening, and the coordinator who decides calmly."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.rules import ApplicationState
from allemed.associations.models import Association
from allemed.commitments.models import Grant
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from tests.factories.accounts import make_user
from tests.factories.applications import close, make_application, make_call, make_decision, make_draft
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_scheme

S = ApplicationState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()
IDENTITY_NUMBER = "12831550021"  # of a synthetic series (month + 80): nobody's


@pytest.fixture(autouse=True)
def _stopped(frozen, session):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def coach():
    return make_association_user(name="Turid Åsland")


@pytest.fixture
def send_answer(visit, post, coordinator):
    """The button on the page of an application."""

    def send(application) -> None:
        ids = {"grant_application_id": application.id}
        page = visit("applications.show_application", as_=coordinator, **ids)
        data = {"decision": page.one("[name=decision]").get("value")}
        post("applications.send_answer", as_=coordinator, data=data, status=303, **ids)

    return send


def _club(user) -> Association:
    return db.session.get_one(Association, user.association_id)


def _only() -> GrantApplication:
    return db.session.scalars(select(GrantApplication)).one()


FILLED = {
    "amount": "kr 25 000,-", "purpose": "Sko til utlån.", "children_count": "20", "applicant_name": "Turid Åsland",
    "version": "0", "do": "send",
}  # fmt: skip


# An association


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
    assert _club(coach).name in visit("applications.show_call", as_=coordinator, call_id=call.id).text
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"version": str(_only().version)}, status=303)
    assert _only().state is S.SENT


@pytest.mark.parametrize(("opened_for", "closes_in", "seen"), [(-1, 10, False), (0, 0, True), (5, -1, False)])
def test_the_card_stands_from_the_first_day_to_the_end_of_the_last(visit, coach, opened_for, closes_in, seen):
    make_call(opened_for=opened_for, closes_in=closes_in)
    assert bool(visit("home.show_our_association", as_=coach)("[aria-labelledby=calls]")) is seen


def test_the_last_evening_counts_until_midnight_on_the_wall(visit, post, coach, frozen):
    call = make_call(closes_in=0)
    frozen(datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC))  # 23:59:59 in Oslo
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED, status=303)
    frozen(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"amount": "1"}, status=409)
    assert _only().amount == Decimal(25_000)
    assert not visit("applications.show_own", as_=coach, grant_application_id=_only().id)("main a[href$='/apply']")


def test_what_is_promised_with_the_money_is_read_before_applying_in_the_readers_language(visit, coach):
    call = make_call(make_scheme("C01", "C11"), total=Decimal(400_000), most=Decimal(80_000))
    coach.language = "sv"
    page = visit("applications.show_open_call", as_=coach, call_id=call.id, language="sv")
    assert len(page(".promise-lines > li")) == 2
    assert call.scheme.lines[0].texts["sv"] in page.text
    assert "400 000" in page.text and "Utstyr som barn kan låne." in page.text


def test_what_is_only_for_sport_is_not_shown_to_a_choir(visit, coach):
    call = make_call(make_scheme("C01", "C08"))
    before = len(visit("applications.show_open_call", as_=coach, call_id=call.id)(".promise-lines > li"))
    _club(coach).category = "Idrett"
    assert len(visit("applications.show_open_call", as_=coach, call_id=call.id)(".promise-lines > li")) >= before


def test_an_application_is_sent_and_read_by_every_contact_of_the_same_association(visit, post, coach, coordinator):
    call, club = make_call(), _club(coach)
    group = make_activity(club, name="Gutter 2016")
    other = make_association_user(club)
    data = FILLED | {"groups": str(group.id)}
    answer = post("applications.apply", as_=coach, call_id=call.id, data=data, status=303)
    application = _only()
    assert answer.location.endswith(f"/our-grant-applications/{application.id}")
    assert (application.amount, application.children_count, application.groups) == (
        Decimal(25_000),
        20,
        [str(group.id)],
    )
    page = visit("applications.show_own", as_=other, grant_application_id=application.id)
    assert (
        "Sent. The municipality has it." in page.text and "Gutter 2016" in page.text and "Sko til utlån." in page.text
    )
    seen = visit("applications.show_application", as_=coordinator, grant_application_id=application.id)
    assert "Gutter 2016" in seen.text and "Turid Åsland" in seen.text


def test_a_stranger_finds_neither_an_application_nor_what_is_in_it(visit, post, coach):
    application = make_application(by=coach, association=_club(coach))
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
    draft = make_draft(association=_club(coach), by=coach)
    visit("applications.show_application", as_=coordinator, grant_application_id=draft.id, status=404)
    assert "Sko til utlån" not in visit("applications.show_call", as_=coordinator, call_id=draft.call_id).text
    post("applications.apply", as_=coach, call_id=draft.call_id, data=FILLED | {"version": "1"}, status=303)
    visit("applications.show_application", as_=coordinator, grant_application_id=draft.id)
    data = {"version": str(_only().version)}
    post("applications.withdraw", as_=coach, grant_application_id=draft.id, data=data, status=303)
    visit("applications.show_application", as_=coordinator, grant_application_id=draft.id, status=404)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("ca 10 000 + leie", "Write one amount with digits"),
        ("10,000", "thousands or a fraction"),
        ("25 000 SEK", "currency of this country"),
        ("0", "above 0"),
        ("999 999 999", "too large"),
        ("90 000", "at most"),
        ("", "This field is required"),
    ],
)  # fmt: skip
def test_an_amount_that_is_not_plain_is_asked_about_and_the_rest_is_kept(post, coach, amount, said):
    call = make_call(most=Decimal(80_000))
    answer = post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"amount": amount}, status=422)
    assert said in answer.text and "Sko til utlån." in answer.text
    kept = _only()
    assert (kept.state, kept.amount, kept.purpose, kept.children_count) == (S.DRAFT, None, "Sko til utlån.", 20)


def test_what_was_wrong_is_mended_and_sent_from_the_same_page(post, coach):
    call = make_call()
    answer = post(
        "applications.apply", as_=coach, call_id=call.id, data=FILLED | {"amount": "mykje", "once": "k"}, status=422
    )
    version = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)[1]
    assert version == "1" and 'value="k"' not in answer.text
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"version": version, "once": "k"}, status=303)
    assert _only().state is S.SENT


def test_a_draft_may_lack_anything_and_opens_again_as_it_was(visit, post, coach):
    call = make_call()
    data = {"purpose": "Sko", "amount": "", "children_count": "", "applicant_name": "", "version": "0", "do": "keep"}
    post("applications.apply", as_=coach, call_id=call.id, data=data, status=303)
    page = visit("applications.apply", as_=coach, call_id=call.id)
    assert page.one("[name=purpose]").text.strip() == "Sko" and page.one("[name=amount]").get("value") == ""
    assert page.one("[name=applicant_name]").get("value") == "Turid Åsland"


def test_while_writing_what_is_right_is_kept_and_the_key_of_the_form_is_not_used_up(post, coach):
    call = make_call()
    data = {"amount": "25 000", "purpose": "Sk", "children_count": "mange", "version": "0", "once": ""}
    said = post("applications.keep_draft", as_=coach, call_id=call.id, data=data, htmx=True, status=200)
    assert "Kept as a draft at 10:00" in said.text and "<html" not in said.text
    assert (_only().amount, _only().children_count) == (Decimal(25_000), None)
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"once": "x"}, status=303)
    said = post(
        "applications.keep_draft", as_=coach, call_id=call.id, data=data | {"amount": "1"}, htmx=True, status=200
    )
    assert (_only().state, _only().amount) == (S.SENT, Decimal(25_000)) and "Kept" not in said.text


def test_who_writes_after_the_call_has_closed_is_told_so_where_they_write(post, coach):
    call = close(make_call())
    said = post("applications.keep_draft", as_=coach, call_id=call.id, data={"version": "0"}, htmx=True, status=200)
    assert "The call has closed" in said.text and db.session.scalar(select(GrantApplication)) is None


def test_a_colleague_who_wrote_meanwhile_is_not_written_over(post, coach):
    call, club = make_call(), _club(coach)
    draft = make_draft(call, club, make_association_user(club), purpose="Frå Per.")
    answer = post("applications.apply", as_=coach, call_id=call.id, data=FILLED, status=409)
    assert "Frå Per." in answer.text and "Sko til utlån." in answer.text and draft.purpose == "Frå Per."


def test_last_years_application_opens_this_years_under_todays_name(visit, coach):
    scheme = make_scheme("C01")
    club, group = _club(coach), make_activity(_club(coach))
    close(make_application(make_call(scheme), club, coach, applicant_name="Per", groups=[str(group.id)]).call)
    page = visit("applications.apply", as_=coach, call_id=make_call(scheme, year=2028).id)
    assert (
        page.one("[name=amount]").get("value") == "25 000"
        and page.one("[name=purpose]").text.strip() == "Sko til utlån."
    )
    assert page.one("[name=applicant_name]").get("value") == "Turid Åsland" and page("[name=groups][checked]")
    assert "what you wrote for 2027" in page.text


@pytest.mark.parametrize(
    ("field", "sent"),
    [("purpose", f"Til {IDENTITY_NUMBER}"), ("link", "javascript:alert(1)"), ("groups", "5"), ("children_count", "-1")],
)  # fmt: skip
def test_what_must_not_be_kept_is_refused(post, coach, field, sent):
    answer = post("applications.apply", as_=coach, call_id=make_call().id, data=FILLED | {field: sent}, status=422)
    assert "error-summary" in answer.text and IDENTITY_NUMBER not in answer.text
    assert IDENTITY_NUMBER not in _only().purpose and not _only().link and not _only().groups


def test_another_associations_group_cannot_be_named(post, coach):
    group = make_activity()
    post("applications.apply", as_=coach, call_id=make_call().id, data=FILLED | {"groups": str(group.id)}, status=422)
    assert not _only().groups


def test_what_was_sent_stays_as_it_was_while_a_change_is_not_right(post, coach):
    application = make_application(by=coach, association=_club(coach))
    data = FILLED | {"amount": "mykje", "purpose": "Nytt", "version": str(application.version)}
    post("applications.apply", as_=coach, call_id=application.call_id, data=data, status=422)
    assert (application.purpose, application.state) == ("Sko til utlån.", S.SENT)
    post("applications.apply", as_=coach, call_id=application.call_id, data=data | {"amount": "1 000"}, status=303)
    assert (application.purpose, application.amount, application.state) == ("Nytt", Decimal(1000), S.SENT)


def test_sent_twice_by_a_nervous_thumb_is_one_application(post, coach):
    call = make_call()
    for _ in range(2):
        post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"once": "same"}, status=303)
    assert _only().state is S.SENT


def test_a_decision_is_not_seen_before_the_answer_is_sent(visit, send_answer, coach):
    application = make_application(by=coach, association=_club(coach))
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
    application = make_application(by=coach, association=_club(coach))
    make_decision(application)
    send_answer(application)
    page = visit("applications.show_own", as_=coach, grant_application_id=application.id)
    assert "The answer is no this time" in page.text and "Summen rakk ikkje." in page.text
    assert "innan tre veker" in page.text and not page("a[href$='/agree']")
    assert list(db.session.scalars(select(OutboxMessage.user_id))) == [coach.id]


# The coordinator


CALL = {
    "year": "2027", "opens_on": "2026-12-01", "closes_on": "2026-12-20", "about": "Utstyr", "ask": "Kari",
    "total": "400 000", "most": "80.000", "complaint": "Skriv til oss.", "version": "0",
}  # fmt: skip


def test_the_first_call_is_made_and_the_next_one_is_filled_in(visit, post, coordinator):
    scheme = make_scheme("C01")
    page = visit("applications.add_call", as_=coordinator)
    assert page.one("[name=opens_on]").get("value") == "2026-11-24"
    data = CALL | {"scheme_id": str(scheme.id)}
    post("applications.add_call", as_=coordinator, data=data, status=303)
    call = db.session.scalars(select(GrantCall)).one()
    assert (
        "It opens by itself on 1 December 2026"
        in visit("applications.show_call", as_=coordinator, call_id=call.id).text
    )
    assert (call.total, call.most, call.opens_on.isoformat()) == (Decimal(400_000), Decimal(80_000), "2026-12-01")
    page = visit("applications.add_call", as_=coordinator)
    assert page.one("[name=year]").get("value") == "2028" and page.one("[name=about]").text.strip() == "Utstyr"
    assert (
        page.one("[name=closes_on]").get("value") == "2027-12-20" and page.one("[name=most]").get("value") == "80 000"
    )
    answer = post("applications.add_call", as_=coordinator, data=data, status=422)
    assert "There is a call of this scheme for this year already." in answer.text


def test_without_a_scheme_the_coordinator_is_sent_to_make_one(visit, coordinator):
    visit("applications.add_call", as_=coordinator, status=303)


@pytest.mark.parametrize(
    ("field", "sent"), [("closes_on", "2026-11-30"), ("total", "mykje"), ("about", ""), ("scheme_id", "x")]
)
def test_a_call_that_is_not_right_is_shown_again(post, coordinator, field, sent):
    data = CALL | {"scheme_id": str(make_scheme("C01").id)} | {field: sent}
    answer = post("applications.add_call", as_=coordinator, data=data, status=422)
    assert "error-summary" in answer.text and db.session.scalar(select(GrantCall)) is None


def test_an_open_call_is_lengthened_on_its_page_and_closed_early_with_a_reason(visit, post, coach, coordinator):
    call = make_call()
    page = visit("applications.edit_call", as_=coordinator, call_id=call.id)
    assert not page("[name=year]") and not page("[name=most]")
    data = {"closes_on": "2026-12-24", "about": call.about, "ask": call.ask, "version": "1"}
    post("applications.edit_call", as_=coordinator, call_id=call.id, data=data, status=303)
    answer = post(
        "applications.edit_call", as_=coordinator, call_id=call.id, status=422,
        data=data | {"closes_on": "2026-12-01", "version": "2"},
    )  # fmt: skip
    assert "only be lengthened" in answer.text
    make_draft(call, _club(coach), coach)
    assert "Close the call now?" in visit("applications.close_call", as_=coordinator, call_id=call.id).text
    post("applications.close_call", as_=coordinator, call_id=call.id, data={"because": "", "version": "2"}, status=422)
    data = {"because": "Pengane er brukte", "version": str(call.version)}
    post("applications.close_call", as_=coordinator, call_id=call.id, data=data, status=303)
    assert "Pengane er brukte" in visit("applications.show_open_call", as_=coach, call_id=call.id).text
    assert list(db.session.scalars(select(OutboxMessage.user_id))) == [coach.id]


def test_a_call_that_is_not_wanted_is_removed_before_it_opens(visit, post, coordinator):
    call = make_call(opened_for=-3)
    visit("applications.remove_call", as_=coordinator, call_id=call.id)
    post("applications.remove_call", as_=coordinator, call_id=call.id, status=303)
    assert db.session.scalar(select(GrantCall)) is None


def test_the_list_shows_sums_and_who_said_what_by_name(visit, coordinator):
    call = make_call(total=Decimal(40_000))
    for name in ("Åsen", "Askim"):
        make_application(call, make_association(name=name), amount=Decimal(30_000))
    make_association(name="Tause Lag")
    close(call)
    page = visit("applications.show_call", as_=coordinator, call_id=call.id)
    assert [row.text_content() for row in page("table .row-link")] == ["Askim", "Åsen"]
    assert "NOK 60,000" in page.text and "NOK 40,000" in page.text and "Tause Lag" in page.text


def test_an_application_page_shows_facts_and_no_suggestion(visit, coordinator):
    scheme, club = make_scheme("C01"), make_association()
    before = make_application(make_call(scheme), club)
    make_decision(before, Decimal(12_000))
    now = make_application(make_call(scheme, year=2028), club)
    close(now.call)
    page = visit("applications.show_application", as_=coordinator, grant_application_id=now.id)
    assert "Application of 2027" in page.text and "NOK 12,000" in page.text
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
    assert "For vaksne." in page.text and "of NOK 25,000" in page.text
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


def test_the_pages_stand_where_one_looks_for_them(visit, coordinator, coach):
    make_call()
    assert visit("home.show_more", as_=coordinator)("a[href='/grant-calls']")
    assert visit("commitments.list_schemes", as_=coordinator)("a[href='/grant-calls']")
    assert visit("home.show_more", as_=coach)("a[href='/our-grant-applications']")
    assert visit("applications.list_calls", as_=coordinator)("main .list-row")
    assert visit("applications.list_own", as_=coach)("[aria-labelledby=open] a")


def test_a_call_still_takes_the_same_number_of_queries_with_many_applications(visit, coordinator, session):
    from tests.conftest import counted_queries

    call = make_call()

    def count() -> int:
        db.session.commit()
        with counted_queries() as statements:
            visit("applications.show_call", as_=coordinator, call_id=call.id)
        return len(statements)

    make_application(call)
    count()
    few = count()
    for _ in range(8):
        make_application(call)
    assert count() == few
