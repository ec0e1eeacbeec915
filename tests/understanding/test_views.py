"""Two faces at the end of a page, counted without anybody; the hardest page first for the coordinator."""

from datetime import timedelta

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.database import db
from allemed.limits import limiter
from allemed.once import AnsweredPost
from allemed.placements.rules import PlacementState
from allemed.understanding.actions import count_answer
from allemed.understanding.models import PageAnswers
from allemed.understanding.queries import count_answers
from allemed.understanding.rules import PageCode, counted_from
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_family_user, make_placement

TODAY = NOW.date()


def answers() -> dict:
    return {
        (one.page, one.language): (one.understood, one.not_understood) for one in count_answers(counted_from(TODAY))
    }


@pytest.fixture
def pages(visit):
    """The five pages that ask, as the people they are for see them."""
    child = make_child()
    placement = make_placement(child, make_activity(), PlacementState.BOOKED, first_session_at=NOW + timedelta(days=1))
    mother = make_family_user(child)
    return {
        PageCode.HELP: visit("home.show_help"),
        PageCode.PRIVACY: visit("home.show_privacy"),
        PageCode.GROUP: visit("catalogue.show_activity", activity_id=make_activity().id),
        PageCode.PROPOSAL: visit("placements.show_proposal", as_=mother, placement_id=placement.id),
        PageCode.FIRST_DAY: visit("placements.show_first_day", as_=mother, placement_id=placement.id),
    }


def test_each_page_a_family_has_to_understand_asks_with_two_faces_and_holds_no_token_for_it(pages):
    assert set(pages) == set(PageCode)
    for code, page in pages.items():
        form = page.one("form.understood")
        assert form.get("action") == f"/understood/{code}" and form.get("method") == "get"
        assert [one.get("value") for one in form.cssselect("button")] == ["yes", "no"]
        assert not form.cssselect("input")


def test_a_coordinator_is_not_asked(visit):
    placement = make_placement(make_child(), make_activity(), PlacementState.PROPOSED)
    coordinator = make_user(Role.COORDINATOR)
    assert not visit("placements.show_proposal", as_=coordinator, placement_id=placement.id)("form.understood")
    assert not visit("home.show_help", as_=coordinator)("form.understood")


def test_an_answer_is_counted_in_the_language_of_the_page_and_nothing_else_is_kept(visit, post, frozen):
    frozen(NOW)
    for said in ("no", "no", "yes"):
        post("understanding.say_understood", data={"understood": said}, page="privacy", lang="ti")
    post("understanding.say_understood", data={"understood": "no"}, page="help", lang="ar")
    assert answers() == {(PageCode.PRIVACY, "ti"): (1, 2), (PageCode.HELP, "ar"): (0, 1)}
    columns = {column.name for column in PageAnswers.__table__.columns}
    assert columns == {"id", "page", "language", "month", "understood", "not_understood"}


def test_nothing_is_kept_beside_the_device_that_answered(visit, post):
    mother = make_family_user(make_child())
    page = visit("understanding.ask_understood", as_=mother, page="privacy")
    assert not page("main form [name=once]")  # a key is kept for days, with the device that sent it
    rows = db.session.query(AnsweredPost).count()
    post("understanding.say_understood", as_=mother, data={"understood": "no"}, page="privacy")
    assert db.session.query(AnsweredPost).count() == rows


def test_a_page_read_before_the_helper_changed_the_language_counts_for_its_own(post, frozen):
    frozen(NOW)
    said = {"understood": "no", "language": "fa-AF"}
    answer = post("understanding.say_understood", data=said, page="help", lang="nb", htmx=True, status=200)
    assert answers() == {(PageCode.HELP, "fa_AF"): (0, 1)}
    assert "Takk" not in answer.text


def test_without_a_script_the_face_that_was_pressed_is_only_sent_on(visit):
    page = visit("understanding.ask_understood", page="help", understood="no", language="en")
    assert page.one("main form [name=understood]").get("value") == "no"
    assert [one.text_content().strip() for one in page("main form button")] == ["Send"]
    assert len(visit("understanding.ask_understood", page="help")("main form button.face")) == 2


def test_no_other_page_asks(client):
    assert client.get("/understood/sign-in").status_code == 404


def test_no_more_than_a_few_answers_a_minute_are_taken_from_one_place(session, post, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    said = [post("understanding.say_understood", data={"understood": "no"}, page="help").status_code for _ in range(7)]
    limiter.reset()
    assert said == [303] * 6 + [429]


def test_who_did_not_understand_gets_somebody_to_call(visit, post):
    answer = post("understanding.say_understood", data={"understood": "no"}, status=303, page="help")
    thanks = visit("understanding.ask_understood", page="help", said="no")
    assert answer.headers["Location"].endswith("/understood/help?said=no") and "tel:+4751000000" in thanks.links
    assert "tel:+4751000000" not in visit("understanding.ask_understood", page="help", said="yes").links


def test_a_page_that_names_whom_to_call_right_below_does_not_do_so_twice(visit, post):
    said = {"understood": "no"}
    for page, is_named in (("privacy", False), ("help", True)):
        answer = post("understanding.say_understood", data=said, htmx=True, status=200, page=page)
        assert ("tel:+4751000000" in answer.text) == is_named and "There is no wrong question" in answer.text
    assert "tel:+4751000000" in visit("home.show_privacy").links


def test_what_is_no_answer_is_not_counted(session, post):
    post("understanding.say_understood", data={"understood": "perhaps"}, status=422, page="help")
    assert db.session.query(PageAnswers).count() == 0


def test_the_coordinator_reads_the_hardest_page_first(visit):
    today = clock.now().date()
    for page, language, yes, no in (
        (PageCode.HELP, "ar", 9, 1),
        (PageCode.PRIVACY, "ti", 2, 6),
        (PageCode.GROUP, "so", 0, 1),
    ):
        for is_understood, times in ((True, yes), (False, no)):
            for _time in range(times):
                count_answer(page, language, is_understood, today=today)
    count_answer(PageCode.FIRST_DAY, "pl", False, today=today - timedelta(days=200))
    db.session.commit()
    page = visit("understanding.list_hard_pages", as_=make_user(Role.COORDINATOR), language="en")
    rows = [" ".join(row.text_content().split()) for row in page("#hard-pages li")]
    assert [("ትግርኛ" in rows[0]), ("العربية" in rows[1]), ("Soomaali" in rows[2])] == [True] * 3 and len(rows) == 3
    assert "6 of 8" in rows[0] and "few answers" not in rows[0]
    assert "few answers" in rows[2] and "1" not in rows[2]  # in a small town it would say who
