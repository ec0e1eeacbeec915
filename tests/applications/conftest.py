"""What the tests of grant applications share: a coach, a coordinator, a filled in form and a morning that stands still."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.applications.models import GrantApplication
from allemed.associations.models import Association
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()
IDENTITY_NUMBER = "12831550021"  # of a synthetic series (month + 80): nobody's
FILLED = {
    "amount": "kr 25 000,-", "purpose": "Sko til utlån.", "children_count": "20", "applicant_name": "Turid Åsland",
    "version": "0", "do": "send",
}  # fmt: skip


@pytest.fixture
def stopped(frozen, session):
    """It is Tuesday morning, 24 November 2026."""
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def coach():
    return make_association_user(name="Turid Åsland")


@pytest.fixture
def send_answer(visit, post, coordinator):
    """The button on the page of an application."""

    def send(application) -> None:
        ids = {"grant_application_id": application.id}
        page = visit("applications.show_application", as_=coordinator, **ids)
        data = {"decision": page.one("[name=decision]").get("value")}
        post("applications.send_answer", as_=coordinator, data=data, status=303, **ids)

    return send


def club_of(user) -> Association:
    return db.session.get_one(Association, user.association_id)


def only_one() -> GrantApplication:
    return db.session.scalars(select(GrantApplication)).one()


def decisions_of(*applications) -> list:
    return [one.decision.id for one in applications]


def told(topic=None) -> list[tuple]:
    query = select(OutboxMessage.user_id, OutboxMessage.path).order_by(OutboxMessage.path)
    return list(db.session.execute(query.where(OutboxMessage.topic == topic) if topic else query))
