"""What a conversation leaves behind: rows, agreements, the log; and texts that nobody can read in the file."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.families.models import Agreement, Child, Family
from allemed.families.rules import AgreementHow, AgreementItem, Channel, ChildHeard
from allemed.intake import actions
from allemed.intake.models import Conversation
from allemed.intake.queries import find_current_conversation, list_conversations, list_pictures, missing_of
from tests.factories.accounts import make_user
from tests.factories.families import make_child
from tests.factories.intake import make_conversation

LANGUAGES = {"talk_language": "ti", "read_language": "en"}


def what_was_said(**changes):
    now = clock.now()
    said = {"held_on": now.date(), "interpreter": "qualified", "next_step": "find_spot", "next_step_on": now.date()}
    return said | {"kinds": ["choir"], "times": ["1:evening"], "own_words": None, "parent_wish": None} | changes


def record_first(by, agreement=None, **changes):
    return actions.record_first_conversation(
        languages=LANGUAGES,
        guardian={"first_name": "Selam", "phone": "+4791234567", "channel": Channel.VOICE},
        child={"first_name": "Yonas", "birth_year": 2017},
        conversation=what_was_said(**changes),
        agreement=agreement or {},
        by=by,
        now=clock.now(),
    )


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


def test_a_first_conversation_makes_family_adult_sign_in_and_child(kari):
    row = record_first(kari)
    family = row.child.family
    assert (family.talk_language, family.read_language) == ("ti", "en")
    guardian = family.guardians[0]
    user = db.session.get(User, guardian.user_id)
    assert (user.role, user.family_id, user.language, user.email) == (Role.FAMILY, family.id, "en", None)
    assert find_current_conversation(row.child_id) is row and missing_of(row) == ()


def test_every_step_of_it_is_in_the_log_without_values(kari):
    row = record_first(kari, own_words="Jeg vil synge")
    entries = db.session.query(AuditEntry).filter_by(family_id=row.family_id).all()
    assert {entry.action for entry in entries} == {"add_family", "add_guardian", "add_child", "record_conversation"}
    assert all(entry.user_id == kari.id for entry in entries)
    assert not any("synge" in str(entry.fields) or "Yonas" in str(entry.fields) for entry in entries)


def test_texts_and_phones_are_unreadable_in_the_database_file(kari):
    row = record_first(kari, own_words="Jeg vil synge", parent_wish="Hva er dugnad?")
    raw = db.session.execute(text("SELECT own_words, parent_wish FROM conversation")).one()
    phone = db.session.execute(text("SELECT phone FROM guardian")).scalar_one()
    for stored, plain in ((raw[0], "synge"), (raw[1], "dugnad"), (phone, "91234567")):
        assert plain.encode() not in bytes(stored)
    db.session.expire(row)
    assert row.own_words == "Jeg vil synge" and row.child.family.guardians[0].phone == "+4791234567"


def test_what_was_agreed_is_one_row_for_each_item_for_a_year_at_most(kari):
    items = [AgreementItem.FIRST_NAME, AgreementItem.WISH]
    record_first(kari, {"items": items, "how": AgreementHow.SPOKEN, "child_heard": ChildHeard.YES})
    rows = db.session.query(Agreement).all()
    assert {row.item for row in rows} == set(items)
    for row in rows:
        assert (row.how, row.language, row.child_heard) == ("spoken", "ti", "yes")
        assert row.receiver_id is None and row.expires_on - row.given_on <= timedelta(days=366)


def test_saying_no_records_no_agreement(kari):
    record_first(kari)
    assert db.session.query(Agreement).count() == 0


def test_a_sibling_joins_the_same_family(kari):
    first = record_first(kari)
    second = actions.record_sibling_conversation(
        first.child.family, languages=LANGUAGES, child={"first_name": "Hiwot", "birth_year": 2019},
        conversation=what_was_said(), agreement={}, by=kari, now=clock.now(),
    )  # fmt: skip
    assert second.family_id == first.family_id
    assert db.session.query(Family).count() == 1 and db.session.query(Child).count() == 2


def test_a_later_conversation_takes_over_the_open_next_step(kari):
    old = make_conversation(next_step_on=clock.now().date())
    actions.record_conversation(
        old.child,
        languages=LANGUAGES,
        conversation=what_was_said(),
        agreement={},
        by=kari,
        now=clock.now() + timedelta(minutes=1),
    )
    db.session.refresh(old)
    assert old.next_step_done_at is not None
    assert old.child.family.talk_language == "ti"
    (newest,) = [row for row in list_conversations(child_id=old.child_id) if row.next_step_done_at is None]
    assert newest is find_current_conversation(old.child_id) and newest is not old


def test_without_pictures_and_days_it_is_not_enough_yet(session):
    row = make_conversation(make_child(), kinds=[], times=[])
    assert missing_of(row) == ("kinds", "times")


def test_no_picture_asks_for_faith(session):
    assert "faith" not in list_pictures() and "football" in list_pictures()


def test_there_is_no_column_for_what_must_not_be_collected():
    forbidden = ("protect", "secret", "address", "surname", "nation", "origin", "relig", "faith", "diagnos", "health",
                 "income", "reason", "arriv", "number", "stop", "note", "photo")  # fmt: skip
    for model in (Family, Child, Conversation, Agreement):
        names = set(model.__table__.columns.keys())
        assert not [name for name in names for word in forbidden if word in name], model
