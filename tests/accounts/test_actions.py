"""Links, devices and passkeys in the database."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts import actions, queries
from allemed.accounts.models import Passkey, SignInLink, User
from allemed.accounts.rules import LINK_PATH, LinkPurpose, SignInMethod
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from tests.conftest import NOW
from tests.factories.accounts import make_device, make_user


def test_the_database_keeps_no_secret_that_signs_in(session):
    user = make_user()
    _link, link_token = actions.make_link(user, LinkPurpose.QR, by=None, now=NOW)
    _device, cookie = actions.add_device(user, SignInMethod.QR, label="", now=NOW)
    rows = [
        str(row)
        for table in db.metadata.sorted_tables
        for row in session.connection().exec_driver_sql(f'SELECT * FROM "{table.name}"')
    ]
    assert not any(link_token in row or cookie in row for row in rows)


def test_secrets_have_256_bits_and_differ(session):
    user = make_user()
    tokens = {actions.make_link(user, LinkPurpose.MAIL, by=None, now=NOW)[1] for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)


def test_a_new_code_ends_the_earlier_one(session):
    user = make_user(Role.FAMILY)
    _link, first = actions.make_link(user, LinkPurpose.QR, by=None, now=NOW)
    _link, second = actions.make_link(user, LinkPurpose.QR, by=None, now=NOW)
    assert queries.find_link(first, NOW) is None
    assert queries.find_link(second, NOW)


def test_a_stranger_who_asks_for_mails_does_not_end_the_link_someone_has(session):
    user = make_user(Role.ASSOCIATION, email="trainer@example.org")
    _link, first = actions.make_link(user, LinkPurpose.MAIL, by=None, now=NOW)
    actions.ask_for_link("trainer@example.org", "/", now=NOW)
    assert queries.find_link(first, NOW)


def test_nobodys_mailbox_can_be_flooded(session):
    make_user(Role.ASSOCIATION, email="trainer@example.org")
    asked = [actions.ask_for_link("Trainer@Example.org ", "/", now=NOW) for _ in range(8)]
    assert asked == [True] * 5 + [False] * 3
    assert actions.ask_for_link("trainer@example.org", "/", now=NOW + timedelta(minutes=61))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.FAMILY])
def test_staff_and_families_get_no_link_by_mail(session, role):
    make_user(role, email="person@example.org")
    assert not actions.ask_for_link("person@example.org", "/", now=NOW)
    assert session.scalars(select(OutboxMessage)).all() == []


def test_an_ended_user_gets_no_link_and_opens_none(session):
    user = make_user(Role.ASSOCIATION, email="trainer@example.org")
    _link, token = actions.make_link(user, LinkPurpose.MAIL, by=None, now=NOW)
    user.is_active = False
    assert not actions.ask_for_link("trainer@example.org", "/", now=NOW)
    assert queries.find_link(token, NOW) is None


def test_staff_are_created_with_a_link_for_their_first_passkey(session):
    path = actions.create_staff("Kari Nordbø", "Kari@Example.org", NOW)
    link = queries.find_link(path.removeprefix(LINK_PATH), NOW)
    assert link.purpose == LinkPurpose.INVITE
    assert (link.user.role, link.user.email) == (Role.COORDINATOR, "kari@example.org")


def test_creating_staff_again_makes_a_new_link_for_the_same_person(session):
    first = actions.create_staff("Kari Nordbø", "kari@example.org", NOW)
    second = actions.create_staff("Kari Nordbø", "kari@example.org", NOW)
    assert len(session.scalars(select(User)).all()) == 1
    assert queries.find_link(first.removeprefix(LINK_PATH), NOW) is None
    assert queries.find_link(second.removeprefix(LINK_PATH), NOW)


def test_the_address_of_somebody_else_makes_no_coordinator(session):
    make_user(Role.ASSOCIATION, email="trainer@example.org")
    with pytest.raises(actions.EmailIsTaken):
        actions.create_staff("Trainer", "trainer@example.org", NOW)


def test_a_coordinator_keeps_at_least_one_passkey(session):
    user = make_user(Role.COORDINATOR)
    keys = [
        actions.add_passkey(user, credential_id=name, public_key=b"key", sign_count=0, label="", now=NOW)
        for name in (b"a", b"b")
    ]
    actions.remove_passkey(keys[0], by=user, now=NOW)
    with pytest.raises(actions.LastPasskey):
        actions.remove_passkey(keys[1], by=user, now=NOW)


def test_a_proof_counts_once(session):
    user = make_user(Role.COORDINATOR)
    passkey = actions.add_passkey(user, credential_id=b"a", public_key=b"key", sign_count=0, label="", now=NOW)
    later = NOW + timedelta(seconds=5)
    assert actions.note_passkey_use(passkey, sign_count=0, asked_at=NOW, now=later)
    assert not actions.note_passkey_use(passkey, sign_count=0, asked_at=NOW, now=later)


def test_all_other_devices_end_and_this_one_stays(session):
    user, stranger = make_user(Role.FAMILY), make_user(Role.FAMILY)
    here, _token = make_device(user)
    make_device(user)
    make_device(user)
    elsewhere, _token = make_device(stranger)
    assert actions.end_other_devices(here, by=user, now=NOW) == 2
    session.expire_all()
    assert here.ended_at is None
    assert elsewhere.ended_at is None


def test_dead_links_are_forgotten_after_a_month(session):
    user = make_user(Role.FAMILY)
    actions.make_link(user, LinkPurpose.QR, by=None, now=NOW - timedelta(days=31))
    kept, _token = actions.make_link(user, LinkPurpose.PRINT, by=None, now=NOW)
    actions.forget_old_links(NOW)
    assert session.scalars(select(SignInLink.id)).all() == [kept.id]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PARTNER])
def test_who_leaves_is_signed_out_at_once_and_never_comes_back(session, role, browser_of, client):
    leaving, stays = (make_user(role, email=f"{name}@example.org") for name in ("leaving", "stays"))
    browser = browser_of(leaving)
    _link, token = actions.make_link(leaving, LinkPurpose.INVITE, by=None, now=clock.now())
    actions.add_passkey(leaving, credential_id=b"a", public_key=b"key", sign_count=0, label="", now=clock.now())
    assert browser.get("/devices").status_code == 200
    actions.end_staff("Leaving@example.org ", clock.now())
    assert browser.get("/devices").status_code == 401
    assert client.get(f"/sign-in/link/{token}").status_code == 410
    assert session.scalars(select(Passkey)).all() == []
    assert browser_of(stays).get("/devices").status_code == 200
    assert actions.end_staff("leaving@example.org", clock.now()) is None


def test_nobody_of_a_family_or_an_association_is_ended_as_staff(session):
    make_user(Role.ASSOCIATION, email="coach@example.org")
    assert actions.end_staff("coach@example.org", clock.now()) is None
