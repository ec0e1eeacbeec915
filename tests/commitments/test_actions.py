"""Schemes, grants, deliveries and decisions, without a browser."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.commitments import actions
from allemed.commitments.models import Delivery
from allemed.commitments.queries import anchors_of
from allemed.commitments.rules import STARTER_SET, CommitmentStatus, Evidence, Level, next_due, parse_due
from allemed.errors import StaleVersion
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_commitment, make_grant, make_scheme

S = CommitmentStatus
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
STATEMENT = {"evidence": Evidence.STATEMENT, "stated_by": "Turid", "stated_on": date(2026, 11, 24)}


@pytest.fixture(autouse=True)
def _stopped(frozen, session):
    frozen(NOW)


def _sent(**changes):
    return actions.Sent(**(STATEMENT | changes))


def _own(code="C01", **changes):
    """A commitment somebody has said yes to, and that person."""
    user = make_association_user()
    association = user.association_id
    commitment = make_commitment(code, association=_association(association), agreed_by=user, **changes)
    return commitment, user


def _association(key):
    from allemed.associations.models import Association
    from allemed.database import db

    return db.session.get_one(Association, key)


def test_a_scheme_starts_with_the_catalogues_levels_and_rules():
    scheme = make_scheme()
    assert [line.code for line in scheme.lines] == sorted(STARTER_SET)
    assert next(line for line in scheme.lines if line.code == "C01").due_rule == "D+30 yearly"


def test_a_line_that_stays_in_a_scheme_keeps_what_was_set_on_it():
    coordinator, scheme = make_user(), make_scheme("C01", "C02")
    line = scheme.lines[0]
    actions.change_line(
        line, level=Level.VOLUNTARY, evidence=["report"], due_rule="Y+0 yearly", version=1, by=coordinator, now=NOW
    )
    values = actions.SchemeValues(name="Nytt", valid_from=date(2026, 1, 1), valid_to=None, codes=("C01", "C20"))
    actions.change_scheme(scheme, values, version=1, by=coordinator, now=NOW)
    assert {one.code: one.level for one in scheme.lines} == {"C01": "voluntary", "C20": "condition"}


def test_an_edit_made_from_an_old_version_is_refused_with_both_texts():
    coordinator, scheme = make_user(), make_scheme("C01")
    values = actions.SchemeValues(name="Mitt", valid_from=scheme.valid_from, valid_to=None, codes=("C01",))
    actions.change_scheme(scheme, values, version=1, by=coordinator, now=NOW)
    with pytest.raises(StaleVersion) as refused:
        other = actions.SchemeValues(name="Ditt", valid_from=scheme.valid_from, valid_to=None, codes=("C01",))
        actions.change_scheme(scheme, other, version=1, by=coordinator, now=NOW)
    assert list(refused.value.theirs.values()) == ["Mitt"] and list(refused.value.yours.values()) == ["Ditt"]


def test_a_grant_freezes_texts_and_counts_the_first_dates():
    grant = make_grant(scheme=make_scheme("C01", "C11", "C20"))
    assert {one.code: one.due_on for one in grant.commitments} == {
        "C01": date(2026, 10, 31),
        "C11": date(2026, 10, 31),
        "C20": date(2027, 1, 31),
    }
    assert grant.commitments[0].texts["nb"].startswith("Tilbudet er åpent")
    assert grant.amount == Decimal(25000)


def test_a_choir_is_not_asked_for_a_person_for_childrens_sport():
    scheme = make_scheme("C01", "C04")
    choir, club = make_association(category="kultur"), make_association(category="Idrett")
    assert [one.code for one in make_grant(choir, scheme).commitments] == ["C01"]
    assert [one.code for one in make_grant(club, scheme).commitments] == ["C01", "C04"]


def test_one_scheme_gives_one_grant_a_year():
    association, scheme = make_association(), make_scheme("C01")
    make_grant(association, scheme)
    with pytest.raises(actions.GrantExists):
        make_grant(association, scheme)


def test_a_season_learnt_later_gives_its_promises_their_dates():
    grant = make_grant(scheme=make_scheme("C06"), season_starts_on=None)
    assert grant.commitments[0].due_on is None
    values = actions.GrantValues(
        year=2026, amount=grant.amount, decided_on=grant.decided_on, season_starts_on=date(2027, 1, 10)
    )
    actions.change_grant(grant, values, version=1, by=make_user(), now=NOW)
    assert grant.commitments[0].due_on == date(2027, 1, 24)


def test_a_named_person_says_yes_once():
    user = make_association_user(name="Turid Åsland")
    grant = make_grant(_association(user.association_id), make_scheme("C01", "C20"))
    assert actions.agree(grant, "Turid Åsland", by=user, now=NOW) == 2
    assert actions.agree(grant, "En annen", by=user, now=NOW + timedelta(days=1)) == 0
    first = grant.commitments[0]
    assert (first.agreed_by_name, first.agreed_at, first.status) == ("Turid Åsland", NOW, S.IN_PROGRESS)


def test_nothing_is_sent_before_the_yes():
    user = make_association_user()
    commitment = make_commitment(association=_association(user.association_id))
    with pytest.raises(actions.NotAgreedYet):
        actions.deliver(commitment, _sent(), by=user, now=NOW)


def test_a_delivery_waits_for_the_coordinator_and_is_accepted(session):
    commitment, user = _own()
    coordinator, due_on = make_user(), commitment.due_on
    delivery = actions.deliver(commitment, _sent(), by=user, now=NOW)
    assert commitment.status == S.DELIVERED and delivery.due_on == due_on
    actions.accept_delivery(delivery, by=coordinator, now=NOW)
    assert commitment.status == S.ACCEPTED and commitment.due_on == date(2027, 10, 31)
    decided = session.scalars(select(AuditEntry).where(AuditEntry.action == "review_delivery")).one()
    assert decided.user_id == coordinator.id


def test_a_delivery_comes_back_with_what_is_missing_and_keeps_its_date():
    commitment, user = _own()
    due_on = commitment.due_on
    delivery = actions.deliver(commitment, _sent(), by=user, now=NOW)
    actions.return_delivery(delivery, "Hvem i styret sier dette?", by=make_user(), now=NOW)
    assert (commitment.status, commitment.due_on) == (S.IN_PROGRESS, due_on)
    assert actions.deliver(commitment, _sent(), by=user, now=NOW).reviewed_at is None


def test_a_delivery_is_looked_at_once():
    commitment, user = _own()
    delivery = actions.deliver(commitment, _sent(), by=user, now=NOW)
    actions.accept_delivery(delivery, by=make_user(), now=NOW)
    with pytest.raises(actions.MoveNotAllowed):
        actions.return_delivery(delivery, "Nei", by=make_user(), now=NOW)


def test_the_same_thing_is_not_sent_twice():
    commitment, user = _own()
    actions.deliver(commitment, _sent(), by=user, now=NOW)
    with pytest.raises(actions.MoveNotAllowed):
        actions.deliver(commitment, _sent(), by=user, now=NOW)


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 500), min_size=2, max_size=5), st.sampled_from(["C01", "C19", "C20"]))
def test_late_deliveries_never_move_what_comes_after_them(session, delays, code):
    commitment, user = _own(code)
    coordinator, expected = make_user(), commitment.due_on
    sent = _sent() if code != "C20" else actions.Sent(evidence=Evidence.REPORT, report="Fire nye barn.")
    rules, anchors = parse_due(commitment.due_rule), anchors_of(commitment.grant)
    for delay in delays:
        late = datetime.combine(expected + timedelta(days=delay), datetime.min.time(), UTC)
        delivery = actions.deliver(commitment, sent, by=user, now=late)
        actions.accept_delivery(delivery, by=coordinator, now=late)
        expected = next_due(rules, anchors, expected)
        assert commitment.due_on == expected
        actions.refresh(datetime.combine(expected, datetime.min.time(), UTC))
        assert commitment.status == S.DUE_AGAIN
    session.rollback()


def test_of_certificates_only_a_date_and_two_numbers_are_taken():
    commitment, user = _own("C05")
    with pytest.raises(actions.WrongEvidence):
        actions.deliver(commitment, _sent(checked_count=8, remaining_count=0), by=user, now=NOW)
    numbers = actions.Sent(evidence=Evidence.STATEMENT, stated_on=date(2026, 11, 1), checked_count=8, remaining_count=1)
    assert actions.deliver(commitment, numbers, by=user, now=NOW).stated_by == ""


def test_the_database_itself_refuses_a_name_beside_the_numbers(session):
    commitment, _user = _own("C05")
    session.add(
        Delivery(commitment_id=commitment.id, evidence="statement", checked_count=1, stated_by="Per", delivered_at=NOW)
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_way_that_was_not_asked_for_is_refused():
    commitment, user = _own("C01")
    with pytest.raises(actions.WrongEvidence):
        actions.deliver(commitment, actions.Sent(evidence=Evidence.REPORT, report="x"), by=user, now=NOW)


def test_an_exemption_is_not_reminded_of_and_ends_with_two_weeks():
    commitment, _user = _own(reminded_on=None)
    actions.exempt(commitment, date(2026, 12, 31), version=commitment.version, by=make_user(), now=NOW)
    assert actions.refresh(NOW + timedelta(days=20)).reminded == 0
    actions.refresh(datetime(2027, 1, 1, 9, tzinfo=UTC))
    assert (commitment.status, commitment.due_on) == (S.DUE_AGAIN, date(2027, 1, 14))


def test_not_relevant_needs_a_reason_and_can_be_taken_back():
    commitment, user = _own()
    delivery = actions.deliver(commitment, _sent(), by=user, now=NOW)
    coordinator = make_user()
    actions.set_aside(commitment, "Bare voksne", version=commitment.version, by=coordinator, now=NOW)
    assert (commitment.status, commitment.not_relevant_reason) == (S.NOT_RELEVANT, "Bare voksne")
    assert delivery.reviewed_at == NOW and delivery.is_accepted is None
    actions.take_up(commitment, version=commitment.version, by=coordinator, now=NOW)
    assert commitment.status == S.NOT_STARTED and commitment.due_on >= NOW.date()


def test_a_decision_made_from_an_old_page_is_refused():
    commitment, user = _own()
    seen = commitment.version
    actions.deliver(commitment, _sent(), by=user, now=NOW)
    with pytest.raises(StaleVersion):
        actions.set_aside(commitment, "x", version=seen, by=make_user(), now=NOW)


def test_an_association_cannot_decide_about_itself():
    commitment, user = _own()
    with pytest.raises(actions.MoveNotAllowed):
        actions.exempt(commitment, date(2027, 1, 1), version=commitment.version, by=user, now=NOW)


def test_a_visit_of_the_coordinator_keeps_a_promise():
    commitment, _user = _own()
    delivery = actions.confirm_seen(commitment, version=commitment.version, by=make_user(Role.COORDINATOR), now=NOW)
    assert (commitment.status, delivery.evidence) == (S.ACCEPTED, "visit")
    assert commitment.due_on == date(2027, 10, 31)


def test_a_call_is_noted_on_everything_late():
    commitment, _user = _own()
    assert actions.note_call(commitment.association_id, "Noen å dele arbeidet med", by=make_user(), now=NOW) == 1
    assert (commitment.called_on, commitment.need) == (NOW.date(), "Noen å dele arbeidet med")
