"""A family and the coordinator write to each other, each in its own language, and nobody else reads it."""

import pytest
from sqlalchemy import select, text

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import mail_words, push_payload
from allemed.delivery.rules import Topic
from allemed.limits import limiter
from allemed.messages.models import Message
from allemed.messages.rules import MOST_LETTERS, Phrase, Side
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.delivery import make_subscription
from tests.factories.families import make_child, make_guardian
from tests.factories.messages import make_message_of


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


@pytest.fixture
def amir(session):
    return make_child(first_name="Amir")


@pytest.fixture
def mother(amir):
    return db.session.get_one(User, make_guardian(amir.family, first_name="Mariam").user_id)


def newest(page) -> str:
    return " ".join(page.one("#newest p").text_content().split())


def test_each_side_reads_a_phrase_in_its_own_language(kari, mother, amir, visit, post):
    post("messages.send_ours", as_=mother, data={"phrase": "call_me"}, status=303)
    page = visit("messages.show_of_family", as_=kari, family_id=amir.family_id)
    assert newest(page) == "Please call me." and page("#newest svg")
    row = db.session.scalars(select(Message)).one()
    assert (row.phrase, row.words, row.side) == (Phrase.CALL_ME, None, Side.FAMILY)
    post("messages.send_to_family", as_=kari, data={"phrase": "i_call_you"}, status=303, family_id=amir.family_id)
    assert newest(visit("messages.show_ours", as_=mother)) == "I will call you soon."


def test_own_words_come_as_they_were_written_with_their_language(kari, mother, amir, visit, post):
    post("messages.send_ours", as_=mother, data={"words": "متى نبدأ؟\nشكرا"}, language="ar", status=303)
    words = visit("messages.show_of_family", as_=kari, family_id=amir.family_id).one("#newest p")
    assert words.text_content().strip() == "متى نبدأ؟\nشكرا"
    assert (words.get("dir"), words.get("lang")) == ("auto", "ar" if mother.language == "ar" else words.get("lang"))


def test_words_are_unreadable_in_the_database_file(session):
    make_message_of(words="Hemmelig melding")
    assert b"Hemmelig" not in bytes(db.session.execute(text("SELECT words FROM message")).scalar_one())


def test_the_other_side_is_told_without_a_name_and_without_a_word(kari, mother, amir, post):
    make_subscription(mother)
    post("messages.send_ours", as_=mother, data={"words": "Amir liker seg"}, status=303)
    post("messages.send_to_family", as_=kari, data={"phrase": "thank_you"}, status=303, family_id=amir.family_id)
    told = {(row.user_id, row.topic, row.path) for row in db.session.scalars(select(OutboxMessage))}
    assert told == {
        (kari.id, Topic.MESSAGE, f"/families/{amir.family_id}/messages"),
        (mother.id, Topic.MESSAGE, "/our-messages"),
    }
    for said in (
        push_payload(Topic.MESSAGE, "/our-messages", "t", "nb").decode(),
        *mail_words(Topic.MESSAGE, "/x", "nb"),
    ):
        assert "Amir" not in said and "Mariam" not in said and "liker" not in said


def test_what_is_unread_stands_on_our_page_and_is_read_once_it_is_opened(kari, mother, amir, visit):
    message = make_message_of(amir.family, Side.COORDINATOR, phrase=Phrase.SEE_PROPOSAL)
    page = visit("home.show_our_page", as_=mother)
    assert page.one("[data-unread]").get("data-unread") == "1" and page.one(".places .count-badge").text == "1"
    visit("messages.show_ours", as_=mother)
    assert message.read_at is not None
    assert not visit("home.show_our_page", as_=mother)("[data-unread]")
    assert (
        "read"
        in visit("messages.show_of_family", as_=kari, family_id=amir.family_id).one("#newest small").text_content()
    )


def test_reading_ones_own_messages_marks_nothing(mother, amir, visit):
    message = make_message_of(amir.family)
    visit("messages.show_ours", as_=mother)
    assert message.read_at is None


def test_the_coordinator_answers_from_today_and_then_it_is_gone(kari, mother, amir, visit, post):
    post("messages.send_ours", as_=mother, data={"phrase": "not_well"}, status=303)
    card = visit("home.show_today", as_=kari).one("[data-kind=message]")
    assert "Amir" in card.text_content()
    assert [link.get("href") for link in card.cssselect("a")] == [f"/families/{amir.family_id}/messages"]
    post("messages.send_to_family", as_=kari, data={"phrase": "i_call_you"}, status=303, family_id=amir.family_id)
    assert not visit("home.show_today", as_=kari)("[data-kind=message]")


def test_thanks_and_all_is_well_wait_for_nobody(kari, amir, visit):
    for phrase in (Phrase.THANK_YOU, Phrase.ALL_WELL):
        make_message_of(amir.family, phrase=phrase)
    assert not visit("home.show_today", as_=kari)("[data-kind=message]")


def test_the_familys_page_leads_there_with_what_is_new(kari, amir, visit):
    make_message_of(amir.family)
    page = visit("families.show_family", as_=kari, family_id=amir.family_id)
    assert f"/families/{amir.family_id}/messages" in page.links and "1 new message" in page.text


def test_a_family_reads_no_other_familys_messages(mother, visit, post):
    other = make_message_of(words="Ikke for deg")
    assert "Ikke for deg" not in visit("messages.show_ours", as_=mother).source
    visit("messages.show_of_family", as_=mother, status=403, family_id=other.family_id)
    assert (
        post("messages.send_to_family", as_=mother, data={"phrase": "yes"}, family_id=other.family_id).status_code
        == 403
    )


def test_clubs_partners_and_visitors_read_none(session, amir, visit):
    make_message_of(amir.family)
    for user in (make_association_user(), make_user(Role.PARTNER)):
        visit("messages.show_of_family", as_=user, status=403, family_id=amir.family_id)
        visit("messages.show_ours", as_=user, status=403)
    visit("messages.show_ours", status=401)


@pytest.mark.parametrize(
    "data", [{}, {"phrase": "looking"}, {"phrase": "nothing"}, {"words": "x" * (MOST_LETTERS + 1)}, {"words": "  "}]
)
def test_what_is_no_message_is_asked_for_again(mother, post, data):
    post("messages.send_ours", as_=mother, data=data, status=422)
    assert db.session.scalar(select(Message)) is None


def test_an_identity_number_is_taken_out(mother, post):
    answer = post("messages.send_ours", as_=mother, data={"words": "Amir 15076500565"}, status=422)
    assert "15076500565" not in answer.text and db.session.scalar(select(Message)) is None


def test_writing_and_reading_stand_in_the_log_without_the_words(kari, mother, amir, visit, post):
    post("messages.send_ours", as_=mother, data={"words": "Hei på deg"}, status=303)
    visit("messages.show_of_family", as_=kari, family_id=amir.family_id)
    lines = [(row.action, row.role, row.family_id, row.fields) for row in db.session.scalars(select(AuditEntry))]
    assert ("send_message", "family", amir.family_id, []) in lines
    assert ("read", "coordinator", amir.family_id, []) in lines


def test_sent_twice_it_is_one_message(mother, post):
    for _number in range(2):
        post("messages.send_ours", as_=mother, data={"phrase": "yes", "once": "same"}, status=303)
    assert len(list(db.session.scalars(select(Message)))) == 1


def test_ten_a_minute_are_enough(mother, post):
    limiter.enabled = True
    limiter.reset()
    try:
        answers = [post("messages.send_ours", as_=mother, data={"phrase": "yes"}).status_code for _number in range(11)]
    finally:
        limiter.enabled = False
        limiter.reset()
    assert answers == [303] * 10 + [429]
