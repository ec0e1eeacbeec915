"""Calls: one for each scheme and year, changed, lengthened, closed, and who is told of them."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Event, Thread

import pytest

from allemed.accounts.models import User
from allemed.applications import actions, notices, queries
from allemed.commitments.actions import (
    SchemeInUse,
    change_line,
)
from allemed.database import db
from allemed.delivery.rules import Topic
from tests.applications.conftest import NOW, club_of, told
from tests.conftest import counted_queries
from tests.factories.applications import DAY, close, make_application, make_call, make_decision, make_draft
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_scheme

pytestmark = pytest.mark.usefixtures("stopped")


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


def test_an_opening_is_told_once_to_those_who_have_said_nothing():
    asked, silent = make_association_user(), make_association_user()
    call = make_call()
    make_application(call, club_of(asked), asked)
    assert notices.tell_of_calls(NOW) == 1 and notices.tell_of_calls(NOW) == 0
    assert told() == [(silent.id, f"/our-grant-calls/{call.id}")]


def test_nobody_is_told_before_it_opens_or_of_one_that_is_over():
    make_association_user()
    make_call(opened_for=-1)
    close(make_call())
    assert notices.tell_of_calls(NOW) == 0 and told() == []
    assert notices.tell_of_calls(NOW + DAY) == 1


def test_before_it_closes_only_those_with_an_unfinished_draft_are_reminded_once():
    call = make_call(closes_in=3)
    call.opening_told_at = NOW
    writer, sender = make_association_user(), make_association_user()
    make_association_user()
    make_draft(call, club_of(writer), writer)
    make_application(call, club_of(sender), sender)
    assert notices.tell_of_calls(NOW - DAY) == 0
    assert notices.tell_of_calls(NOW) == 1 and notices.tell_of_calls(NOW + timedelta(minutes=5)) == 0
    assert told(Topic.REMINDER) == [(writer.id, f"/our-grant-calls/{call.id}")]


def test_telling_a_city_takes_no_query_for_those_who_cannot_sign_in(session):
    def count(scheme) -> int:
        make_call(scheme)
        db.session.commit()
        with counted_queries() as statements:
            notices.tell_of_calls(NOW)
        return len(statements)

    few = count(make_scheme("C01"))
    for _ in range(8):
        make_association()
    assert count(make_scheme("C01")) == few


def test_of_two_calls_made_at_once_in_two_versions_of_a_scheme_one_is_made(app, session, coordinator):
    """Real threads, each with a connection and a transaction of its own."""
    first = make_scheme("C01")
    second = make_scheme("C01", valid_from=date(2026, 6, 1))
    second.series_id = first.series_id
    call = make_call(first, year=2026)
    values = {name: getattr(call, name) for name in actions.CallValues.__dataclass_fields__} | {"year": 2027}
    both, by, answers, start = (first.id, second.id), coordinator.id, [], Event()
    session.commit()

    def make(scheme_id) -> None:
        with app.app_context():
            start.wait()
            try:
                actions.add_call(
                    actions.CallValues(**values | {"scheme_id": scheme_id}), by=db.session.get(User, by), now=NOW
                )
                db.session.commit()
                answers.append("made")
            except actions.CallExists:
                db.session.rollback()
                answers.append("there is one")

    threads = [Thread(target=make, args=(both[number % 2],)) for number in range(8)]
    for thread in threads:
        thread.start()
    start.set()
    for thread in threads:
        thread.join(60)
    assert sorted(answers) == ["made", *["there is one"] * 7]
