"""Looking at the demo as each role, and as the second of two coordinators."""

import pytest
from sqlalchemy import select

from allemed.accounts.models import Device
from allemed.database import db
from allemed.demo.queries import EMAILS, SECOND_COORDINATOR
from tests.factories.accounts import make_user


@pytest.mark.parametrize(("said", "is_second"), [("coordinator", False), ("coordinator2", True)])
def test_one_looks_around_as_either_of_two_coordinators(session, client, said, is_second):
    second = make_user(email=SECOND_COORDINATOR)
    first = make_user(email=EMAILS[second.role])
    assert client.post("/demo/sign-in", data={"as": said}).status_code == 303
    assert db.session.scalars(select(Device.user_id)).all() == [second.id if is_second else first.id]


def test_a_role_that_nobody_has_signs_nobody_in(session, client):
    make_user()
    assert client.post("/demo/sign-in", data={"as": "coordinator3"}).status_code == 400
    assert client.post("/demo/sign-in", data={"as": "coordinator2"}).status_code == 404
    assert db.session.scalars(select(Device)).all() == []


def test_the_page_offers_the_second_coordinator(session, visit):
    buttons = [one.get("value") for one in visit("demo.show_demo")("button[name=as]")]
    assert "coordinator2" in buttons and "coordinator" in buttons
