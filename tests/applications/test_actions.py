"""Writing, sending, deciding and answering, and that one grant comes of it whichever way."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, func, select

from allemed.access.rules import Role
from allemed.applications import actions, notices, queries
from allemed.applications.models import GrantApplication, GrantDecision
from allemed.applications.rules import ApplicationState
from allemed.associations.actions import StaysAnAssociation, edit_association
from allemed.associations.models import Association
from allemed.audit.models import AuditEntry
from allemed.commitments.actions import (
    SchemeInUse,
    apply_grants,
    change_line,
    grant_defaults,
    plan_grants,
)
from allemed.commitments.models import Grant
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic
from allemed.errors import StaleVersion
from allemed.privacy.actions import forget_old
from tests.factories.accounts import make_user
from tests.factories.applications import DAY, close, make_application, make_call, make_decision, make_draft
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_grant, make_scheme

S = ApplicationState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stopped(frozen, session):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


def _club(user) -> Association:
    return db.session.get_one(Association, user.association_id)


def _seen(*applications) -> list:
    return [one.decision.id for one in applications]


def _told(topic=None) -> list[tuple]:
    query = select(OutboxMessage.user_id, OutboxMessage.path).order_by(OutboxMessage.path)
    return list(db.session.execute(query.where(OutboxMessage.topic == topic) if topic else query))


# Calls


def test_one_call_for_each_scheme_and_year_in_whichever_version(coordinator):
    call = make_call()
    with pytest.raises(actions.CallExists):
        make_call(call.scheme)
    assert make_call(call.scheme, year=2028).year == 2028


def test_next_years_call_is_last_years_a_year_later(coordinator):
    call = make_call(total=Decimal(400_000), most=Decimal(50_000))
    values = actions.values_like(call)
    assert (values.year, values.opens_on, values.closes_on) == (2028, date(2027, 11, 21), date(2027, 12, 4))
    assert (values.about, values.complaint, values.most) == (call.about, call.complaint, Decimal(50_000))


def test_an_open_call_is_lengthened_and_not_shortened(coordinator):
    call = make_call()
    values = actions.CallValues(**{name: getattr(call, name) for name in actions.CallValues.__dataclass_fields__})
    longer, shorter = (values.closes_on + change for change in (7 * DAY, -DAY))
    for closes_on in (shorter, longer):
        changed = actions.CallValues(**vars(values) | {"closes_on": closes_on, "most": Decimal(1)})
        if closes_on == shorter:
            with pytest.raises(actions.DatesStand):
                actions.change_call(call, changed, version=call.version, by=coordinator, now=NOW)
        else:
            actions.change_call(call, changed, version=call.version, by=coordinator, now=NOW)
    assert call.closes_on == longer and call.most is None


def test_a_call_closed_early_opens_again_by_a_later_day_but_not_after_a_decision(coordinator):
    call = make_call()
    actions.close_call(call, "Pengane er brukte", version=call.version, by=coordinator, now=NOW)
    with pytest.raises(actions.CallIsClosed):
        make_draft(call)
    later = actions.CallValues(
        **{name: getattr(call, name) for name in actions.CallValues.__dataclass_fields__}
        | {"closes_on": call.closes_on + DAY}
    )
    actions.change_call(call, later, version=call.version, by=coordinator, now=NOW)
    make_decision(make_application(call), Decimal(1000))
    again = actions.CallValues(**vars(later) | {"closes_on": NOW.date() + 30 * DAY})
    with pytest.raises(actions.DatesStand):
        actions.change_call(call, again, version=call.version, by=coordinator, now=NOW)


def test_a_call_is_removed_only_before_it_opens(coordinator):
    with pytest.raises(actions.CallHasOpened):
        actions.remove_call(make_call(), by=coordinator, now=NOW)
    planned = make_call(opened_for=-5)
    actions.remove_call(planned, by=coordinator, now=NOW)
    assert len(queries.list_calls()) == 1


def test_what_associations_have_read_of_a_scheme_no_longer_changes(coordinator):
    call = make_call(opened_for=-1)
    line, values = call.scheme.lines[0], {"level": "voluntary", "evidence": ["statement"], "due_rule": "D+30"}
    change_line(line, **values, version=line.version, by=coordinator, now=NOW)
    call.opens_on = NOW.date()
    with pytest.raises(SchemeInUse):
        change_line(line, **values, version=line.version, by=coordinator, now=NOW)


# Writing


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


# Deciding


def test_nothing_is_decided_while_the_call_is_open(coordinator):
    application = make_application()
    values = actions.DecisionValues(amount=Decimal(1), reason="", decided_on=NOW.date(), decided_by="Utvalet")
    with pytest.raises(actions.NotToDecide):
        actions.decide(application, values, version=application.version, by=coordinator, now=NOW)


def test_an_award_becomes_a_grant_with_promises_only_when_the_answer_is_sent(coordinator):
    application = make_application()
    make_decision(application, Decimal(20_000))
    assert db.session.scalar(select(Grant)) is None and application.shown_state is S.SENT
    assert actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
    grant = db.session.scalars(select(Grant)).one()
    assert (grant.id, grant.amount, grant.year, grant.decided_on) == (
        application.grant_id, Decimal(20_000), 2027, date(2026, 11, 20),
    )  # fmt: skip
    assert [one.code for one in grant.commitments] == ["C01", "C11"] and not any(
        one.agreed_at for one in grant.commitments
    )
    assert application.shown_state is S.AWARDED
    assert not actions.send_answer(application, _seen(application), by=coordinator, now=NOW)


def test_a_no_makes_no_grant(coordinator):
    application = make_application()
    make_decision(application)
    assert actions.send_answers(application.call, _seen(application), by=coordinator, now=NOW) == [application]
    assert db.session.scalar(select(Grant)) is None and application.shown_state is S.DECLINED


def test_all_decided_answers_are_sent_at_once_and_only_they(coordinator):
    call = make_call()
    first, second, third = (make_application(call) for _ in range(3))
    make_decision(first, Decimal(1000))
    make_decision(second)
    seen = _seen(first, second)
    assert {one.id for one in actions.send_answers(call, seen, by=coordinator, now=NOW)} == {first.id, second.id}
    assert third.state is S.SENT and actions.send_answers(call, seen, by=coordinator, now=NOW) == []


def test_what_was_decided_anew_meanwhile_is_not_sent_unseen(coordinator):
    application = make_application()
    make_decision(application)
    seen = _seen(application)
    make_decision(application, Decimal(1000))
    assert actions.send_answers(application.call, seen, by=coordinator, now=NOW) == []
    assert not actions.send_answer(application, seen, by=coordinator, now=NOW) and application.shown_state is S.SENT


def test_a_correction_keeps_what_was_decided_before_and_corrects_the_grant_when_it_is_sent(coordinator):
    application = make_application()
    make_decision(application)
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
    make_decision(application, Decimal(15_000))  # a complaint was heard
    assert application.shown_state is S.DECLINED and application.answer.number == 1
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
    make_decision(application, Decimal(18_000))
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
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
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
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
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
    assert [(one.id, one.amount) for one in db.session.scalars(select(Grant))] == [(grants[0].id, Decimal(20_000))]
    assert application.grant_id == grants[0].id


def test_a_version_of_the_scheme_made_meanwhile_gives_no_second_grant(coordinator):
    application = make_application()
    newer = make_scheme("C01", name=application.call.scheme.name, valid_from=date(2027, 1, 1))
    newer.series_id = application.call.scheme.series_id
    make_grant(application.association, newer, year=2027, amount=Decimal(5000))
    make_decision(application, Decimal(6000))
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
    assert [one.amount for one in db.session.scalars(select(Grant))] == [Decimal(6000)]


def test_every_step_stands_in_the_log_without_a_value(coordinator):
    application = make_application()
    make_decision(application, Decimal(20_000))
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
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


# Who is told


def test_an_opening_is_told_once_to_those_who_have_said_nothing():
    asked, silent = make_association_user(), make_association_user()
    call = make_call()
    make_application(call, _club(asked), asked)
    assert notices.tell_of_calls(NOW) == 1 and notices.tell_of_calls(NOW) == 0
    assert _told() == [(silent.id, f"/our-grant-calls/{call.id}")]


def test_nobody_is_told_before_it_opens_or_of_one_that_is_over():
    make_association_user()
    make_call(opened_for=-1)
    close(make_call())
    assert notices.tell_of_calls(NOW) == 0 and _told() == []
    assert notices.tell_of_calls(NOW + DAY) == 1


def test_before_it_closes_only_those_with_an_unfinished_draft_are_reminded_once():
    call = make_call(closes_in=3)
    call.opening_told_at = NOW
    writer, sender = make_association_user(), make_association_user()
    make_association_user()
    make_draft(call, _club(writer), writer)
    make_application(call, _club(sender), sender)
    assert notices.tell_of_calls(NOW - DAY) == 0
    assert notices.tell_of_calls(NOW) == 1 and notices.tell_of_calls(NOW + timedelta(minutes=5)) == 0
    assert _told(Topic.REMINDER) == [(writer.id, f"/our-grant-calls/{call.id}")]


def test_an_answer_is_told_without_a_name_or_an_amount(coordinator):
    coach = make_association_user()
    club = _club(coach)
    application = make_application(association=club, by=coach)
    make_decision(application, Decimal(20_000))
    assert _told() == []
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
    notices.tell_association_of_answer(application, by=coordinator, now=NOW)
    assert _told() == [(coach.id, f"/our-grant-applications/{application.id}")]


# Kept long enough


def test_what_was_not_awarded_goes_whole_and_of_an_award_the_words(coordinator, frozen):
    call = make_call()
    awarded, declined, draft = make_application(call), make_application(call), make_draft(call)
    make_decision(awarded, Decimal(20_000))
    make_decision(declined)
    actions.send_answers(call, _seen(awarded, declined), by=coordinator, now=NOW)
    db.session.commit()
    later = datetime(2028, 11, 23, 9, tzinfo=UTC)
    forget_old(later)
    assert awarded.purpose and db.session.get(GrantApplication, draft.id)
    forget_old(later + timedelta(days=40))
    assert set(db.session.scalars(select(GrantApplication.id))) == {awarded.id}
    kept = db.session.get_one(GrantApplication, awarded.id)
    assert (kept.purpose, kept.applicant_name, kept.link, kept.groups) == ("", "", "", [])
    assert (kept.amount, kept.decision.amount, kept.grant_id is not None) == (Decimal(25_000), Decimal(20_000), True)


def test_an_erased_association_takes_its_applications_and_decisions_along(coordinator):
    application = make_application()
    make_decision(application, Decimal(20_000))
    actions.send_answer(application, _seen(application), by=coordinator, now=NOW)
    db.session.execute(delete(Association).where(Association.id == application.association_id))
    db.session.expire_all()
    for model in (GrantApplication, GrantDecision, Grant):
        assert db.session.scalar(select(func.count(model.id))) == 0
