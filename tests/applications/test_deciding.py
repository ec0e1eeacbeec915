"""Deciding and answering, and that one grant comes of it whichever way."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.applications import actions, notices
from allemed.applications.rules import ApplicationState
from allemed.audit.models import AuditEntry
from allemed.commitments.actions import (
    apply_grants,
    grant_defaults,
    plan_grants,
)
from allemed.commitments.models import Grant
from allemed.database import db
from allemed.errors import StaleVersion
from tests.applications.conftest import NOW, club_of, decisions_of, told
from tests.factories.applications import make_application, make_call, make_decision
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_grant, make_scheme

S = ApplicationState
pytestmark = pytest.mark.usefixtures("stopped")


def test_nothing_is_decided_while_the_call_is_open(coordinator):
    application = make_application()
    values = actions.DecisionValues(amount=Decimal(1), reason="", decided_on=NOW.date(), decided_by="Utvalet")
    with pytest.raises(actions.NotToDecide):
        actions.decide(application, values, version=application.version, by=coordinator, now=NOW)


def test_an_award_becomes_a_grant_with_promises_only_when_the_answer_is_sent(coordinator):
    application = make_application()
    make_decision(application, Decimal(20_000))
    assert db.session.scalar(select(Grant)) is None and application.shown_state is S.SENT
    assert actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    grant = db.session.scalars(select(Grant)).one()
    assert (grant.id, grant.amount, grant.year, grant.decided_on) == (
        application.grant_id, Decimal(20_000), 2027, date(2026, 11, 20),
    )  # fmt: skip
    assert [one.code for one in grant.commitments] == ["C01", "C11"] and not any(
        one.agreed_at for one in grant.commitments
    )
    assert application.shown_state is S.AWARDED
    assert not actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)


def test_a_no_makes_no_grant(coordinator):
    application = make_application()
    make_decision(application)
    assert actions.send_answers(application.call, decisions_of(application), by=coordinator, now=NOW) == [application]
    assert db.session.scalar(select(Grant)) is None and application.shown_state is S.DECLINED


def test_all_decided_answers_are_sent_at_once_and_only_they(coordinator):
    call = make_call()
    first, second, third = (make_application(call) for _ in range(3))
    make_decision(first, Decimal(1000))
    make_decision(second)
    seen = decisions_of(first, second)
    assert {one.id for one in actions.send_answers(call, seen, by=coordinator, now=NOW)} == {first.id, second.id}
    assert third.state is S.SENT and actions.send_answers(call, seen, by=coordinator, now=NOW) == []


def test_what_was_decided_anew_meanwhile_is_not_sent_unseen(coordinator):
    application = make_application()
    make_decision(application)
    seen = decisions_of(application)
    make_decision(application, Decimal(1000))
    assert actions.send_answers(application.call, seen, by=coordinator, now=NOW) == []
    assert not actions.send_answer(application, seen, by=coordinator, now=NOW) and application.shown_state is S.SENT


def test_a_correction_keeps_what_was_decided_before_and_corrects_the_grant_when_it_is_sent(coordinator):
    application = make_application()
    make_decision(application)
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    make_decision(application, Decimal(15_000))  # a complaint was heard
    assert application.shown_state is S.DECLINED and application.answer.number == 1
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    make_decision(application, Decimal(18_000))
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    assert [one.amount for one in application.decisions] == [None, Decimal(15_000), Decimal(18_000)]
    assert db.session.scalars(select(Grant)).one().amount == Decimal(18_000)
    with pytest.raises(actions.GrantStands):
        make_decision(application)


def test_two_coordinators_do_not_decide_over_each_other(coordinator):
    application = make_application()
    before = application.version
    make_decision(application, Decimal(1000))
    values = actions.DecisionValues(amount=None, reason="Nei", decided_on=NOW.date(), decided_by="Utvalet")
    with pytest.raises(StaleVersion):
        actions.decide(application, values, version=before, by=coordinator, now=NOW)


def _list(club, amount: str) -> bytes:
    return f"Søker;Org.nr;Tildelt beløp;År;Vedtaksdato\n{club.name};{club.organisation_number};{amount};2027;2026-11-20".encode()


def test_an_imported_list_after_the_answer_meets_the_same_grant(coordinator):
    club = make_association(organisation_number="310000000")
    application = make_application(association=club)
    make_decision(application, Decimal(20_000))
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    plan = plan_grants(_list(club, "20 000"), "liste.csv", grant_defaults(None, 2027, None, NOW))
    assert (plan.counts["new"], plan.counts["unchanged"]) == (0, 1), plan.lines()


def test_an_answer_after_an_imported_list_takes_its_grant(coordinator):
    club = make_association(organisation_number="310000000")
    application = make_application(association=club)
    plan = plan_grants(_list(club, "12 000"), "liste.csv", grant_defaults(None, 2027, None, NOW))
    grants = apply_grants(plan, by=None, now=NOW)
    assert len(grants) == 1, plan.lines()
    with pytest.raises(actions.GrantStands):
        make_decision(application)
    make_decision(application, Decimal(20_000))
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    assert [(one.id, one.amount) for one in db.session.scalars(select(Grant))] == [(grants[0].id, Decimal(20_000))]
    assert application.grant_id == grants[0].id


def test_a_version_of_the_scheme_made_meanwhile_gives_no_second_grant(coordinator):
    application = make_application()
    newer = make_scheme("C01", name=application.call.scheme.name, valid_from=date(2027, 1, 1))
    newer.series_id = application.call.scheme.series_id
    make_grant(application.association, newer, year=2027, amount=Decimal(5000))
    make_decision(application, Decimal(6000))
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    assert [one.amount for one in db.session.scalars(select(Grant))] == [Decimal(6000)]


def test_every_step_stands_in_the_log_without_a_value(coordinator):
    application = make_application()
    make_decision(application, Decimal(20_000))
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    actions_of = [one.action for one in entries]
    for name in (
        "add_grant_call",
        "send_grant_application",
        "decide_grant_application",
        "add_grant",
        "send_grant_answer",
    ):
        assert name in actions_of
    assert not any("20" in field for one in entries for field in one.fields)


def test_an_answer_is_told_without_a_name_or_an_amount(coordinator):
    coach = make_association_user()
    club = club_of(coach)
    application = make_application(association=club, by=coach)
    make_decision(application, Decimal(20_000))
    assert told() == []
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    notices.tell_association_of_answer(application, by=coordinator, now=NOW)
    assert told() == [(coach.id, f"/our-grant-applications/{application.id}")]


def test_a_no_is_not_sent_when_a_grant_came_into_the_ledger_meanwhile(coordinator):
    application = make_application()
    make_decision(application)
    make_grant(application.association, application.call.scheme, year=application.call.year)
    assert not actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    assert application.decision.answered_at is None
