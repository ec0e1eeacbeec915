"""The pages: what a coach gets through in five minutes, and the coordinator's desk."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import url_for
from sqlalchemy import select

from allemed.commitments.actions import accept_delivery, confirm_seen
from allemed.commitments.models import Commitment, Delivery
from allemed.commitments.rules.status import CommitmentStatus
from allemed.commitments.views.sending import TRAINING_CARDS
from allemed.delivery.models import OutboxMessage
from tests.commitments.conftest import NOW, TODAY
from tests.commitments.promises import association_of, promise_of
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_commitment, make_grant, make_scheme

S = CommitmentStatus


pytestmark = pytest.mark.usefixtures("stopped")


def test_the_page_without_promises_is_kind(visit, coach):
    assert "No promises yet" in visit("commitments.list_own", as_=coach).text


def test_a_coach_reads_says_yes_and_finds_what_is_next(visit, post, coach, session):
    grant = make_grant(association_of(coach), make_scheme("C01", "C11"))
    make_activity(association_of(coach), free=2)
    page = visit("commitments.list_own", as_=coach)
    assert page("main a[href$='/agree']")
    agree = visit("commitments.agree", as_=coach, grant_id=grant.id)
    assert agree.one("[name=name]").get("value") == "Turid Åsland" and len(agree("ol.promises > li")) == 2
    post("commitments.agree", as_=coach, grant_id=grant.id, data={"name": "Turid Åsland"}, status=303)
    page = visit("commitments.list_own", as_=coach)
    assert not page("main .alert a[href$='/agree']")
    assert len(page("#needs")) == len(page("#kept")) == 1
    assert "You have said yes" in visit("commitments.agree", as_=coach, grant_id=grant.id).text


def test_the_yes_needs_a_name(post, coach):
    grant = make_grant(association_of(coach), make_scheme("C01"))
    post("commitments.agree", as_=coach, grant_id=grant.id, data={"name": " "}, status=422)


def test_a_statement_is_sent_with_name_and_date(visit, post, coach, coordinator, session):
    promise = promise_of(coach)
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    assert page.one("[name=stated_on]").get("value") == "2026-11-24"
    data = {"way": "statement", "stated_by": "Turid Åsland", "stated_on": "2026-11-24"}
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=data, status=303)
    delivery = session.scalars(select(Delivery)).one()
    assert (delivery.stated_by, delivery.stated_on, delivery.delivered_by) == ("Turid Åsland", TODAY, coach.id)
    assert promise.status == S.DELIVERED
    told = session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == coordinator.id)).all()
    assert [message.path for message in told] == [f"/commitments/{promise.id}"]
    assert not visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)("main form")


def test_a_day_to_come_is_refused(post, coach):
    promise = promise_of(coach)
    data = {"way": "statement", "stated_by": "Turid", "stated_on": "2026-11-25"}
    answer = post("commitments.deliver", as_=coach, commitment_id=promise.id, data=data, status=422)
    assert "This day has not come yet" in answer.text


NUMBERS = {"way": "statement", "stated_on": "2026-11-01", "checked_count": "8", "remaining_count": "1"}


def test_of_certificates_the_page_asks_a_date_and_two_numbers(visit, post, coach, session):
    promise = promise_of(coach, "C05")
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    names = {field.get("name") for field in page("main form input, main form textarea")}
    assert names == {"way", "once", "csrf_token", "stated_on", "checked_count", "remaining_count"}
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=NUMBERS, status=303)
    delivery = session.scalars(select(Delivery)).one()
    assert (delivery.checked_count, delivery.remaining_count, delivery.stated_by, delivery.report) == (8, 1, "", "")


@pytest.mark.parametrize("extra", [{"remark": "Per"}, {"stated_by": "Per"}, {"file": (BytesIO(b"x"), "a.pdf")}])
def test_of_certificates_nothing_else_is_taken(post, coach, session, extra):
    promise = promise_of(coach, "C05")
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=NUMBERS | extra, status=422)
    assert session.scalar(select(Delivery)) is None


def test_before_a_new_leader_begins_certificates_are_looked_at_again(visit, post, coach, session, frozen):
    promise = promise_of(coach, "C05")
    page = {"as_": coach, "commitment_id": promise.id}
    post(
        "commitments.note_new_leader", data={"version": promise.version, "begins_on": "2027-01-11"}, status=409, **page
    )
    confirm_seen(promise, version=promise.version, by=make_user(), now=NOW)
    following = promise.due_on
    assert visit("commitments.show_commitment", **page)("form[action$='/new-leader']")
    for day in ("", "2026-11-23", "2028-01-11"):
        data = {"version": promise.version, "begins_on": day}
        post("commitments.note_new_leader", data=data, status=422, **page)
    for day in ("2027-01-05", "2027-02-11"):  # the earlier of the two stands
        data = {"version": promise.version, "begins_on": day}
        post("commitments.note_new_leader", data=data, status=303, **page)
    assert (promise.status, promise.due_on) == (S.ACCEPTED, date(2027, 1, 5))
    post("commitments.note_new_leader", data={"version": 0, "begins_on": "2027-01-04"}, status=409, **page)
    frozen(NOW + timedelta(days=1))
    data = {"version": promise.version, "begins_on": "2026-12-01"}
    post("commitments.note_new_leader", data=data, status=303, **page)
    assert (promise.status, promise.due_on) == (S.DUE_AGAIN, date(2026, 12, 1))
    post("commitments.deliver", data=NUMBERS, status=303, **page)
    delivery = session.scalars(select(Delivery).where(Delivery.evidence == "statement")).one()
    accept_delivery(delivery, by=make_user(), now=NOW + timedelta(days=1))
    assert (promise.status, promise.due_on) == (S.ACCEPTED, following), "the season's own date comes as always"


def test_only_certificates_ask_about_new_leaders_and_only_ones_own(visit, post, coach):
    promise, others = promise_of(coach, "C01"), make_commitment("C05")
    confirm_seen(promise, version=promise.version, by=make_user(), now=NOW)
    data = {"version": promise.version, "begins_on": "2027-01-11"}
    assert not visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)("form[action$='/new-leader']")
    post("commitments.note_new_leader", as_=coach, commitment_id=promise.id, data=data, status=409)
    post("commitments.note_new_leader", as_=coach, commitment_id=others.id, data=data, status=404)


@pytest.mark.parametrize("link", ["http://klubb.no/plan", "javascript:alert(1)", "https://a@klubb.no", "plan"])
def test_only_https_links_are_taken(post, coach, link):
    promise = promise_of(coach, "C02")
    data = {"way": "document", "link": link}
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=data, status=422)


def test_a_link_is_sent(post, coach, session):
    promise = promise_of(coach, "C02")
    data = {"way": "document", "link": "https://klubb.no/plan", "stated_on": "2026-10-01"}
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=data, status=303)
    assert session.scalars(select(Delivery)).one().link == "https://klubb.no/plan"


@pytest.mark.parametrize("report", ["x" * 501, "Vi hjalp 01811510080", ""])
def test_a_report_is_short_and_holds_no_identity_number(post, coach, report):
    promise = promise_of(coach, "C20")
    answer = post(
        "commitments.deliver", as_=coach, commitment_id=promise.id, data={"way": "report", "report": report}, status=422
    )
    assert "error-summary" in answer.text


def test_a_red_promise_says_why_and_where_to_make_it_green(visit, coach, app):
    promise = promise_of(coach, "C11", status=S.DUE_AGAIN)
    make_activity(association_of(coach), name="Gutter 2016", free=2, spot={"confirmed_at": NOW - timedelta(days=40)})
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    assert "Gutter 2016: the open spots were confirmed 40 days ago." in page.text
    with app.test_request_context():
        assert url_for("catalogue.list_own_activities") in page.links
    assert not page("main form")


def test_another_associations_promise_is_not_there(visit, post, coach):
    other = promise_of(make_association_user())
    visit("commitments.show_commitment", as_=coach, commitment_id=other.id, status=404)
    visit("commitments.agree", as_=coach, grant_id=other.grant_id, status=404)
    post("commitments.deliver", as_=coach, commitment_id=other.id, status=404)


def test_pages_of_promises_read_in_every_staff_language(visit, coordinator, coach):
    promise = promise_of(coach, "C05")
    for language in ("nb", "nn", "sv", "en"):
        coach.language = coordinator.language = language
        visit("commitments.list_own", as_=coach)
        page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
        assert promise.texts[language] in page.text
        visit("commitments.show_for_association", as_=coordinator, association_id=coach.association_id)


def test_a_missing_language_of_a_promise_falls_back_to_bokmal(visit, coach, session):
    promise = promise_of(coach)
    promise.texts, coach.language = {"nb": "Vi er åpne for alle"}, "sv"
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    assert "Vi er åpne for alle" in page.text


def test_promises_hold_nothing_of_a_child(session):
    columns = {column.name for table in (Commitment, Delivery) for column in table.__table__.columns}
    assert not {name for name in columns if "child" in name or "family" in name}


@pytest.mark.parametrize(("code", "card"), TRAINING_CARDS.items())
def test_a_promise_leads_to_three_minutes_on_how_it_is_done(visit, coach, code, card):
    promise = make_commitment(code, association=association_of(coach), agreed_by=coach)
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    address = page.one("a[href^='/three-minutes/']").get("href")
    assert address.endswith(card)
    visit("needs.show_training", as_=coach, card=card)
