"""Wishes without a name, "we have room", the yearly inventory, trials and starter courses."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.catalogue.rules import Holiday
from allemed.database import db
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState
from allemed.referrals.models import RoomOffer
from allemed.referrals.rules import ReferralSource, told_span
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement
from tests.factories.referrals import make_referral
from tests.factories.rounds import make_open_wish

S = PlacementState


@pytest.fixture(autouse=True)
def _at_noon(frozen, session):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def club():
    return make_association_user(email="club@example.org")


@pytest.fixture
def group(club):
    return make_activity(
        association_id=club.association_id, spot={"is_open": False}, birth_year_from=2014, birth_year_to=2020
    )


def waiting(number=1, area="Nes", **changes):
    """Children who wish for football, and wait."""
    school = make_place(area=area)
    made = []
    for _number in range(number):
        child = make_child(first_name="Zahra", birth_year=2017, school_id=school.id)
        make_conversation(child, kinds=["football"], times=["1:after_school"], **changes)
        made.append(child)
    return made


def test_an_association_sees_how_many_wishes_fit_and_never_whose(visit, club, group):
    waiting(2)
    page = visit("home.show_our_wishes", as_=club)
    text = page.one("[data-wished]").text_content()
    assert [told_span(number) for number in (1, 4, 5, 9, 10)] == ["1–4", "1–4", "5–9", "5–9", "10–14"]
    assert "1–4 wishes" in text
    assert "Tuesday" in text
    assert "Zahra" not in page.text
    assert "Nes" not in page.text  # a part of town, only from five on
    waiting(3)
    text = visit("home.show_our_wishes", as_=club).one("[data-wished]").text_content()
    assert "5–9 wishes" in text
    assert "Nes" in text
    waiting(1, area="Vik")
    text = visit("home.show_our_wishes", as_=club).one("[data-wished]").text_content()
    assert "5–9 wishes" in text and "Vik" not in text, "one more wish, and where it comes from, is not seen"
    group.association.is_approved = False
    assert not visit("home.show_our_wishes", as_=club)("[data-wished]")


def test_one_page_has_what_is_asked_what_fits_and_what_families_miss_and_one_number(
    visit, post, club, group, coordinator
):
    empty = visit("home.show_our_wishes", as_=club)
    assert "No wishes yet" in empty.text and not empty("main section[aria-labelledby]")
    assert "waits for an answer" not in visit("home.show_our_association", as_=club).text
    (child,) = waiting()
    make_open_wish(child, coordinator).asked_at = NOW
    for kind in ("cricket", "football"):
        make_referral(kinds=[kind], source=ReferralSource.WISH)
    page = visit("home.show_our_wishes", as_=club)
    assert [one.get("aria-labelledby") for one in page("main section[aria-labelledby]")] == ["asked", "fits", "missed"]
    assert "Cricket" in page.one("[aria-labelledby=missed]").text_content()
    assert "Football" not in page.one("[aria-labelledby=missed]").text_content(), "that fits a group, and stands above"
    assert "2 wishes wait for an answer" in visit("home.show_our_association", as_=club).text
    post("home.offer_room_for_wishes", as_=club, own_activity_id=group.id, data={"free": "2"}, status=303)
    assert "1 wish waits for an answer" in visit("home.show_our_association", as_=club).text
    fits = visit("home.show_our_wishes", as_=club).one("[data-wished]")
    assert "The coordinator asks the families" in fits.text_content() and not fits.cssselect("form")


def test_the_addresses_of_before_lead_an_association_to_the_one_page(visit, club):
    for old in ("referrals.list_wishes", "rounds.list_asked"):
        assert visit(old, as_=club, status=303).response.location == "/our-wishes"


@pytest.mark.parametrize("change", [{"ends_on": NOW.date() - timedelta(days=1)}, {"holiday": Holiday.WINTER}])
def test_no_wish_for_a_weekly_place_fits_what_does_not_run_each_week(visit, club, group, change):
    waiting()
    assert visit("home.show_our_wishes", as_=club)("[data-wished]")
    for name, value in change.items():
        setattr(group, name, value)
    db.session.commit()
    assert not visit("home.show_our_wishes", as_=club)("[data-wished]")


def test_a_child_on_its_way_somewhere_does_not_wait(visit, club, group):
    (child,) = waiting()
    make_placement(child, make_activity(), S.ASKED)
    assert not visit("home.show_our_wishes", as_=club)("[data-wished]")


def test_we_have_room_reopens_the_spot_and_what_is_proposed_then_began_with_an_invitation(
    visit, post, club, group, coordinator
):
    (child,) = waiting()
    post("home.offer_room_for_wishes", as_=club, own_activity_id=group.id, data={"free": "0"}, status=422)
    post("home.offer_room_for_wishes", as_=club, own_activity_id=group.id, data={"free": "2"}, status=303)
    db.session.expire_all()
    assert (group.spot.is_open, group.spot.free, group.spot.confirmed_at) == (True, 2, NOW)
    offer = db.session.scalars(select(RoomOffer)).one()
    assert "See whom it suits" in visit("home.show_today", as_=coordinator).text
    page = visit("home.show_room_offer", as_=coordinator, offer_id=offer.id)
    assert page.one("[data-child]").get("data-child") == str(child.id)
    data = {"activity_id": str(group.id)}
    post("placements.propose_placement", as_=coordinator, child_id=child.id, data=data, status=303)
    placement = db.session.scalars(select(Placement)).one()
    assert placement.origin == "invitation"
    assert "0 of 0 in the last year" in visit("home.show_inventory", as_=coordinator).text
    placement.started_at = NOW
    assert "1 of 1 in the last year" in visit("home.show_inventory", as_=coordinator).text
    post("home.close_room_offer", as_=coordinator, offer_id=offer.id, status=303)
    assert "See whom it suits" not in visit("home.show_today", as_=coordinator).text
    visit("home.show_room_offer", as_=club, offer_id=offer.id, status=403)


def test_a_placement_after_we_have_room_for_this_very_wish_began_with_an_invitation_too(
    visit, post, club, group, coordinator
):
    (child,), (other,) = waiting(), waiting()
    group.spot.is_open = True
    wish = make_open_wish(child, coordinator)
    make_open_wish(other, coordinator)
    wish.asked_at = NOW
    post("rounds.answer_wish", as_=club, wish_id=wish.id, data={"answer": "room"}, status=303)
    elsewhere = make_activity(birth_year_from=2014, birth_year_to=2020, sessions=[])
    for one, activity in ((child, group), (other, group), (child, elsewhere)):
        data = {"activity_id": str(activity.id)}
        post("placements.propose_placement", as_=coordinator, child_id=one.id, data=data, status=303)
    origins = {(one.child_id, one.activity_id): one.origin for one in db.session.scalars(select(Placement))}
    assert origins == {
        (child.id, group.id): "invitation", (other.id, group.id): "coordinator", (child.id, elsewhere.id): "coordinator",
    }  # fmt: skip


def test_of_several_groups_that_have_changed_none_is_forgotten(visit, post, club, group):
    other = make_activity(association_id=club.association_id, name="Turn 7 år")
    group.name = "Kor 9 år"
    data = {f"group-{group.id}": "changed", f"group-{other.id}": "changed"}
    answer = post("home.confirm_our_offers", as_=club, data=data, status=303)
    assert answer.location.endswith("/our-activities")
    text = visit("catalogue.list_own_activities", as_=club).text
    assert "Now change what is different" in text and text.count("Turn 7 år") == text.count("Kor 9 år") == 2


def test_once_a_year_one_press_confirms_what_an_association_offers(visit, post, club, group, coordinator):
    other = make_activity(association_id=club.association_id, name="Gone")
    camp = make_activity(association_id=club.association_id, name="Sommarleir", holiday=Holiday.SUMMER)
    make_activity(association_id=club.association_id, name="I fjor", ends_on=NOW.date() - timedelta(days=1))
    group.association.created_at = NOW - timedelta(days=400)
    db.session.commit()
    assert "Is this still what you offer?" in visit("home.show_our_association", as_=club).text
    assert "0 / 1" in visit("home.show_inventory", as_=coordinator).one(".progress").text_content()
    shown = visit("home.confirm_our_offers", as_=club).text
    assert "Gone" in shown and not ("Sommarleir" in shown or "I fjor" in shown), "what the inventory does not count"
    data = {f"group-{group.id}": "as_it_is", f"group-{other.id}": "stopped", f"group-{camp.id}": "stopped"}
    post("home.confirm_our_offers", as_=club, data=data, status=303)
    db.session.expire_all()
    assert camp.is_open
    assert (group.is_open, other.is_open, group.association.offers_confirmed_at) == (True, False, NOW)
    assert "Is this still what you offer?" not in visit("home.show_our_association", as_=club).text
    assert "1 / 1" in visit("home.show_inventory", as_=coordinator).one(".progress").text_content()


def test_the_report_names_what_is_wished_for_and_has_no_group(visit, coordinator):
    child = make_child(birth_year=2017)
    make_conversation(child, kinds=["chess"])
    text = visit("home.show_inventory", as_=coordinator).text
    assert "Chess" in text
    assert "1–4" in text


def test_a_trial_that_is_over_is_followed_up_once(visit, post, club, group):
    group.pilot_from, group.pilot_until = NOW.date() - timedelta(days=60), NOW.date() - timedelta(days=1)
    db.session.commit()
    assert visit("home.show_our_association", as_=club)("[data-pilot]")
    data = {"outcome": "stopped", "back": "/our-association"}
    post("catalogue.close_pilot", as_=club, own_activity_id=group.id, data=data, status=303)
    assert not visit("home.show_our_association", as_=club)("[data-pilot]")
    db.session.expire_all()
    assert not group.is_open


def test_a_starter_course_shows_where_it_goes_on_and_its_end_is_a_task(visit, club, group, coordinator):
    ends_on = NOW.date() + timedelta(days=10)
    course = make_activity(association_id=club.association_id, goes_on_in_id=group.id, ends_on=ends_on)
    make_placement(make_child(first_name="Amir", birth_year=2017), course, S.ACTIVE)
    assert group.name in visit("catalogue.show_activity", activity_id=course.id).text
    text = visit("home.show_today", as_=coordinator).text
    assert "The starter course ends 4 Dec 2026" in text
    assert group.name in text


def test_while_a_starter_course_runs_the_family_is_asked_about_the_next_group_and_keeps_its_place(
    visit, post, club, group, coordinator
):
    group.spot.is_open, group.spot.free = True, 3
    course = make_activity(association_id=club.association_id, goes_on_in_id=group.id, ends_on=NOW.date())
    child = make_child(first_name="Amir", birth_year=2017)
    place = make_placement(child, course, S.ACTIVE)
    shown = visit("placements.show_placement", as_=coordinator, placement_id=place.id).one("#hand-over")
    assert group.name in shown.text_content()
    address = shown.cssselect("form")[0].get("action")
    assert address.endswith(f"/children/{child.id}/placements")
    post(
        "placements.propose_placement",
        as_=coordinator,
        child_id=child.id,
        data={"activity_id": str(group.id)},
        status=303,
    )
    assert place.state == S.ACTIVE
    assert "The starter course" not in visit("home.show_today", as_=coordinator).text
    shown = visit("placements.show_placement", as_=coordinator, placement_id=place.id).one("#hand-over")
    assert "See how it stands there" in shown.text_content() and not shown.cssselect("form")


def test_after_a_starter_course_the_child_goes_on_in_the_next_group(visit, post, club, group, coordinator):
    group.spot.is_open, group.spot.free = True, 3
    ended = NOW.date() - timedelta(days=1)
    course = make_activity(association_id=club.association_id, goes_on_in_id=group.id, ends_on=ended)
    place = make_placement(make_child(birth_year=2017), course, S.ACTIVE)
    shown = visit("placements.show_placement", as_=coordinator, placement_id=place.id).one("#hand-over")
    assert "The starter course is over" in shown.text_content()
    data = {one.get("name"): one.get("value") for one in shown.cssselect("input") if one.get("name") != "csrf_token"}
    post("placements.switch_placement", as_=coordinator, placement_id=place.id, data=data, status=303)
    assert place.state == S.SWITCHED
    assert "The starter course" not in visit("home.show_today", as_=coordinator).text
