"""Two picture questions to the child before anything begins (domain.md V8): who asks them, who sees them, when they go."""

import pytest

from allemed.database import db
from allemed.intake.models import Conversation, ConversationDraft
from allemed.privacy.actions import erase_family
from tests.factories.accounts import make_user
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user
from tests.intake.test_views import STARTED, answers


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


def test_the_child_is_asked_on_its_own_board_in_the_familys_language_beside_ours(kari, visit):
    board = visit("intake.hold_conversation", as_=kari, **STARTED).one("[data-board] [data-start]")
    assert (board.get("lang"), board.get("dir")) == ("ar", "rtl")
    for name, question in (
        ("friend", "Do you have a friend here?"),
        ("look_forward", "Do you look forward to starting?"),
    ):
        asked = board.cssselect(f"#ask-{name}")[0]
        own, ours = asked.cssselect("legend span span")[0].text_content(), asked.cssselect("small")[0]
        assert own and own != question and ours.text_content() == question and ours.get("lang") == "en"
        assert len(asked.cssselect("input[type=radio]")) == 3 and not asked.cssselect("input[required], input[checked]")


def test_without_an_answer_it_is_enough_to_look_for_a_spot(kari, post):
    response = post("intake.record_conversation", as_=kari, data=answers(), status=303)
    assert response.location and db.session.query(Conversation).one().said == []


def test_what_the_child_points_at_is_kept_and_read_by_the_family_as_by_the_coordinator(kari, post, visit):
    post("intake.record_conversation", as_=kari, data=answers(friend="bad", look_forward="good"), status=303)
    row = db.session.query(Conversation).one()
    assert row.said == ["friend:bad", "look_forward:good"]
    shown = visit("intake.show_conversation", as_=kari, conversation_id=row.id).one("[data-said]").text_content()
    assert "Do you have a friend here?" in shown and "No" in shown and "Yes" in shown
    assert "friend here" not in visit("families.show_child", as_=kari, child_id=row.child_id).text
    own = visit("home.show_our_record", as_=make_family_user(row.child)).one(f"section[aria-labelledby=talk-{row.id}]")
    said = {pair[0].text_content(): pair[1].text_content().strip() for pair in own.cssselect("dl.pairs > div")}
    assert (said["Do you have a friend here?"], said["Do you look forward to starting?"]) == ("No", "Yes")


def test_a_sibling_is_asked_too_and_a_later_conversation_asks_nobody_again(kari, post, visit):
    child = make_child()
    make_conversation(child, said=["friend:bad"])
    assert visit("intake.hold_for_sibling", as_=kari, family_id=child.family_id, **STARTED)("#ask-friend")
    assert not visit("intake.hold_again", as_=kari, child_id=child.id, **STARTED)("#ask-friend")
    post("intake.hold_again", as_=kari, child_id=child.id, data=answers(friend="good"), status=303)
    assert sorted(one.said for one in db.session.query(Conversation)) == [[], ["friend:bad"]]


def test_a_face_that_is_none_is_refused(kari, post):
    post("intake.record_conversation", as_=kari, data=answers(friend="yes:bad"), status=422)


def test_the_guide_without_network_asks_too_and_a_draft_keeps_the_answer(kari, post, visit):
    assert visit("intake.show_offline_conversation")("#ask-look_forward")
    draft = ConversationDraft(
        written_by_id=kari.id, form='{"friend": ["so_so"]}', created_at=make_conversation().created_at
    )
    db.session.add(draft)
    db.session.flush()
    page = visit("intake.show_draft", as_=kari, talk_draft_id=draft.id)
    assert page.one("#ask-friend input[checked]").get("value") == "so_so"


def test_the_answers_go_with_the_family(kari, session):
    row = make_conversation(said=["friend:good"])
    erase_family(row.family_id, by=kari, now=row.created_at)
    assert session.query(Conversation).count() == 0
