"""The visitor's way: one question a page, all answers, a code, and coming back with it."""

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.database import db
from allemed.limits import limiter
from allemed.referrals import queries
from allemed.referrals.models import Referral
from allemed.referrals.rules import MOST_FROM_A_PHONE, STEPS, ReferralSource, ReferralState
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.pages import Page, check_page

ANSWERS = {"birth_year": str(clock.now().year - 9), "phone": "912 34 567", "channel": "sms", "language": "ar"}
ANSWERS = {"child_first_name": "Amir"} | ANSWERS


def fields_of(page, form) -> dict[str, str]:
    """What a browser would send from a form: hidden fields, and what is written or chosen."""
    fields = {
        one.get("name"): one.get("value") or "" for one in form.cssselect("input[type=hidden], input[name=website]")
    }
    for box in form.cssselect("input[type=radio][checked]"):
        fields[box.get("name")] = box.get("value")
    return fields


@pytest.fixture
def walk(session, post, visit):
    """`walk(activity, up_to=…)` answers one question after the other and gives the page it comes to."""

    def go(activity, up_to="check", **changes) -> Page:
        page, answers = visit("referrals.show_interest", activity_id=activity.id), ANSWERS | changes
        while (step := page.one("#step").get("data-step")) != up_to:
            page = press(page, activity, "next", **{step: answers[step]})
        return page

    def press(page, activity, go, status=200, lang=None, **said) -> Page:
        data = fields_of(page, page("#step form")[0]) | {"go": go} | said
        data.pop("csrf_token")
        page = Page(
            post(
                "referrals.answer_step",
                data=data,
                status=status,
                activity_id=activity.id,
                **({"lang": lang} if lang else {}),
            ),
            "steps",
        )
        check_page(page)
        return page

    go.press = press
    return go


def test_each_page_asks_one_thing_and_the_last_shows_all_answers(walk):
    activity = make_activity()
    for number, step in enumerate(STEPS):
        page = walk(activity, up_to=step)
        asked = {one.get("name") for one in page("#step input:not([type=hidden]):not([name=website])")}
        assert asked == {step} and len(page(".step-dots .done")) == number
        assert len(page("#step button[value=next]")) == 1 and len(page("#step button[value=back]")) == (number > 0)
    last = walk(activity)
    for said in ("Amir", ANSWERS["birth_year"], "91 23 45 67", "SMS", "العربية"):
        assert said in last.text
    assert db.session.query(Referral).count() == 0


def test_nothing_personal_stands_in_an_address_or_a_cookie(walk, browser_of):
    page = walk(make_activity())
    assert not [link for link in page.links if "Amir" in link or "91234" in link]
    cookies = [one.value for one in browser_of(None)._cookies.values()]
    assert not [one for one in cookies if "Amir" in one or "912" in one]


def test_one_way_back_keeps_what_was_said(walk):
    activity = make_activity()
    page = walk.press(walk(activity, up_to="phone"), activity, "back", phone="912")
    assert page.one("#step").get("data-step") == "birth_year"
    assert page.one("input[type=radio][checked]").get("value") == ANSWERS["birth_year"]
    assert fields_of(page, page("#step form")[0])["child_first_name"] == "Amir"


def test_one_answer_is_changed_and_one_is_back_at_the_answers(walk):
    activity = make_activity()
    page = walk.press(walk(activity), activity, "child_first_name")
    assert page.one("#child_first_name").get("value") == "Amir"
    page = walk.press(page, activity, "next", child_first_name="Amira")
    assert page.one("#step").get("data-step") == "check" and "Amira" in page.text


@pytest.mark.parametrize("step", ["phone", "check"])
def test_the_helper_reads_the_same_question_in_norwegian_and_nothing_is_lost(walk, step):
    activity = make_activity()
    page = walk(activity, up_to=step)
    languages = page(".language button, .foot-languages button")
    assert {one.get("form") for one in languages} == {"question"} and not page(".language a, .foot-languages a")
    norwegian = next(one for one in languages if one.get("lang") == "nb")
    assert norwegian.get("formaction").endswith("/interest/steps?lang=nb")
    said = {"phone": "9"} if step == "phone" else {}
    page = walk.press(page, activity, norwegian.get("value"), lang="nb", **said)
    assert page.tree.get("lang") == "nb" and page.one("#step").get("data-step") == step
    kept = fields_of(page, page.one("#question"))
    assert kept["child_first_name"] == "Amir" and kept["birth_year"] == ANSWERS["birth_year"]
    assert step == "check" or (page.one("#phone").get("value") == "9" and not page("#error-summary"))


def test_a_wrong_answer_is_asked_for_again_on_its_own_page(walk):
    activity = make_activity()
    page = walk.press(walk(activity, up_to="phone"), activity, "next", status=422, phone="12")
    assert page.one("#step").get("data-step") == "phone"
    assert [link.get("href") for link in page("#error-summary a")] == ["#phone"]


def test_an_identity_number_is_taken_out_at_once(walk):
    activity = make_activity()
    page = walk.press(
        walk(activity, up_to="child_first_name"), activity, "next", status=422, child_first_name="Amir 15076500565"
    )
    assert "15076500565" not in page.source


def test_a_post_that_skips_questions_comes_to_the_first_that_lacks_an_answer(session, post):
    activity = make_activity()
    answer = post(
        "referrals.answer_step", data={"at": "language", "go": "next", "language": "ar"}, activity_id=activity.id
    )
    assert answer.status_code == 422
    assert Page(answer, "steps").one("#step").get("data-step") == "child_first_name"
    for at, go in (("nothing", "nowhere"), ("check", "check"), ("phone", "")):
        assert post("referrals.answer_step", data={"at": at, "go": go}, activity_id=activity.id).status_code in (
            200,
            422,
        )


def test_what_htmx_asks_for_is_only_the_question(session, post):
    answer = post("referrals.answer_step", data={"at": "child_first_name", "child_first_name": "Amir"}, htmx=True,
                  activity_id=make_activity().id)  # fmt: skip
    assert answer.text.lstrip().startswith('<div id="step"')


# Coming back


@pytest.fixture
def sent(walk, post, visit):
    """An interest that was sent, and the code its visitor was given."""
    activity = make_activity()
    page = walk(activity)
    data = fields_of(page, page("#step form")[1])
    data.pop("csrf_token")
    answer = post("referrals.express_interest", data=data, status=303, activity_id=activity.id)
    thanks = visit("referrals.show_thanks", activity_id=activity.id)
    assert answer.location == thanks.address and thanks("figure.qr svg")
    return db.session.scalar(select(Referral)), thanks.one(".reference").text_content()


def test_the_code_shows_where_it_stands_and_nothing_else(sent, visit):
    row, code = sent
    assert visit("referrals.show_return", code=code).one("[data-progress]").get("data-progress") == "received"
    row.state, row.contacted_at = ReferralState.CONTACTED, clock.now()
    page = visit("referrals.show_return", code=code)
    assert page.one("[data-progress]").get("data-progress") == "in_contact"
    for said in ("Amir", "912 34 567", "+4791234567", ANSWERS["birth_year"], str(row.id)):
        assert said not in page.source
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"


def test_a_child_in_an_activity_is_the_third_word(sent, visit, monkeypatch):
    row, code = sent
    row.child_id, row.state = make_child().id, ReferralState.CLOSED
    monkeypatch.setattr(queries.sent, "_activity_checks", [set])
    assert visit("referrals.show_return", code=code).one("[data-progress]").get("data-progress") == "in_activity"


def test_only_a_keyed_hash_of_the_code_is_kept(sent):
    row, code = sent
    everything = str([tuple(one) for table in db.metadata.tables.values() for one in db.session.execute(select(table))])
    assert code not in everything and code.replace("-", "") not in everything
    assert row.return_hash and len(row.return_hash) == 64


def test_the_code_is_written_as_one_likes(sent, post):
    _row, code = sent
    answer = post("referrals.find_return", data={"code": code.lower().replace("-", " ")}, status=303)
    assert answer.location == f"/come-back/{code}"
    assert post("referrals.find_return", data={"code": "K7F"}).status_code == 422


def test_a_wrong_code_and_an_erased_one_answer_alike(sent, visit):
    row, code = sent
    wrong = visit("referrals.show_return", code="222-222-222", status=404).text
    db.session.delete(row)
    assert visit("referrals.show_return", code=code, status=404).text == wrong


def test_codes_are_guessed_ten_times_a_minute_and_no_more(session, browser_of):
    limiter.enabled = True
    limiter.reset()
    try:
        answers = [browser_of(None).get(f"/come-back/222-222-22{sign}").status_code for sign in "23456789ABC"]
    finally:
        limiter.enabled = False
        limiter.reset()
    assert answers == [404] * 10 + [429]


# Flooding, and what the coordinator sees


def test_the_sixth_from_one_number_in_a_day_is_not_written_down(session, post):
    activity = make_activity()
    answers = [post("referrals.express_interest", data=ANSWERS, activity_id=activity.id).status_code for _ in range(6)]
    assert answers == [303] * MOST_FROM_A_PHONE + [429]
    assert db.session.query(Referral).count() == MOST_FROM_A_PHONE
    assert (
        post("referrals.express_interest", data=ANSWERS | {"phone": "98 76 54 32"}, activity_id=activity.id).status_code
        == 303
    )


def test_the_coordinator_sees_that_it_came_from_the_public_page(sent, visit):
    row, _code = sent
    kari = make_user()
    assert row.source == ReferralSource.PUBLIC
    for page in (
        visit("referrals.list_interest", as_=kari),
        visit("home.show_today", as_=kari),
        visit("referrals.show_referral", as_=kari, referral_id=row.id),
    ):
        assert "from the public page" in page.text.lower()
