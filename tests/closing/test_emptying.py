"""Emptying for good: what it asks for, and that nothing is left."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import Device, User
from allemed.closing.actions.emptying import STAYS, empty_again, is_restored
from allemed.closing.gateway import sealed_file
from allemed.closing.rules import Step
from allemed.database import db
from allemed.resting import Rest
from tests.closing.conftest import actions_logged
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.families import make_child
from tests.factories.placements import make_family_user

NAME = {"word": "allemed  fjordvik"}


def filled() -> list[str]:
    db.session.rollback()
    count = lambda name: db.session.scalar(select(func.count()).select_from(db.metadata.tables[name]))  # noqa: E731
    return sorted(name for name in db.metadata.tables if count(name))


def test_emptying_asks_for_rest_a_fetched_file_two_persons_and_the_name(two, together, taken_out, post, visit, frozen):
    one, other, _third = two
    make_child()
    page = visit("closing.show_step", as_=one, step=Step.EMPTY)
    assert "ALLEMED is not switched off." in page.text and not page("form[action$='/closing/empty']")
    post("closing.ask_for_step", as_=one, status=409, step=Step.EMPTY)
    taken_out()
    frozen(NOW + timedelta(minutes=1))
    together(Step.SWITCH_OFF)
    post("closing.ask_for_step", as_=one, status=409, step=Step.EMPTY)  # the file is older than the rest
    frozen(NOW + timedelta(minutes=2))
    taken_out()
    post("closing.ask_for_step", as_=one, status=303, step=Step.EMPTY)
    post("closing.confirm_step", as_=one, status=409, step=Step.EMPTY, data=NAME)
    wrong = post("closing.confirm_step", as_=other, status=422, step=Step.EMPTY, data={"word": "ALLEMED"})
    assert "This is not the name" in wrong.text
    assert "child" in filled()
    post("closing.confirm_step", as_=other, status=303, step=Step.EMPTY, data=NAME)
    assert "child" not in filled()


def test_a_file_of_the_day_before_yesterday_is_too_old(two, together, taken_out, post, frozen, session):
    together(Step.SWITCH_OFF)
    frozen(NOW + timedelta(minutes=1))
    taken_out()
    for device in session.scalars(select(Device)):
        device.created_at = device.last_seen_at = NOW + timedelta(days=2)
    frozen(NOW + timedelta(days=2))
    post("closing.ask_for_step", as_=two[0], status=409, step=Step.EMPTY)


def test_after_emptying_nothing_of_anybody_is_left(two, together, taken_out, visit, browser_of, tmp_path, session):
    mother = make_family_user(make_child(first_name="Kanarifugl"))
    phone, laptop = browser_of(mother), browser_of(two[0])
    together(Step.SWITCH_OFF)
    clock.freeze(NOW + timedelta(minutes=1))
    taken_out()
    together(Step.EMPTY, data=NAME)
    assert set(filled()) <= STAYS
    assert ("confirm_empty", None) in actions_logged() and ("empty_everything", None) in actions_logged()
    assert not list(sealed_file.folder().glob("*"))
    if db.engine.dialect.name == "sqlite":  # free pages and log included; PostgreSQL cleans up in its own time
        file = Path(db.engine.url.database)
        written = [file, file.with_name(f"{file.name}-wal")]
        assert not any(b"Kanarifugl" in one.read_bytes() for one in written if one.exists())
    for client in (phone, laptop, browser_of(None)):
        answer = client.get("/", headers={"Accept-Language": "en"})
        assert answer.status_code == 410 and "ALLEMED has ended here" in answer.text
        assert "Retry-After" not in answer.headers
    worker = browser_of(None).get("/sw.js").text
    assert "unregister" in worker and "self.ENDED = true" in worker


def test_a_restored_backup_is_emptied_again_and_a_new_beginning_is_not(two, together, taken_out, session):
    ids = [one.id for one in two]
    together(Step.SWITCH_OFF)
    clock.freeze(NOW + timedelta(minutes=1))
    taken_out()
    together(Step.EMPTY, data=NAME)
    assert not is_restored()
    make_user(name="Somebody new")
    make_child()
    session.commit()
    assert not empty_again(clock.now()), "another municipality begins on the same machine"
    session.add(User(id=ids[2], role=Role.COORDINATOR, name="Cecilie", created_at=NOW))
    session.execute(db.metadata.tables["rest"].delete())
    session.commit()
    assert empty_again(clock.now())
    session.commit()
    assert set(filled()) <= STAYS
    assert session.scalar(select(Rest.is_ended)) is True
