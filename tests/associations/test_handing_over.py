"""Handing over to the next contact in one flow; who leaves loses access at once, links and all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed.accounts.actions import make_link
from allemed.accounts.models import Device, SignInLink, User
from allemed.accounts.rules import LinkPurpose
from allemed.associations.actions import end_who_has_left
from allemed.associations.models import ContactPerson
from allemed.associations.rules import ContactKind
from allemed.database import db
from tests.conftest import NOW
from tests.factories.associations import make_association_user

NEXT = {"name": "Neste Kontakt", "email": "next@example.org"}


@pytest.fixture(autouse=True)
def _at_noon(frozen, session):
    frozen(NOW)


@pytest.fixture
def leaving(session):
    return make_association_user(email="leaving@example.org")


def contact_of(email: str) -> ContactPerson | None:
    return db.session.scalar(select(ContactPerson).where(ContactPerson.email == email))


def test_leaving_today_ends_devices_and_links_at_once_and_the_next_one_is_invited(visit, post, leaving):
    visit("home.show_our_association", as_=leaving)
    make_link(leaving, LinkPurpose.MAIL, by=None, now=NOW)
    db.session.commit()
    post("associations.hand_over", as_=leaving, data=NEXT | {"leaves_on": str(NOW.date())}, status=303)
    visit("home.show_our_association", as_=leaving, status=401)
    db.session.expire_all()
    assert not leaving.is_active
    assert all(one.ended_at for one in db.session.scalars(select(Device).where(Device.user_id == leaving.id)))
    assert all(
        one.expires_at <= NOW for one in db.session.scalars(select(SignInLink).where(SignInLink.user_id == leaving.id))
    )
    follower = contact_of("next@example.org")
    assert follower.kind is ContactKind.MAIN
    assert db.session.get_one(User, follower.user_id).association_id == leaving.association_id


def test_who_leaves_later_is_a_substitute_until_their_last_day(visit, post, leaving):
    last = NOW.date() + timedelta(days=10)
    post("associations.hand_over", as_=leaving, data=NEXT | {"leaves_on": str(last)}, status=303)
    assert contact_of("leaving@example.org").kind is ContactKind.SUBSTITUTE
    assert end_who_has_left(NOW + timedelta(days=9)) == 0
    visit("home.show_our_association", as_=leaving)
    assert end_who_has_left(NOW + timedelta(days=10)) == 1
    db.session.commit()
    assert not db.session.get_one(User, leaving.id).is_active


def test_an_address_that_is_somebodys_already_hands_nothing_over(post, leaving):
    make_association_user(email="next@example.org")
    post("associations.hand_over", as_=leaving, data=NEXT | {"leaves_on": str(NOW.date())}, status=422)
    db.session.expire_all()
    assert leaving.is_active
    assert contact_of("leaving@example.org").kind is ContactKind.MAIN


def test_all_that_is_missing_is_said_at_once(post, leaving):
    answer = post("associations.hand_over", as_=leaving, data={"leaves_on": str(NOW.date())}, status=422)
    assert {'href="#name"', 'href="#email"'} <= set(answer.text.replace(">", " ").split())
