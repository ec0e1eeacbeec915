"""Lists, summaries and the overview; who may see what."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.associations.models import Association
from allemed.commitments import actions, queries
from allemed.commitments.models import Commitment
from allemed.commitments.queries.lists import needs_call_on
from allemed.commitments.queries.overview import standing_column
from allemed.commitments.rules import CommitmentStatus, Evidence, Level, Standing, needs_call, standing_of
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_commitment, make_grant, make_scheme

S = CommitmentStatus
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _stopped(frozen, session):
    frozen(NOW)


def test_an_association_sees_its_own_and_nobody_else_sees_any(session):
    commitment, other = make_commitment(), make_association_user()
    own = make_user(Role.ASSOCIATION, association_id=commitment.association_id)

    def seen_by(user):
        return set(session.scalars(queries.commitments_visible_to(user).with_only_columns(Commitment.id)))

    assert seen_by(own) == {commitment.id}
    for stranger in (other, make_user(Role.PARTNER), make_user(Role.FAMILY), None):
        assert seen_by(stranger) == set()
    assert session.scalar(queries.schemes_visible_to(own)) is None


def test_sql_and_rules_say_the_same_of_how_something_stands(session):
    offsets = (None, -31, -14, -13, -1, 0, 14, 15)
    called = (None, -40, -30, -1)
    for status, offset, call in product(S, offsets, called):
        due_on = None if offset is None else TODAY + timedelta(days=offset)
        called_on = None if call is None else TODAY + timedelta(days=call)
        make_commitment(status=status, due_on=due_on, called_on=called_on)
    rows = session.execute(select(Commitment, standing_column(TODAY), needs_call_on(TODAY)))
    for one, standing, calls in rows:
        assert Standing(standing) == standing_of(one.status, one.due_on, TODAY)
        assert bool(calls) == needs_call(one.status, one.due_on, one.called_on, TODAY), (one.status, one.due_on)


def test_the_overview_puts_late_first_then_what_waits():
    quiet = make_commitment(association=make_association(name="Aa"), status=S.ACCEPTED)
    waits = make_commitment(association=make_association(name="Bb"), status=S.DELIVERED)
    late = make_commitment(association=make_association(name="Cc"), due_on=TODAY - timedelta(days=1))
    rows, more = queries.list_overview(TODAY)
    assert [row.id for row in rows] == [late.association_id, waits.association_id, quiet.association_id]
    assert rows[0].cells == {"C01": Standing.OVERDUE} and not more


def test_the_overview_filters_by_level_and_by_how_it_stands():
    make_commitment("C01", status=S.ACCEPTED)
    expectation = make_commitment("C02", status=S.ACCEPTED)
    late = make_commitment("C01", due_on=TODAY - timedelta(days=20))
    rows, _more = queries.list_overview(TODAY, queries.Chosen(level=Level.EXPECTATION))
    assert [row.id for row in rows] == [expectation.association_id]
    for show in (queries.Show.OVERDUE, queries.Show.CALL):
        rows, _more = queries.list_overview(TODAY, queries.Chosen(show=show))
        assert [row.id for row in rows] == [late.association_id]
    assert queries.count_by_standing(TODAY)[Level.CONDITION] == {Standing.KEPT: 1, Standing.OVERDUE: 1}


def test_grants_of_two_years_with_the_same_promise_show_the_one_that_needs_somebody():
    association = make_association()
    make_commitment(association=association, status=S.ACCEPTED)
    make_grant(association, make_scheme("C01"), year=2025).commitments[0].due_on = TODAY - timedelta(days=1)
    rows, _more = queries.list_overview(TODAY)
    assert rows[0].cells == {"C01": Standing.OVERDUE} and rows[0].asked == 2


def test_the_overview_needs_two_queries_for_any_number(session):
    for _number in range(12):
        make_grant()
    session.flush()
    with counted_queries() as statements:
        rows, _more = queries.list_overview(TODAY)
    assert len(rows) == 12 and len(statements) == 2


def test_a_summary_says_what_needs_somebody_and_what_waits_for_a_yes(session):
    user = make_association_user()
    association = session.get_one(Association, user.association_id)
    grant = make_grant(association, make_scheme("C01", "C20", "C03"))
    summary = queries.summarise(association.id, TODAY)
    assert [one.id for one in summary.to_agree] == [grant.id]
    assert [one.commitment.code for one in summary.needs_you] == ["C03", "C01"]  # both late, the older first
    assert summary.asked_count == 3 and not summary.kept


def test_a_summary_needs_few_queries_for_any_number(session):
    user = make_association_user()
    association = session.get_one(Association, user.association_id)
    make_grant(association)
    session.expire_all()
    key = user.association_id
    with counted_queries() as few:
        queries.summarise(key, TODAY)
    for _number in range(4):
        make_grant(association, agreed_by=user)
    session.expunge_all()
    with counted_queries() as many:
        queries.summarise(key, TODAY)
    assert len(many) <= len(few) <= 7


def test_what_came_back_needs_somebody_whatever_its_date(session):
    user = make_association_user()
    association = session.get_one(Association, user.association_id)
    commitment = make_commitment("C20", association=association, agreed_by=user)
    sent = actions.Sent(evidence=Evidence.REPORT, report="Fire nye barn.")
    delivery = actions.deliver(commitment, sent, by=user, now=NOW)
    assert queries.summarise(association.id, TODAY).of(Standing.WAITING)[0].commitment.deliveries == [delivery]
    actions.return_delivery(delivery, "Hva hindret?", by=make_user(), now=NOW)
    summary = queries.summarise(association.id, TODAY)
    assert [one.returned.answer for one in summary.needs_you] == ["Hva hindret?"]
    assert not summary.of(Standing.WAITING)
