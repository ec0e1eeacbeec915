"""A coach on a phone in the evening writes, keeps a draft, mends, sends and changes."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.applications.models import GrantApplication
from allemed.applications.rules import ApplicationState
from allemed.database import db
from tests.applications.conftest import FILLED, IDENTITY_NUMBER, club_of, only_one
from tests.factories.applications import close, make_application, make_call, make_draft
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_scheme

S = ApplicationState
pytestmark = pytest.mark.usefixtures("stopped")


def test_the_last_evening_counts_until_midnight_on_the_wall(visit, post, coach, frozen):
    call = make_call(closes_in=0)
    frozen(datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC))  # 23:59:59 in Oslo
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED, status=303)
    frozen(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"amount": "1"}, status=409)
    assert only_one().amount == Decimal(25_000)
    assert not visit("applications.show_own", as_=coach, grant_application_id=only_one().id)("main a[href$='/apply']")


def test_an_application_is_sent_and_read_by_every_contact_of_the_same_association(visit, post, coach, coordinator):
    call, club = make_call(), club_of(coach)
    group = make_activity(club, name="Gutter 2016")
    other = make_association_user(club)
    data = FILLED | {"groups": str(group.id)}
    answer = post("applications.apply", as_=coach, call_id=call.id, data=data, status=303)
    application = only_one()
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
    kept = only_one()
    assert (kept.state, kept.amount, kept.purpose, kept.children_count) == (S.DRAFT, None, "Sko til utlån.", 20)


def test_what_was_wrong_is_mended_and_sent_from_the_same_page(post, coach):
    call = make_call()
    answer = post(
        "applications.apply", as_=coach, call_id=call.id, data=FILLED | {"amount": "mykje", "once": "k"}, status=422
    )
    version = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)[1]
    assert version == "1" and 'value="k"' not in answer.text
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"version": version, "once": "k"}, status=303)
    assert only_one().state is S.SENT


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
    assert (only_one().amount, only_one().children_count) == (Decimal(25_000), None)
    post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"once": "x"}, status=303)
    said = post(
        "applications.keep_draft", as_=coach, call_id=call.id, data=data | {"amount": "1"}, htmx=True, status=200
    )
    assert (only_one().state, only_one().amount) == (S.SENT, Decimal(25_000)) and "Kept" not in said.text


def test_who_writes_after_the_call_has_closed_is_told_so_where_they_write(post, coach):
    call = close(make_call())
    said = post("applications.keep_draft", as_=coach, call_id=call.id, data={"version": "0"}, htmx=True, status=200)
    assert "The call has closed" in said.text and db.session.scalar(select(GrantApplication)) is None


def test_a_colleague_who_wrote_meanwhile_is_not_written_over(post, coach):
    call, club = make_call(), club_of(coach)
    draft = make_draft(call, club, make_association_user(club), purpose="Frå Per.")
    answer = post("applications.apply", as_=coach, call_id=call.id, data=FILLED, status=409)
    assert "Frå Per." in answer.text and "Sko til utlån." in answer.text and draft.purpose == "Frå Per."


def test_last_years_application_opens_this_years_under_todays_name(visit, coach):
    scheme = make_scheme("C01")
    club, group = club_of(coach), make_activity(club_of(coach))
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
    assert IDENTITY_NUMBER not in only_one().purpose and not only_one().link and not only_one().groups


def test_another_associations_group_cannot_be_named(post, coach):
    group = make_activity()
    post("applications.apply", as_=coach, call_id=make_call().id, data=FILLED | {"groups": str(group.id)}, status=422)
    assert not only_one().groups


def test_what_was_sent_stays_as_it_was_while_a_change_is_not_right(post, coach):
    application = make_application(by=coach, association=club_of(coach))
    data = FILLED | {"amount": "mykje", "purpose": "Nytt", "version": str(application.version)}
    post("applications.apply", as_=coach, call_id=application.call_id, data=data, status=422)
    assert (application.purpose, application.state) == ("Sko til utlån.", S.SENT)
    post("applications.apply", as_=coach, call_id=application.call_id, data=data | {"amount": "1 000"}, status=303)
    assert (application.purpose, application.amount, application.state) == ("Nytt", Decimal(1000), S.SENT)


def test_sent_twice_by_a_nervous_thumb_is_one_application(post, coach):
    call = make_call()
    for _ in range(2):
        post("applications.apply", as_=coach, call_id=call.id, data=FILLED | {"once": "same"}, status=303)
    assert only_one().state is S.SENT
