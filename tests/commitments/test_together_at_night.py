"""Two grants that ask for the same, in a municipality with many: what each night and each import costs."""

from sqlalchemy import event

from allemed.commitments import actions, queries
from allemed.commitments.actions import refreshing
from allemed.commitments.actions.handing_on import take_over
from allemed.commitments.rules import CommitmentStatus
from allemed.database import db
from tests.commitments.test_together import AUTUMN, NEXT_YEAR, SPRING, at, give, make_club, of, scheme_where
from tests.factories.commitments import make_scheme

S = CommitmentStatus
CODES = ("C01", "C02", "C03", "C05", "C10", "C14", "C20")


def test_what_is_asked_twice_with_reason_is_not_looked_at_again_every_night(session, frozen):
    frozen(at(AUTUMN))
    club = make_club()
    give(club, make_scheme("C01"), SPRING)
    give(club, scheme_where(evidence=["visit"]), AUTUMN)
    assert queries.list_years_to_settle() == []


def test_a_promise_left_alone_is_found_though_another_grant_asks_with_other_evidence(session, frozen):
    frozen(at(AUTUMN))
    club = make_club()
    gone, left = give(club, make_scheme("C01"), SPRING), of(give(club, make_scheme("C01"), AUTUMN))
    give(club, scheme_where(evidence=["visit"]), AUTUMN)
    db.session.delete(gone)
    db.session.flush()
    actions.refresh(at(AUTUMN))
    assert left.status == S.NOT_STARTED


def test_the_first_night_is_committed_in_parts(session, frozen, monkeypatch):
    frozen(at(AUTUMN))
    monkeypatch.setattr(refreshing, "AT_ONCE", 1)
    seconds = []
    for club in (make_club(), make_club()):
        give(club, make_scheme("C01"), SPRING)
        seconds.append(of(give(club, make_scheme("C01"), AUTUMN)))
        seconds[-1].status = S.NOT_STARTED
    db.session.flush()
    beside = [sum(one.status == S.TOGETHER for one in seconds) for _part in actions.refresh_in_parts(at(AUTUMN))]
    assert beside[:2] == [1, 2]


def test_taking_over_looks_up_the_other_grants_once_a_year_and_not_once_a_promise(session, frozen):
    frozen(at(NEXT_YEAR))
    club, one, other = make_club(), make_scheme(*CODES), make_scheme(*CODES)
    give(club, one, SPRING)
    give(club, other, AUTUMN)
    new, asked = give(club, other, NEXT_YEAR, year=2027), []
    note = lambda _connection, _cursor, statement, *_more: asked.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    take_over([new], by=None, now=at(NEXT_YEAR))
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(asked) < 100
