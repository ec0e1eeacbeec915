"""A conversation that waited on a device: in once, or kept as a draft; never silently gone."""

from datetime import timedelta

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.database import db
from allemed.families.models import Child
from allemed.intake.models import ConversationDraft
from allemed.privacy import actions as privacy
from tests.factories.accounts import make_device, make_user
from tests.factories.families import make_guardian
from tests.intake.test_views import answers
from tests.pages import token_of
from tests.whole_app.test_sealed import post_sealed

FORM = "/conversations/form"


@pytest.fixture
def kari(session):
    user = make_user(name="Kari")
    session.commit()
    return user


def flat(form: dict) -> list[tuple[str, str]]:
    return [(name, one) for name, said in form.items() for one in (said if isinstance(said, list) else [said])]


@pytest.fixture
def send(browser_of, kari):
    """`send(form)`: the device sends what waited, as the coordinator."""
    client = browser_of(kari)
    return lambda form: post_sealed(client, FORM, flat(form), token_of(client))


def test_a_whole_one_becomes_a_child_once_however_often_it_is_sent(send):
    form = answers(once="k" * 30)
    assert {send(form).location for _ in range(3)} == {f"/children/{db.session.query(Child).one().id}"}


def test_it_is_the_person_who_sends_also_after_signing_in_again(send, browser_of, kari, session):
    form = answers(once="k" * 30)
    send(form)
    client = browser_of(kari)
    _device, token = make_device(kari)
    session.commit()
    name = next(key[2] for key in client._cookies if "csrf" not in key[2] and "device" in key[2])
    client.set_cookie(name, token)
    assert post_sealed(client, FORM, flat(form), token_of(client)).status_code == 303
    assert db.session.query(Child).count() == 1


@pytest.mark.parametrize("change", [{"phone": ""}, {"unfinished": "yes"}, {"parent_wish": "Barnet har adhd"}])
def test_what_cannot_be_saved_as_it_came_waits_with_every_word(send, visit, kari, change):
    send(answers(once="k" * 30, own_words="Jeg vil danse", **change))
    draft = db.session.query(ConversationDraft).one()
    assert db.session.query(Child).count() == 0
    assert "A conversation is not whole" in visit("home.show_today", as_=kari).text
    page = visit("intake.show_draft", as_=kari, talk_draft_id=draft.id)
    assert page.one("input[name=own_words]").get("value") == "Jeg vil danse"
    assert [one.get("value") for one in page("input[name=kinds][checked]")] != []


def test_a_draft_that_is_finished_is_a_conversation_and_gone(send, post, kari):
    send(answers(once="k" * 30, phone=""))
    draft = db.session.query(ConversationDraft).one()
    post("intake.finish_draft", as_=kari, data=answers(phone=""), status=422, talk_draft_id=draft.id)
    post("intake.finish_draft", as_=kari, data=answers(), status=303, talk_draft_id=draft.id)
    assert (db.session.query(Child).count(), db.session.query(ConversationDraft).count()) == (1, 0)


def test_a_draft_is_unreadable_in_the_database_and_goes_after_its_time(send, visit, session):
    send(answers(once="k" * 30, phone="", own_words="Kanarifugl"))
    draft = db.session.query(ConversationDraft).one()
    (raw,) = session.connection().exec_driver_sql("SELECT form FROM conversation_draft").one()
    assert b"Kanarifugl" not in bytes(raw)
    for role in (Role.ASSOCIATION, Role.PARTNER, Role.FAMILY):
        visit("intake.show_draft", as_=make_user(role), status=403, talk_draft_id=draft.id)
    privacy.forget_old(clock.now() + timedelta(days=170))
    assert db.session.query(ConversationDraft).count() == 1
    privacy.forget_old(clock.now() + timedelta(days=200))
    assert db.session.query(ConversationDraft).count() == 0


def test_a_draft_goes_with_the_family_it_is_about(send, session):
    for phone in ("481 00 001", "481 00 002"):
        send(answers(once=phone.replace(" ", "k") * 3, phone=phone, kinds="none such"))
    assert session.query(ConversationDraft).count() == 2
    family = make_guardian(phone="+4748100001").family
    privacy.erase_family(family.id, by=None, now=clock.now())
    assert [one.answers["phone"] for one in session.query(ConversationDraft)] == [["481 00 002"]]


def test_the_guide_for_a_device_without_network_holds_nothing_of_anybody(visit):
    page = visit("intake.show_offline_conversation")
    assert page.response.headers["X-Offline"] == "public"
    assert not page("input[name=csrf_token]") and not page("input[name=once]")
