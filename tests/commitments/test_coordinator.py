"""The coordinator's pages of promises: schemes, grants, answers, the overview."""

from datetime import date

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.commitments import actions
from allemed.commitments.models import Grant, GrantScheme
from allemed.commitments.rules import STARTER_SET, CommitmentStatus
from allemed.delivery.models import OutboxMessage
from tests.commitments.conftest import NOW, TODAY
from tests.commitments.promises import promise_of
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_contact
from tests.factories.commitments import make_commitment, make_grant, make_scheme

pytestmark = pytest.mark.usefixtures("stopped")


S = CommitmentStatus


@pytest.mark.parametrize("endpoint", ["commitments.show_overview", "commitments.list_schemes"])
def test_the_overview_and_schemes_are_the_coordinators(visit, coach, endpoint):
    visit(endpoint, as_=coach, status=403)
    visit(endpoint, as_=make_user(Role.PARTNER), status=403)
    visit(endpoint, status=401)


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
    promise = promise_of(coach, code)
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
    promise = promise_of(coach)
    version = {"version": promise.version}
    post(f"commitments.{endpoint}", as_=coordinator, commitment_id=promise.id, data=data | version, status=303)
    assert promise.status == status
    visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    visit("commitments.show_commitment", as_=coach, commitment_id=promise.id)
    stale = post(f"commitments.{endpoint}", as_=coordinator, commitment_id=promise.id, data=data | version)
    assert stale.status_code == 409


def test_what_was_set_aside_is_asked_for_again(visit, post, coordinator, coach):
    promise = promise_of(coach)
    actions.set_aside(promise, "x", version=promise.version, by=coordinator, now=NOW)
    page = visit("commitments.follow_commitment", as_=coordinator, commitment_id=promise.id)
    assert page("form[action$='/take-up']")
    data = {"version": promise.version}
    post("commitments.take_up", as_=coordinator, commitment_id=promise.id, data=data, status=303)
    assert promise.status == S.NOT_STARTED


def test_an_exemption_of_ten_years_is_refused(post, coordinator, coach):
    promise = promise_of(coach)
    data = {"until": "2036-01-01", "version": promise.version}
    post("commitments.exempt", as_=coordinator, commitment_id=promise.id, data=data, status=422)


def test_the_coordinator_calls_and_notes_what_is_needed(visit, post, coordinator, coach):
    promise = promise_of(coach)
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


def test_a_contact_without_a_phone_leaves_a_way_on(visit, coordinator):
    association = make_association()
    make_contact(association, phone="")
    make_commitment(association=association)
    page = visit("commitments.show_for_association", as_=coordinator, association_id=association.id)
    assert "No phone number" in page.text
