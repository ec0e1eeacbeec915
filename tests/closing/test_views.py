"""Two coordinators take everything out, switch ALLEMED off and on, and empty it. One alone does nothing."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.accounts.models import Device
from allemed.accounts.rules import SignInMethod
from allemed.closing.actions import exporting
from allemed.closing.actions.steps import forget_old_steps
from allemed.closing.gateway import sealed_file
from allemed.closing.models import ClosingStep
from allemed.closing.rules import Step
from allemed.closing.rules.taken import TAKEN
from allemed.closing.views.command import export_instance
from allemed.closing.worker import prepare_waiting
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.privacy.actions import erase_family
from allemed.resting import State, state
from tests.closing.conftest import actions_logged
from tests.conftest import NOW
from tests.factories.families import make_child

CONFIRM = "form[action$='/confirm']"


FETCH = "form[action$='/closing/file']"


def make_old(user) -> None:
    device = db.session.scalar(select(Device).where(Device.user_id == user.id))
    device.created_at = clock.now() - timedelta(minutes=11)
    db.session.commit()


@pytest.mark.parametrize("step", [Step.TAKE_OUT, Step.SWITCH_OFF])
def test_one_person_alone_does_nothing(two, post, visit, session, step):
    one = two[0]
    post("closing.ask_for_step", as_=one, status=303, step=step)
    assert not visit("closing.show_step", as_=one, step=step)(CONFIRM)
    post("closing.confirm_step", as_=one, status=409, step=step)
    prepare_waiting(clock.now())
    assert session.scalar(select(ClosingStep.confirmed_at)) is None
    assert state() is State.WORKS
    assert not sealed_file.folder().exists()


def test_the_other_coordinators_are_told_and_one_can_take_it_back(two, post, visit, session):
    one, other, third = two
    post("closing.ask_for_step", as_=one, status=303, step=Step.TAKE_OUT)
    assert set(session.scalars(select(OutboxMessage.user_id))) == {other.id, third.id}
    assert visit("closing.show_step", as_=other, step=Step.TAKE_OUT)(CONFIRM)
    assert "Waits" in visit("closing.show_closing", as_=third).text
    post("closing.take_back_step", as_=third, status=303, step=Step.TAKE_OUT)
    post("closing.confirm_step", as_=other, status=409, step=Step.TAKE_OUT)


def test_what_nobody_confirms_for_a_week_lapses(two, post, frozen):
    post("closing.ask_for_step", as_=two[0], status=303, step=Step.TAKE_OUT)
    frozen(NOW + timedelta(days=7))
    post("closing.confirm_step", as_=two[1], status=409, step=Step.TAKE_OUT)


def test_an_old_sign_in_confirms_and_fetches_nothing(two, post, visit, together, browser_of):
    one, other, _third = two
    post("closing.ask_for_step", as_=one, status=303, step=Step.TAKE_OUT)
    browser_of(other)
    make_old(other)
    page = visit("closing.show_step", as_=other, step=Step.TAKE_OUT)
    assert not page(CONFIRM) and page.one("[data-passkey='sign-in']").get("data-next") == "/closing/take-out"
    post("closing.confirm_step", as_=other, status=409, step=Step.TAKE_OUT)
    post("closing.take_back_step", as_=one, status=303, step=Step.TAKE_OUT)
    post("closing.ask_for_step", as_=other, status=303, step=Step.TAKE_OUT)
    post("closing.confirm_step", as_=one, status=303, step=Step.TAKE_OUT)
    prepare_waiting(clock.now())
    assert not visit("closing.show_step", as_=other, step=Step.TAKE_OUT)(FETCH)
    post("closing.fetch_file", as_=other, status=409)
    post("closing.fetch_file", as_=one, status=200)


def test_a_sign_in_that_is_no_passkey_proves_nothing(two, post, session, browser_of):
    one, other, _third = two
    browser_of(other)
    session.scalar(select(Device).where(Device.user_id == other.id)).method = SignInMethod.MAIL
    post("closing.ask_for_step", as_=one, status=303, step=Step.SWITCH_OFF)
    post("closing.confirm_step", as_=other, status=409, step=Step.SWITCH_OFF)
    assert state() is State.WORKS


def test_the_two_fetch_the_file_for_a_day_and_nobody_else(two, post, visit, taken_out, session, frozen):
    one, _other, third = two
    make_child(first_name="Kanarifugl")
    taken = taken_out()
    assert taken.testzip() is None and b"Kanarifugl" in taken.read("tables/child.csv")
    waiting = sealed_file.file_of(session.scalar(select(ClosingStep.id)))
    assert b"child.csv" not in waiting.read_bytes()
    assert visit("closing.show_step", as_=one, step=Step.TAKE_OUT)(FETCH)
    answer = post("closing.fetch_file", as_=one, status=200)
    assert answer.headers["Cache-Control"] == "no-store" and answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="allemed-2026-11-24.zip"'
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "Anna and Berit can fetch it" in visit("closing.show_step", as_=third, step=Step.TAKE_OUT).text
    post("closing.fetch_file", as_=third, status=409)
    post("closing.fetch_file", as_=one, status=200)
    frozen(NOW + timedelta(days=1, minutes=1))
    again = session.scalar(select(Device).where(Device.user_id == one.id))
    again.created_at = again.last_seen_at = clock.now()
    post("closing.fetch_file", as_=one, status=409)
    assert waiting.exists()
    assert forget_old_steps(clock.now()) == 1 and not waiting.exists()


def test_each_step_is_in_the_log_and_on_the_page_for_the_data_protection_officer(two, visit, taken_out, app):
    taken_out()
    assert actions_logged() == [
        ("ask_take_out", "Anna"), ("confirm_take_out", "Berit"), ("prepare_export", None), ("fetch_export", "Berit"),
    ]  # fmt: skip
    page = visit("closing.show_closing", as_=two[2])
    rows = [[cell.text_content().strip() for cell in row.cssselect("td")][1:] for row in page("tbody tr")]
    assert rows == [
        ["Fetched the file", "Berit"], ["The file was made", "–"],
        ["Confirmed: take everything out", "Berit"], ["Asked to take everything out", "Anna"],
    ]  # fmt: skip
    printed = app.test_cli_runner().invoke(args=["closing-log"]).output
    assert "Berit" in printed and "Fetched the file" in printed


def test_a_file_that_cannot_be_made_says_so_and_leaves_nothing(two, together, visit, monkeypatch, caplog):
    together(Step.TAKE_OUT)

    told = "KANARI: no room left"

    def fail(*_args, **_more):
        raise OSError(told)

    with monkeypatch.context() as broken:
        broken.setattr("allemed.closing.actions.exporting.write_everything", fail)
        prepare_waiting(clock.now())
    assert "It could not be made." in visit("closing.show_step", as_=two[0], step=Step.TAKE_OUT).text
    assert list(sealed_file.folder().glob("*")) == []
    assert told not in caplog.text
    prepare_waiting(clock.now())
    clock.freeze(NOW + timedelta(minutes=1))
    together(Step.TAKE_OUT)
    prepare_waiting(clock.now())
    assert visit("closing.show_step", as_=two[0], step=Step.TAKE_OUT)(FETCH)


def test_a_worker_that_died_over_the_file_is_followed_by_another(two, together, session, frozen):
    together(Step.TAKE_OUT)
    session.scalar(select(ClosingStep)).taken_at = clock.now()
    session.commit()
    prepare_waiting(clock.now())
    assert session.scalar(select(ClosingStep.ready_at)) is None
    frozen(NOW + timedelta(minutes=11))
    prepare_waiting(clock.now())
    assert session.scalar(select(ClosingStep.ready_at)) is not None


def test_who_is_erased_while_the_file_waits_is_not_in_it(two, together, post, session):
    one, other, _third = two
    gone, stays = make_child(first_name="Kanarifugl"), make_child(first_name="Blaameis")
    family_id = gone.family_id
    together(Step.TAKE_OUT)
    prepare_waiting(clock.now())
    assert stays.first_name == "Blaameis"
    post("privacy.ask_for_erasure", as_=one, status=303, family_id=family_id)
    post("privacy.confirm_erasure", as_=other, status=303, family_id=family_id)
    assert list(sealed_file.folder().glob("*")) == [], "not even sealed"
    post("closing.fetch_file", as_=one, status=409)
    prepare_waiting(clock.now())
    taken = zipfile.ZipFile(io.BytesIO(post("closing.fetch_file", as_=one, status=200).data))
    assert b"Kanarifugl" not in taken.read("tables/child.csv") and b"Blaameis" in taken.read("tables/child.csv")


def test_who_is_erased_while_the_file_is_made_is_not_in_it(two, together, session, monkeypatch):
    family_id = make_child(first_name="Kanarifugl").family_id
    together(Step.TAKE_OUT)
    write = exporting.write_everything

    def write_and_erase(out, *, now):
        written = write(out, now=now)
        erase_family(family_id, by=None, now=now)
        session.commit()
        return written

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(exporting, "write_everything", write_and_erase)
        prepare_waiting(clock.now())
    assert list(sealed_file.folder().glob("*")) == []
    assert session.scalar(select(ClosingStep.ready_at)) is None
    prepare_waiting(clock.now())
    assert session.scalar(select(ClosingStep.ready_at)) is not None


def test_the_command_writes_a_file_for_its_owner_and_tells_the_coordinators(two, app, session, tmp_path):
    make_child(first_name="Kanarifugl")
    session.commit()
    file = tmp_path / "all.zip"
    assert f"of {len(TAKEN)} tables" in export_instance(file)
    assert file.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(file) as taken:
        assert b"Kanarifugl" in taken.read("tables/child.csv")
    with pytest.raises(FileExistsError):
        export_instance(file)
    assert ("export_by_command", None) in actions_logged()
    assert set(session.scalars(select(OutboxMessage.user_id))) == {one.id for one in two}
