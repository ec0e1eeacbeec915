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
from allemed.referrals.rules import MOST_FROM_A_PHONE, ReferralSource
from tests.factories.accounts import make_user
from tests.factories.catalogue import PlaceKind, make_group_owner, make_place


@pytest.fixture
def kari(session):
    return make_user(Role.COORDINATOR, email="kari@example.org")


def wished(**changes) -> dict:
    return {"kinds": ["cricket", "dance"], "birth_year": str(clock.now().year - 9)} | changes


def test_pictures_place_and_time_are_enough(visit, post):
    place = make_place("Vik skole", PlaceKind.SCHOOL)
    page = visit("referrals.show_wish", kind=["cricket", "faith", "spam"])
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


def test_clubs_see_how_often_a_kind_was_wished_for_and_never_who(visit, post, frozen):
    club = make_user(Role.ASSOCIATION, association_id=make_group_owner().id)
    assert "No wishes yet" in visit("referrals.list_wishes", as_=club).text
    limiter.reset()
    for _ in range(6):
        post("referrals.show_wish", data=wished(kinds=["cricket"]), status=303)
    limiter.reset()
    post("referrals.show_wish", data=wished(kinds=["dance", "cricket"], phone="912 34 567"), status=303)
    page = visit("referrals.list_wishes", as_=club)
    assert ["".join(row.text_content().split()) for row in page(".list-row")] == ["Cricket7wishes", "Dance1–4wishes"]
    assert "912" not in page.text
    frozen(clock.now() + timedelta(days=366))
    assert "No wishes yet" in visit("referrals.list_wishes", as_=make_user(Role.COORDINATOR)).text
    visit("referrals.list_wishes", as_=make_user(Role.PARTNER), status=403)
