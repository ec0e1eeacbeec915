"""Nothing fits: somebody says what they wish for, without signing in, and the coordinator sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.limits import limiter
from allemed.referrals.models import Referral
from allemed.referrals.rules import MOST_FROM_A_PHONE, WISH_STEPS, ReferralSource
from tests.factories.accounts import make_user
from tests.factories.catalogue import PlaceKind, make_place
from tests.pages import Page, check_page


@pytest.fixture
def kari(session):
    return make_user(Role.COORDINATOR, email="kari@example.org")


def wished(**changes) -> dict:
    return {"kinds": ["cricket", "dance"], "birth_year": str(clock.now().year - 9)} | changes


def test_pictures_place_and_time_are_enough(visit, post):
    place = make_place("Vik skole", PlaceKind.SCHOOL)
    page = visit("referrals.show_wish", all=1, kind=["cricket", "faith", "spam"])
    assert [box.get("value") for box in page("input[name=kinds][checked]")] == ["cricket"]
    assert not page("input[value=faith]")
    assert not page("input[name=phone][required]")
    data = wished(place_id=str(place.id), days=["1", "3"], part="after_school")
    answer = post("referrals.show_wish", data=data, status=303, language="so")
    row = db.session.scalars(select(Referral)).one()
    assert (row.source, row.kinds, row.wish_place_id) == (ReferralSource.WISH, ["cricket", "dance"], place.id)
    assert (row.wish_days, row.wish_part, row.phone, row.child_first_name) == (["1", "3"], "after_school", "", "")
    assert row.language == "so"
    assert answer.location.endswith("/wishes/thanks")


def test_the_coordinator_is_told_and_sees_it_as_a_wish_from_the_public_page(kari, visit, post):
    place = make_place("Vik skole", PlaceKind.SCHOOL)
    data = wished(place_id=str(place.id), days=["1"], part="evening", phone="912 34 567")
    answer = post("referrals.show_wish", data=data, status=303)
    assert "call=1" in answer.location
    assert db.session.scalars(select(OutboxMessage.user_id)).all() == [kari.id]
    assert "A wish, 9" in visit("referrals.list_interest", as_=kari).text
    row = db.session.scalars(select(Referral)).one()
    page = visit("referrals.show_referral", as_=kari, referral_id=row.id)
    for words in (
        "Wish from the public page",
        "Cricket",
        "Dance",
        "Vik skole",
        "Tuesday",
        "In the evening",
        "91 23 45 67",
    ):
        assert words in page.text, words
    assert page("a[href^='/conversations/new']")
    assert "Somebody has a wish" in visit("home.show_today", as_=kari).text


def test_a_wish_without_a_phone_number_only_tells_what_is_missing(kari, visit, post):
    post("referrals.show_wish", data=wished(), status=303)
    row = db.session.scalars(select(Referral)).one()
    page = visit("referrals.show_referral", as_=kari, referral_id=row.id)
    assert "only tells what is missing" in page.text
    assert not page("a[href^='tel:'], a[href^='/conversations/new']")
    post("referrals.close_referral", as_=kari, referral_id=row.id, status=303)


@pytest.mark.parametrize(
    "wrong", [{"kinds": []}, {"kinds": ["cricket", "dance", "choir", "chess"]}, {"kinds": ["faith"]}, {"birth_year": ""},
              {"phone": "12"}, {"days": ["9"]}, {"part": "night"}, {"place_id": "spam"}],
)  # fmt: skip
def test_what_makes_no_sense_is_not_kept(post, wrong):
    answer = post("referrals.show_wish", data=wished(**wrong), status=422)
    assert 'id="error-summary"' in answer.text
    assert db.session.scalar(select(Referral.id)) is None


def test_a_machine_leaves_nothing(post):
    post("referrals.show_wish", data=wished(website="https://spam.example"), status=303)
    assert db.session.scalar(select(Referral.id)) is None


def test_the_same_number_writes_a_few_times_a_day_only(post):
    limiter.reset()
    for _ in range(MOST_FROM_A_PHONE):
        post("referrals.show_wish", data=wished(phone="912 34 567"), status=303)
    post("referrals.show_wish", data=wished(phone="912 34 567"), status=429)
    assert db.session.query(Referral).count() == MOST_FROM_A_PHONE
    limiter.reset()


def test_coordinators_see_how_often_a_kind_was_wished_for_and_never_who(visit, post, frozen):
    coordinator = make_user(Role.COORDINATOR)
    assert "No wishes yet" in visit("referrals.list_wishes", as_=coordinator).text
    limiter.reset()
    for _ in range(6):
        post("referrals.show_wish", data=wished(kinds=["cricket"]), status=303)
    limiter.reset()
    post("referrals.show_wish", data=wished(kinds=["dance", "cricket"], phone="912 34 567"), status=303)
    page = visit("referrals.list_wishes", as_=coordinator)
    assert ["".join(row.text_content().split()) for row in page(".list-row")] == ["Cricket7wishes", "Dance1–4wishes"]
    assert "912" not in page.text
    frozen(clock.now() + timedelta(days=366))
    assert "No wishes yet" in visit("referrals.list_wishes", as_=make_user(Role.COORDINATOR)).text
    visit("referrals.list_wishes", as_=make_user(Role.PARTNER), status=403)


def test_a_wish_is_asked_for_one_question_a_page_and_all_answers_stand_on_the_last(session, visit, post):
    place = make_place("Fjord school", PlaceKind.SCHOOL)
    page = visit("referrals.show_wish", kind=["dance"])
    assert [one.get("value") for one in page("input[name=kinds][checked]")] == ["dance"]
    answers = [
        {},
        {"place_id": str(place.id)},
        {"days": ["1", "3"], "part": "evening"},
        {"birth_year": "2017"},
        {"phone": ""},
    ]
    for step, said in zip(WISH_STEPS, answers, strict=True):
        assert page.one("#step").get("data-step") == step
        page = answer_of(post, page, {"kinds": ["dance"]} if step == "kinds" else said)
    for text in ("Dance", "Fjord school", "Tuesday", "Thursday", "In the evening", "2017"):
        assert text in page.text
    assert not db.session.scalars(select(Referral)).all()
    post("referrals.show_wish", data=hidden(page("form")[-1]), status=303)
    row = db.session.scalars(select(Referral)).one()
    assert (row.kinds, row.wish_days, row.wish_part, row.birth_year) == (["dance"], ["1", "3"], "evening", 2017)


def test_a_wish_without_a_picture_stays_at_the_pictures_and_says_so(session, visit, post):
    page = answer_of(post, visit("referrals.show_wish"), {}, status=422)
    assert page.one("#step").get("data-step") == "kinds" and page("#error-summary")


def hidden(form) -> dict[str, list[str]]:
    """The hidden fields of a form as a browser would send them."""
    sent: dict[str, list[str]] = {}
    for one in form.cssselect("input[type=hidden]"):
        sent.setdefault(one.get("name"), []).append(one.get("value") or "")
    sent.pop("csrf_token", None)
    return sent


def answer_of(post, page, said, status=200) -> Page:
    """The page that follows when `said` is answered on this one."""
    data = hidden(page("#step form")[0]) | {"go": "next"} | said
    page = Page(post("referrals.answer_wish_step", data=data, status=status), "wish")
    check_page(page)
    return page
