"""What an association writes, who has applied, and how long it is kept."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, func, select

from allemed.applications import actions, queries
from allemed.applications.models import GrantApplication, GrantDecision
from allemed.applications.rules import ApplicationState
from allemed.associations.actions import StaysAnAssociation, edit_association
from allemed.associations.models import Association
from allemed.commitments.models import Grant
from allemed.database import db
from allemed.errors import StaleVersion
from allemed.privacy.actions import forget_old
from tests.applications.conftest import NOW, decisions_of
from tests.factories.applications import close, make_application, make_call, make_decision, make_draft
from tests.factories.associations import make_association, make_association_user

S = ApplicationState
pytestmark = pytest.mark.usefixtures("stopped")


def test_what_is_sent_can_be_changed_and_withdrawn_until_it_closes():
    call, club = make_call(), make_association()
    coach = make_association_user(club)
    application = make_application(call, club, coach)
    actions.write(call, club, {"amount": Decimal(30_000)}, version=application.version, by=coach, now=NOW)
    assert (application.state, application.amount) == (S.SENT, Decimal(30_000))
    actions.withdraw(application, version=application.version, by=coach, now=NOW)
    assert application.state is S.WITHDRAWN and application.purpose
    actions.send(application, by=coach, now=NOW)
    close(call)
    with pytest.raises(actions.CallIsClosed):
        actions.write(call, club, {"amount": Decimal(1)}, version=application.version, by=coach, now=NOW)
    with pytest.raises(actions.CallIsClosed):
        actions.withdraw(application, version=application.version, by=coach, now=NOW)
    assert application.amount == Decimal(30_000)


def test_two_people_of_one_association_write_one_application_and_neither_writes_over_the_other():
    call, club = make_call(), make_association()
    one, other = make_association_user(club), make_association_user(club)
    draft = make_draft(call, club, one)
    with pytest.raises(StaleVersion):
        make_draft(call, club, other, purpose="Noko anna.")
    actions.write(call, club, {"purpose": "Noko anna."}, version=draft.version, by=other, now=NOW)
    with pytest.raises(StaleVersion):
        actions.write(call, club, {"purpose": "Mitt."}, version=1, by=one, now=NOW)
    assert db.session.scalar(select(func.count(GrantApplication.id))) == 1


def test_ones_own_page_that_keeps_a_draft_meanwhile_is_no_others_change():
    call, club = make_call(), make_association()
    coach = make_association_user(club)
    make_draft(call, club, coach)
    kept = make_draft(call, club, coach, purpose="Ferdig.")  # again from a page that knows no version
    assert kept.purpose == "Ferdig."


def test_not_this_year_is_said_once_and_can_be_taken_back_by_writing():
    call, club = make_call(), make_association()
    coach = make_association_user(club)
    for _ in range(2):
        passed = actions.pass_this_year(call, club, by=coach, now=NOW)
    assert passed.state is S.PASSED and queries.list_passed(call) == [club]
    make_draft(call, club, coach)
    assert passed.state is S.DRAFT and queries.list_passed(call) == []


def test_who_has_applied_stays_an_association(coordinator):
    club = make_draft().association
    with pytest.raises(StaysAnAssociation):
        edit_association(club, {"kind": "business"}, version=club.version, by=coordinator, now=NOW)


def test_what_was_not_awarded_goes_whole_and_of_an_award_the_words(coordinator, frozen):
    call = make_call()
    awarded, declined, draft = make_application(call), make_application(call), make_draft(call)
    make_decision(awarded, Decimal(20_000)).reason = "Half of what was asked for"
    make_decision(declined)
    actions.send_answers(call, decisions_of(awarded, declined), by=coordinator, now=NOW)
    db.session.commit()
    later = datetime(2028, 11, 23, 9, tzinfo=UTC)
    forget_old(later)
    assert awarded.purpose and db.session.get(GrantApplication, draft.id)
    forget_old(later + timedelta(days=40))
    assert set(db.session.scalars(select(GrantApplication.id))) == {awarded.id}
    kept = db.session.get_one(GrantApplication, awarded.id)
    assert (kept.purpose, kept.applicant_name, kept.link, kept.groups) == ("", "", "", [])
    assert kept.decision.reason == ""
    assert (kept.amount, kept.decision.amount, kept.grant_id is not None) == (Decimal(25_000), Decimal(20_000), True)


def test_an_erased_association_takes_its_applications_and_decisions_along(coordinator):
    application = make_application()
    make_decision(application, Decimal(20_000))
    actions.send_answer(application, decisions_of(application), by=coordinator, now=NOW)
    db.session.execute(delete(Association).where(Association.id == application.association_id))
    db.session.expire_all()
    for model in (GrantApplication, GrantDecision, Grant):
        assert db.session.scalar(select(func.count(model.id))) == 0
