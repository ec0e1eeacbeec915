"""Reads of families that stand out, and a person who reads too much is found."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from allemed.audit.actions import record, record_read
from allemed.audit.rules import Odd, Read, find_odd_reads
from allemed.delivery.models import OutboxMessage
from allemed.home.views.odd_reads import remind_of_odd_reads
from tests.factories.accounts import make_user
from tests.factories.families import make_family

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
KARI, LINE = uuid4(), uuid4()


def _workday(day: date) -> bool:
    return day.weekday() < 5


def _odd(reads, own_cases=(), usual=()) -> set[tuple]:
    found = find_odd_reads(reads, set(own_cases), usual, _workday)
    return {(one.why, one.user_id, one.family_id, one.times) for one in found}


def test_a_read_in_ones_own_case_by_day_does_not_stand_out():
    family = uuid4()
    assert _odd([Read(MONDAY, KARI, family)] * 9, [(KARI, family)]) == set()


def test_a_family_one_has_done_nothing_for_stands_out():
    family = uuid4()
    assert _odd([Read(MONDAY, LINE, family)], [(KARI, family)]) == {(Odd.NO_CASE, LINE, family, 1)}


def test_nights_weekends_and_again_and_again_stand_out():
    family, own = uuid4(), [(KARI, 0)]
    night, sunday = MONDAY.replace(hour=23), MONDAY - timedelta(days=1)
    own = [(KARI, family)]
    assert _odd([Read(night, KARI, family), Read(sunday, KARI, family)], own) == {(Odd.OFF_HOURS, KARI, family, 2)}
    assert _odd([Read(MONDAY, KARI, family)] * 10, own) == {(Odd.AGAIN, KARI, family, 10)}


def test_many_families_are_measured_by_what_is_usual_here():
    reads = [Read(MONDAY, KARI, uuid4()) for _number in range(40)]
    own = [(one.user_id, one.family_id) for one in reads]
    assert _odd(reads, own) == {(Odd.MANY, KARI, None, 40)}
    assert _odd(reads, own, [35, 45, 38, 42]) == set(), "in a city forty are a usual day"


def test_the_page_names_the_reader_and_no_family(session, visit, frozen):
    frozen(MONDAY)
    kari, snooper, family = make_user(name="Kari"), make_user(name="Snorre"), make_family()
    record("edit_child", by=kari, now=MONDAY, family_id=family.id)
    record_read(family, by=kari, now=MONDAY, family_id=family.id)
    record_read(family, by=snooper, now=MONDAY, family_id=family.id)
    session.commit()
    page = visit("home.show_odd_reads", as_=kari)
    rows = [" ".join(row.itertext()) for row in page("tbody tr")]
    assert len(rows) == 1 and "Snorre" in rows[0] and str(family.id)[:8] in rows[0]


def test_coordinators_are_reminded_once_on_a_monday(session, frozen):
    frozen(MONDAY)
    kari, family = make_user(), make_family()
    record_read(family, by=kari, now=MONDAY, family_id=family.id)
    for moment in (MONDAY - timedelta(days=1), MONDAY, MONDAY + timedelta(hours=2)):
        remind_of_odd_reads(moment)
    told = session.scalars(select(OutboxMessage.path)).all()
    assert told == ["/odd-reads"]
