"""The page of the conversation: what it asks, what it refuses, and that the stop question leaves no trace."""

import logging

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.database import db
from allemed.families.models import Agreement, Child, Guardian
from allemed.intake.models import Conversation
from allemed.referrals.rules import ReferralState
from tests.factories.accounts import make_user
from tests.factories.families import make_child, make_guardian
from tests.factories.intake import make_conversation
from tests.factories.referrals import make_partner, make_referral

STARTED = {"talk": "ar", "interpreter": "qualified"}


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


def answers(**changes):
    said = {
        "talk_language": "ar", "read_language": "ar", "interpreter": "qualified", "first_name": "Amir",
        "birth_year": str(clock.now().year - 9), "guardian_name": "Layla", "phone": "91 23 45 67", "channel": "sms",
        "kinds": ["choir", "football"], "kinds_order": "football choir", "times": ["1-after_school", "5-weekend"],
        "next_step": "find_spot", "next_step_on": clock.now().date().isoformat(),
        "held_on": clock.now().date().isoformat(),
    }  # fmt: skip
    return said | changes


def everything_stored():
    """Each row of each table, but for when a device was last seen."""
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table))] for table in db.metadata.sorted_tables
    }


def test_the_stop_question_stores_and_logs_nothing(kari, visit, caplog):
    visit("home.show_help", as_=kari)
    before = everything_stored()
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="allemed"):
        page = visit("intake.start_conversation", as_=kari)
        link = [link for link in page("section.stop a") if link.get("href") == "/conversations/paper"]
        assert len(link) == 1 and not page("form[method=post]")
        visit("intake.show_paper_routine", as_=kari)
    assert everything_stored() == before
    assert caplog.records == []


def test_the_conversation_page_has_no_field_for_the_stop_question(kari, visit):
    page = visit("intake.hold_conversation", as_=kari, **STARTED)
    names = {field.get("name") for field in page("input, select, textarea")}
    assert not [name for name in names if name and any(word in name for word in ("careful", "stop", "protect"))]


def test_nobody_reaches_the_form_past_the_question(kari, visit):
    page = visit("intake.hold_conversation", as_=kari, status=303)
    assert page.response.location == "/conversations/new"


def test_the_seven_fields_alone_are_saved(kari, post, visit):
    response = post("intake.record_conversation", as_=kari, data=answers(), status=303)
    child = db.session.query(Child).one()
    assert response.location == f"/children/{child.id}"
    row = db.session.query(Conversation).one()
    assert row.kinds == ["football", "choir"] and row.times == ["1:after_school", "5:weekend"]
    assert db.session.query(Guardian).one().phone == "+4791234567"
    page = visit("families.show_child", as_=kari, child_id=child.id)
    assert [item.text_content().strip() for item in page(".wish li")] == ["Football", "Choir"]


def test_without_a_script_the_pictures_keep_the_order_of_the_page(kari, post):
    post("intake.record_conversation", as_=kari, data=answers(kinds_order=""), status=303)
    assert db.session.query(Conversation).one().kinds == ["choir", "football"]


def test_a_fourth_picture_is_too_many(kari, post):
    post("intake.record_conversation", as_=kari, data=answers(kinds=["choir", "football", "chess", "art"]), status=422)
    assert db.session.query(Child).count() == 0


@pytest.mark.parametrize("field", ["own_words", "parent_wish", "first_name", "phone"])
def test_an_identity_number_is_refused_and_never_shown_again(kari, post, caplog, field):
    number = "13097248022"
    response = post("intake.record_conversation", as_=kari, data=answers(**{field: f"{number}"}), status=422)
    assert number not in response.text and number not in caplog.text
    assert db.session.query(Child).count() == 0


def test_words_that_say_too_much_are_pointed_out_once_and_not_forbidden(kari, post):
    said = answers(own_words="Han har en diagnose")
    response = post("intake.record_conversation", as_=kari, data=said, status=422)
    assert "Read this once more" in response.text
    assert db.session.query(Conversation).count() == 0
    post("intake.record_conversation", as_=kari, data=said | {"warned": "yes"}, status=303)
    assert db.session.query(Conversation).one().own_words == "Han har en diagnose"


def test_a_yes_without_asking_the_child_is_asked_about(kari, post):
    said = answers(items=["first_name", "wish"], how="spoken")
    post("intake.record_conversation", as_=kari, data=said, status=422)
    post("intake.record_conversation", as_=kari, data=said | {"child_heard": "yes"}, status=303)
    assert db.session.query(Agreement).count() == 2


def test_nothing_is_ticked_for_the_family(kari, visit):
    page = visit("intake.hold_conversation", as_=kari, **STARTED)
    assert page("input[name=items]") and not page("input[name=items][checked]")


def test_without_an_interpreter_the_next_step_is_to_book_one(kari, visit):
    page = visit("intake.hold_conversation", as_=kari, **STARTED | {"interpreter": "not_available"})
    assert page.one("input[name=next_step][checked]").get("value") == "book_interpreter"


def test_a_conversation_begins_with_what_a_partner_handed_over(kari, visit, post):
    referral = make_referral(make_partner(), child_first_name="Yonas", kinds=["choir"])
    page = visit("referrals.show_referral", as_=kari, referral_id=referral.id)
    assert f"/conversations/new?referral={referral.id}" in page.links
    response = post(
        "intake.record_conversation", as_=kari, data=answers(first_name="Yonas"), referral=referral.id, status=303
    )
    db.session.refresh(referral)
    assert referral.state == ReferralState.CLOSED and str(referral.child_id) in response.location


def test_a_later_conversation_shows_what_was_said_last_time(kari, visit, post):
    row = make_conversation(own_words="Synge høyt", kinds=["choir"], bring="walks", tried_before=["art"], liked=["art"])
    address = {"child_id": row.child_id}
    page = visit("intake.continue_conversation", as_=kari, **address)
    assert page.one("input[name=talk][checked]").get("value") == "ar"
    page = visit("intake.hold_again", as_=kari, **address, **STARTED)
    assert page.one("input[name=own_words]").get("value") == "Synge høyt"
    assert [box.get("value") for box in page("input[name=kinds][checked]")] == ["choir"]
    assert page.one("input[name=bring][checked]").get("value") == "walks"
    assert not page("input[name=first_name]")
    post("intake.hold_again", as_=kari, data=answers(own_words="Danse"), status=303, **address)
    assert db.session.query(Conversation).count() == 2


def test_the_family_can_say_whether_it_understood_and_only_about_itself(session, post):
    row = make_conversation()
    mother = make_guardian(row.child.family)
    stranger = make_guardian()
    own, other = (db.session.get(User, one.user_id) for one in (mother, stranger))
    post("intake.say_understood", as_=other, data={"understood": "yes"}, status=404, conversation_id=row.id)
    post("intake.say_understood", as_=own, data={"understood": "yes"}, status=303, conversation_id=row.id)
    db.session.refresh(row)
    assert row.is_understood is True


@pytest.mark.parametrize("role", [Role.ASSOCIATION, Role.PARTNER, Role.FAMILY, None])
def test_only_the_coordinator_holds_conversations(session, visit, role):
    user = make_user(role) if role else None
    visit("intake.start_conversation", as_=user, status=403 if role else 401)
    child = make_child()
    visit("intake.continue_conversation", as_=user, status=403 if role else 401, child_id=child.id)


def test_a_finished_next_step_leaves_the_childs_page(kari, visit, post):
    row = make_conversation(next_step_on=clock.now().date())
    assert visit("families.show_child", as_=kari, child_id=row.child_id)("#next")
    post("intake.finish_next_step", as_=kari, status=303, conversation_id=row.id)
    assert not visit("families.show_child", as_=kari, child_id=row.child_id)("#next")


def test_the_days_a_referral_says_are_possible_stand_in_the_first_conversation(kari, visit):
    referral = make_referral(make_partner(), wish_days=["1", "5"])
    page = visit("intake.hold_conversation", as_=kari, referral=referral.id, **STARTED)
    chosen = {one.get("value") for one in page("input[name=times][checked]")}
    assert chosen == {"1-after_school", "1-evening", "5-weekend"}
    referral.wish_part = "evening"
    page = visit("intake.hold_conversation", as_=kari, referral=referral.id, **STARTED)
    assert {one.get("value") for one in page("input[name=times][checked]")} == {"1-evening", "5-weekend"}
    assert not visit("intake.hold_conversation", as_=kari, **STARTED)("input[name=times][checked]")
