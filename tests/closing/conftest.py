"""The list of what was erased, and prepared files, lie in a folder of the test; what two coordinators do together."""

import io
import zipfile

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.accounts.models import User
from allemed.audit.models import AuditEntry
from allemed.closing.gateway import sealed_file
from allemed.closing.rules import Step
from allemed.closing.worker import prepare_waiting
from allemed.database import db
from allemed.privacy import gateway
from tests.conftest import NOW
from tests.factories.accounts import make_user


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """Nothing of one test is there in the next."""
    monkeypatch.setattr(gateway, "file_of_erased", lambda: tmp_path / "erased.txt")
    monkeypatch.setattr(sealed_file, "folder", lambda: tmp_path / "exports")
    return tmp_path


@pytest.fixture
def two(session, frozen):
    """Two coordinators, and a third who watches."""
    frozen(NOW)
    return make_user(name="Anna"), make_user(name="Berit"), make_user(name="Cecilie")


@pytest.fixture
def together(post, two):
    """`together(Step.SWITCH_OFF)`: one asks, the other confirms."""

    def do(step: Step, data=None):
        post("closing.ask_for_step", as_=two[0], status=303, step=step)
        return post("closing.confirm_step", as_=two[1], status=303, step=step, data=data)

    return do


@pytest.fixture
def taken_out(together, post, two):
    """The file, made by the worker and fetched by the second of the two."""

    def do() -> zipfile.ZipFile:
        together(Step.TAKE_OUT)
        prepare_waiting(clock.now())
        answer = post("closing.fetch_file", as_=two[1], status=200)
        return zipfile.ZipFile(io.BytesIO(answer.data))

    return do


def actions_logged() -> list[tuple]:
    db.session.rollback()
    query = select(AuditEntry.action, User.name).outerjoin(User, User.id == AuditEntry.user_id).order_by(AuditEntry.id)
    return [tuple(row) for row in db.session.execute(query) if "sign" not in row[0]]
