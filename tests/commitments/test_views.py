"""The pages: what a coach gets through in five minutes, and the coordinator's desk."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from flask import url_for
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.associations.models import Association
from allemed.commitments import actions
from allemed.commitments.models import Commitment, Delivery, Grant, GrantScheme
from allemed.commitments.rules import STARTER_SET, CommitmentStatus
from allemed.commitments.views.sending import TRAINING_CARDS
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user, make_contact
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_commitment, make_grant, make_scheme

S = CommitmentStatus
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _stopped(frozen, session):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def coach():
    return make_association_user(name="Turid Åsland")


def _association(user):
    return db.session.get_one(Association, user.association_id)


def _promise(user, code="C01", **changes):
    return make_commitment(code, association=_association(user), agreed_by=user, **changes)


# An association


def test_the_page_without_promises_is_kind(visit, coach):
    assert "No promises yet" in visit("commitments.list_own", as_=coach).text


def test_a_coach_reads_says_yes_and_finds_what_is_next(visit, post, coach, session):
    grant = make_grant(_association(coach), make_scheme("C01", "C11"))
    make_activity(_association(coach), free=2)
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
    grant = make_grant(_association(coach), make_scheme("C01"))
    post("commitments.agree", as_=coach, grant_id=grant.id, data={"name": " "}, status=422)


def test_a_statement_is_sent_with_name_and_date(visit, post, coach, coordinator, session):
    promise = _promise(coach)
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
    promise = _promise(coach)
    data = {"way": "statement", "stated_by": "Turid", "stated_on": "2026-11-25"}
    answer = post("commitments.deliver", as_=coach, commitment_id=promise.id, data=data, status=422)
    assert "This day has not come yet" in answer.text


NUMBERS = {"way": "statement", "stated_on": "2026-11-01", "checked_count": "8", "remaining_count": "1"}


def test_of_certificates_the_page_asks_a_date_and_two_numbers(visit, post, coach, session):
    promise = _promise(coach, "C05")
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    names = {field.get("name") for field in page("main form input, main form textarea")}
    assert names == {"way", "once", "csrf_token", "stated_on", "checked_count", "remaining_count"}
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=NUMBERS, status=303)
    delivery = session.scalars(select(Delivery)).one()
    assert (delivery.checked_count, delivery.remaining_count, delivery.stated_by, delivery.report) == (8, 1, "", "")


@pytest.mark.parametrize("extra", [{"remark": "Per"}, {"stated_by": "Per"}, {"file": (BytesIO(b"x"), "a.pdf")}])
def test_of_certificates_nothing_else_is_taken(post, coach, session, extra):
    promise = _promise(coach, "C05")
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=NUMBERS | extra, status=422)
    assert session.scalar(select(Delivery)) is None


@pytest.mark.parametrize("link", ["http://klubb.no/plan", "javascript:alert(1)", "https://a@klubb.no", "plan"])
def test_only_https_links_are_taken(post, coach, link):
    promise = _promise(coach, "C02")
    data = {"way": "document", "link": link}
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=data, status=422)


def test_a_link_is_sent(post, coach, session):
    promise = _promise(coach, "C02")
    data = {"way": "document", "link": "https://klubb.no/plan", "stated_on": "2026-10-01"}
    post("commitments.deliver", as_=coach, commitment_id=promise.id, data=data, status=303)
    assert session.scalars(select(Delivery)).one().link == "https://klubb.no/plan"


@pytest.mark.parametrize("report", ["x" * 501, "Vi hjalp 01811510080", ""])
def test_a_report_is_short_and_holds_no_identity_number(post, coach, report):
    promise = _promise(coach, "C20")
    answer = post(
        "commitments.deliver", as_=coach, commitment_id=promise.id, data={"way": "report", "report": report}, status=422
    )
    assert "error-summary" in answer.text


def test_a_red_promise_says_why_and_where_to_make_it_green(visit, coach, app):
    promise = _promise(coach, "C11", status=S.DUE_AGAIN)
    make_activity(_association(coach), name="Gutter 2016", free=2, spot={"confirmed_at": NOW - timedelta(days=40)})
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    assert "Gutter 2016: the open spots were confirmed 40 days ago." in page.text
    with app.test_request_context():
        assert url_for("catalogue.list_own_activities") in page.links
    assert not page("main form")


def test_another_associations_promise_is_not_there(visit, post, coach):
    other = _promise(make_association_user())
    visit("commitments.show_commitment", as_=coach, commitment_id=other.id, status=404)
    visit("commitments.agree", as_=coach, grant_id=other.grant_id, status=404)
    post("commitments.deliver", as_=coach, commitment_id=other.id, status=404)


@pytest.mark.parametrize("endpoint", ["commitments.show_overview", "commitments.list_schemes"])
def test_the_overview_and_schemes_are_the_coordinators(visit, coach, endpoint):
    visit(endpoint, as_=coach, status=403)
    visit(endpoint, as_=make_user(Role.PARTNER), status=403)
    visit(endpoint, status=401)


# The coordinator


def test_a_scheme_begins_with_the_suggested_set(visit, post, coordinator, session):
    page = visit("commitments.add_scheme", as_=coordinator)
    assert [box.get("value") for box in page("[name=codes][checked]")] == sorted(STARTER_SET)
    data = {"name": "Driftstilskot", "valid_from": "2026-01-01", "codes": ["C01", "C05"], "version": 0}
    post("commitments.add_scheme", as_=coordinator, data=data, status=303)
    scheme = session.scalars(select(GrantScheme)).one()
    assert [line.code for line in scheme.lines] == ["C01", "C05"]
    assert "Driftstilskot" in visit("commitments.list_schemes", as_=coordinator).text


def test_a_scheme_ends_after_it_begins(post, coordinator):
    data = {"name": "x", "valid_from": "2026-02-01", "valid_to": "2026-01-01", "codes": ["C01"], "version": 0}
    post("commitments.add_scheme", as_=coordinator, data=data, status=422)


def test_a_line_gets_level_evidence_and_a_rule_of_ones_own(visit, post, coordinator):
    line = make_scheme("C01").lines[0]
    visit("commitments.edit_scheme", as_=coordinator, scheme_id=line.scheme_id)
    visit("commitments.edit_line", as_=coordinator, line_id=line.id)
    data = {"level": "voluntary", "evidence": ["report"], "due": "own", "own_rule": "D+45 yearly", "version": 1}
    post("commitments.edit_line", as_=coordinator, line_id=line.id, data=data, status=303)
    assert (line.level, line.evidence, line.due_rule) == ("voluntary", ["report"], "D+45 yearly")
    page = visit("commitments.edit_scheme", as_=coordinator, scheme_id=line.scheme_id)
    assert "45 days after the grant is decided, every year" in page.text
    data |= {"own_rule": "soon", "version": 2}
    post("commitments.edit_line", as_=coordinator, line_id=line.id, data=data, status=422)


def test_an_old_edit_of_a_scheme_shows_both_texts(post, coordinator):
    scheme = make_scheme("C01", name="Gammelt")
    data = {"name": "Mitt", "valid_from": "2026-01-01", "codes": ["C01"], "version": 1}
    post("commitments.edit_scheme", as_=coordinator, scheme_id=scheme.id, data=data, status=303)
    answer = post(
        "commitments.edit_scheme", as_=coordinator, scheme_id=scheme.id, data=data | {"name": "Ditt"}, status=409
    )
    assert "Mitt" in answer.text and "Ditt" in answer.text


def test_a_grant_asks_the_association_for_its_yes(visit, post, coordinator, coach, session):
    make_scheme("C01"), make_scheme("C20")
    key = coach.association_id
    choose = visit("commitments.add_grant", as_=coordinator, association_id=key)
    assert len(choose("main a[href*='scheme=']")) == 2
    scheme = session.scalars(select(GrantScheme)).first()
    visit("commitments.add_grant", as_=coordinator, association_id=key, scheme=scheme.id)
    data = {"year": 2026, "amount": "25 000,50", "decided_on": "2026-10-01", "version": 0}
    post("commitments.add_grant", as_=coordinator, association_id=key, scheme=scheme.id, data=data, status=303)
    grant = session.scalars(select(Grant)).one()
    assert str(grant.amount) == "25000.50" and len(grant.commitments) == 1
    told = session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == coach.id)).one()
    assert told.path == f"/our-grants/{grant.id}/agree"
    again = post("commitments.add_grant", as_=coordinator, association_id=key, scheme=scheme.id, data=data, status=422)
    assert "grant of this scheme for this year already" in again.text


def test_a_grant_is_corrected(visit, post, coordinator):
    grant = make_grant(scheme=make_scheme("C06"), season_starts_on=None)
    visit("commitments.edit_grant", as_=coordinator, grant_id=grant.id)
    data = {"year": 2026, "amount": "25000", "decided_on": "2026-10-01", "season_starts_on": "2027-01-10", "version": 1}
    post("commitments.edit_grant", as_=coordinator, grant_id=grant.id, data=data, status=303)
    assert grant.commitments[0].due_on == date(2027, 1, 24)


def _sent(coach, code="C01"):
    promise = _promise(coach, code)
    sent = {"evidence": "statement", "stated_on": TODAY}
    sent |= {"checked_count": 3, "remaining_count": 2} if code == "C05" else {"stated_by": "Turid"}
    return promise, actions.deliver(promise, actions.Sent(**sent), by=coach, now=NOW)


def test_a_delivery_is_accepted(visit, post, coordinator, coach):
    promise, delivery = _sent(coach)
    page = visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    assert "Turid" in page.text
    post(
        "commitments.review_delivery", as_=coordinator, delivery_id=delivery.id, data={"decision": "accept"}, status=303
    )
    assert (promise.status, promise.due_on, delivery.is_accepted) == (S.ACCEPTED, date(2027, 10, 31), True)


def test_a_delivery_goes_back_with_a_sentence(visit, post, coordinator, coach, session):
    promise, delivery = _sent(coach)
    post(
        "commitments.review_delivery", as_=coordinator, delivery_id=delivery.id, data={"decision": "return"}, status=422
    )
    data = {"decision": "return", "answer": "Hvem i styret sier dette?"}
    post("commitments.review_delivery", as_=coordinator, delivery_id=delivery.id, data=data, status=303)
    assert promise.status == S.IN_PROGRESS
    assert "Hvem i styret sier dette?" in visit("commitments.list_own", as_=coach).text
    assert session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == coach.id)).one()


def test_of_certificates_the_answer_is_one_of_three_sentences(visit, post, coordinator, coach):
    promise, delivery = _sent(coach, "C05")
    page = visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    assert not page("input[type=text][name=answer]") and len(page("[name=answer][type=radio]")) == 3
    data = {"decision": "return", "answer": "Per mangler"}
    post("commitments.review_delivery", as_=coordinator, delivery_id=delivery.id, data=data, status=422)
    data["answer"] = "remaining"
    post("commitments.review_delivery", as_=coordinator, delivery_id=delivery.id, data=data, status=303)
    assert "still to be checked" in visit("commitments.show_commitment", as_=coach, commitment_id=promise.id).text


def test_a_check_of_long_ago_is_pointed_out(visit, coordinator, coach):
    promise, delivery = _sent(coach, "C05")
    delivery.stated_on = date(2025, 11, 1)
    page = visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    assert "more than a year ago" in page.text


@pytest.mark.parametrize(
    ("endpoint", "data", "status"),
    [
        ("exempt", {"until": "2027-02-01"}, S.EXEMPT),
        ("set_aside", {"reason": "Bare voksne"}, S.NOT_RELEVANT),
        ("confirm_seen", {}, S.ACCEPTED),
    ],
)
def test_a_coordinator_decides(visit, post, coordinator, coach, endpoint, data, status):
    promise = _promise(coach)
    version = {"version": promise.version}
    post(f"commitments.{endpoint}", as_=coordinator, commitment_id=promise.id, data=data | version, status=303)
    assert promise.status == status
    visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    stale = post(f"commitments.{endpoint}", as_=coordinator, commitment_id=promise.id, data=data | version)
    assert stale.status_code == 409


def test_what_was_set_aside_is_asked_for_again(visit, post, coordinator, coach):
    promise = _promise(coach)
    actions.set_aside(promise, "x", version=promise.version, by=coordinator, now=NOW)
    page = visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    assert page("form[action$='/take-up']")
    data = {"version": promise.version}
    post("commitments.take_up", as_=coordinator, commitment_id=promise.id, data=data, status=303)
    assert promise.status == S.NOT_STARTED


def test_an_exemption_of_ten_years_is_refused(post, coordinator, coach):
    promise = _promise(coach)
    data = {"until": "2036-01-01", "version": promise.version}
    post("commitments.exempt", as_=coordinator, commitment_id=promise.id, data=data, status=422)


def test_the_coordinator_calls_and_notes_what_is_needed(visit, post, coordinator, coach):
    promise = _promise(coach)
    key = coach.association_id
    page = visit("commitments.show_for_association", as_=coordinator, association_id=key)
    assert page("#call") and page("a[href^='tel:']")
    post("commitments.note_call", as_=coordinator, association_id=key, data={"need": "En til i styret"}, status=303)
    assert (promise.called_on, promise.need) == (TODAY, "En til i styret")
    page = visit("commitments.show_for_association", as_=coordinator, association_id=key)
    assert not page("#call") and "En til i styret" in page.text


def test_the_overview_shows_table_and_list_and_filters(visit, coordinator):
    late = make_commitment("C01", association=make_association(name="Seint IL"))
    make_commitment("C02", association=make_association(name="Greitt IL"), status=S.ACCEPTED)
    page = visit("commitments.show_overview", as_=coordinator)
    assert [row.text_content().strip() for row in page("table tbody th")] == ["Seint IL", "Greitt IL"]
    assert len(page("main .only-phone .list-row")) == 2
    assert page("td.mark-overdue") and page("td.mark-kept")
    page = visit("commitments.show_overview", as_=coordinator, show="overdue", level="condition")
    assert [link for link in page.links if str(late.association_id) in link] and "Greitt IL" not in page.text
    part = visit("commitments.show_overview", as_=coordinator, show="kept", htmx=True)
    assert part.source.lstrip().startswith('<div id="overview"')
    assert visit("commitments.show_overview", as_=coordinator, show="nonsense", level="x")("table")


def test_the_overview_is_kind_when_it_is_empty(visit, coordinator):
    assert "Nothing here" in visit("commitments.show_overview", as_=coordinator).text


def test_pages_of_promises_read_in_every_staff_language(visit, coordinator, coach):
    promise = _promise(coach, "C05")
    for language in ("nb", "nn", "sv", "en"):
        coach.language = coordinator.language = language
        visit("commitments.list_own", as_=coach)
        page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
        assert promise.texts[language] in page.text
        visit("commitments.show_for_association", as_=coordinator, association_id=coach.association_id)


def test_a_missing_language_of_a_promise_falls_back_to_bokmal(visit, coach, session):
    promise = _promise(coach)
    promise.texts, coach.language = {"nb": "Vi er åpne for alle"}, "sv"
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    assert "Vi er åpne for alle" in page.text


def test_promises_hold_nothing_of_a_child(session):
    columns = {column.name for table in (Commitment, Delivery) for column in table.__table__.columns}
    assert not {name for name in columns if "child" in name or "family" in name}


def test_a_contact_without_a_phone_leaves_a_way_on(visit, coordinator):
    association = make_association()
    make_contact(association, phone="")
    make_commitment(association=association)
    page = visit("commitments.show_for_association", as_=coordinator, association_id=association.id)
    assert "No phone number" in page.text


@pytest.mark.parametrize(("code", "card"), TRAINING_CARDS.items())
def test_a_promise_leads_to_three_minutes_on_how_it_is_done(visit, coach, code, card):
    promise = make_commitment(code, association=_association(coach), agreed_by=coach)
    page = visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    address = page.one("a[href^='/three-minutes/']").get("href")
    assert address.endswith(card)
    visit("needs.show_training", as_=coach, card=card)
