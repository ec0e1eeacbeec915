"""Equipment, the way there, help with the fee: each turns its light, and nobody learns more than they need."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from allemed.catalogue.rules import PlaceKind
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.families.models import Family
from allemed.placements.actions import end_placement
from allemed.placements.rules import LightColour, LightKind, PlacementState, StopReason
from allemed.privacy.actions import erase_family
from allemed.privacy.queries import belongings_of
from allemed.support import actions, notices
from allemed.support.models import FeeApplication, Intervention, Loan, SharedRide
from allemed.support.queries import list_done
from allemed.support.rules import Buddy, InterventionKind, LoanState, RideWay
from tests.factories.catalogue import make_place
from tests.factories.families import make_child
from tests.factories.placements import make_family_user, make_placement
from tests.factories.support import make_application, make_guide
from tests.support.conftest import NOW, TODAY, colour

S, C = PlacementState, LightColour


pytestmark = pytest.mark.usefixtures("session", "tuesday")


def test_missing_boots_are_borrowed_lent_and_given_back(placement, coordinator, visit, post):
    lender = make_place("BUA", PlaceKind.LENDER, lends=["football_boots"])
    page = visit("support.show_equipment", as_=coordinator, placement_id=placement.id)
    assert [one.get("data-missing") for one in page("[data-missing]")] == ["football_boots"], "a bottle is there"
    data = {"item": "football_boots", "size": "34", "lender_id": str(lender.id)}
    post("support.want_loan", as_=coordinator, status=303, placement_id=placement.id, data=data)
    loan = db.session.scalars(select(Loan)).one()
    assert (loan.size, colour(placement, LightKind.EQUIPMENT)) == ("34", C.YELLOW)
    visit("support.show_equipment", as_=coordinator, placement_id=placement.id)
    post("support.lend", as_=coordinator, status=303, loan_id=loan.id, data={"due_on": "2026-11-26"})
    assert (loan.size, loan.due_on, colour(placement, LightKind.EQUIPMENT)) == ("", date(2026, 11, 26), C.GREEN)
    assert InterventionKind.EQUIPMENT_LENT in list_done(placement.id)
    mother = make_family_user(placement.child)
    assert "You have borrowed" in visit("home.show_our_page", as_=mother).text
    post("support.give_back", as_=make_family_user(make_child()), status=404, loan_id=loan.id)
    post("support.give_back", as_=mother, status=303, loan_id=loan.id)
    assert loan.state == LoanState.RETURNED


def test_a_family_is_reminded_once_two_days_before_without_a_word_of_what(placement, coordinator, visit):
    mother = make_family_user(placement.child)
    mother.email = "mor@example.org"
    loan = actions.want_loan(placement, "football_boots", size="", lender_id=None, by=coordinator, now=NOW)
    actions.lend(loan, on=TODAY, due_on=TODAY + timedelta(days=3), by=coordinator, now=NOW)
    assert notices.tell_of_due(NOW) == 0
    assert [notices.tell_of_due(NOW + timedelta(days=1)) for _run in range(2)] == [1, 0]
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == mother.id)).all()
    assert {message.path for message in told} == {"/our-page"}
    loan.due_on = TODAY
    assert "Football boots: to be given back" in visit("home.show_today", as_=coordinator).text


@pytest.fixture
def neighbours(activity, coordinator):
    """Another family of the same group."""
    return make_placement(make_child(first_name="Olena"), activity, S.ACTIVE, by=coordinator, light=C.GREEN)


def test_two_families_learn_of_each_other_only_when_both_say_yes(placement, neighbours, coordinator, visit, post):
    one, other = make_family_user(placement.child), make_family_user(neighbours.child)
    phones = [side.child.family.guardians[0].phone for side in (placement, neighbours)]
    visit("support.show_transport", as_=coordinator, placement_id=placement.id)
    post(
        "support.ask_both",
        as_=coordinator,
        status=303,
        placement_id=placement.id,
        data={"other_id": str(neighbours.id)},
    )
    ride = db.session.scalars(select(SharedRide)).one()
    assert colour(placement, LightKind.TRANSPORT) == C.YELLOW
    post("support.answer_ride", as_=one, status=303, placement_id=placement.id, ride_id=ride.id, data={"says": "yes"})
    for user, phone in ((one, phones[1]), (other, phones[0])):
        assert phone not in visit("home.show_our_page", as_=user).source
    assert "Amir" not in visit("home.show_our_page", as_=other).text
    post("support.answer_ride", as_=other, status=404, placement_id=placement.id, ride_id=ride.id, data={"says": "yes"})
    post(
        "support.answer_ride", as_=other, status=303, placement_id=neighbours.id, ride_id=ride.id, data={"says": "yes"}
    )
    for user, phone in ((one, phones[1]), (other, phones[0])):
        assert phone in visit("home.show_our_page", as_=user).source
    assert colour(placement, LightKind.TRANSPORT) == C.GREEN
    visit("support.show_transport", as_=coordinator, placement_id=placement.id)
    post("support.answer_ride", as_=other, status=303, placement_id=neighbours.id, ride_id=ride.id, data={"says": "no"})
    assert phones[1] not in visit("home.show_our_page", as_=one).source
    assert colour(placement, LightKind.TRANSPORT) == C.RED


def test_who_stops_is_no_longer_seen_by_the_family_it_went_with(placement, neighbours, coordinator, visit):
    ride = actions.ask_both(placement, neighbours, by=coordinator, now=NOW)
    one, other = make_family_user(placement.child), make_family_user(neighbours.child)
    for side, user in ((placement, one), (neighbours, other)):
        guardian = side.child.family.guardians[0]
        actions.answer_ride(ride, side, says=True, guardian=guardian, by=user, now=NOW)
    phone = neighbours.child.family.guardians[0].phone
    assert phone in visit("home.show_our_page", as_=one).source
    end_placement(neighbours, StopReason.MOVED, version=neighbours.version, by=coordinator, now=NOW)
    assert phone not in visit("home.show_our_page", as_=one).source
    assert colour(placement, LightKind.TRANSPORT) == C.RED, "it needs another way"


def test_a_way_is_settled_in_one_tap(placement, coordinator, post):
    post("support.set_ride", as_=coordinator, status=303, placement_id=placement.id, data={"way": "bus"})
    assert colour(placement, LightKind.TRANSPORT) == C.GREEN
    assert InterventionKind.TRANSPORT in list_done(placement.id)


def test_an_erased_family_leaves_nothing_of_this(placement, neighbours, coordinator, visit):
    actions.ask_both(placement, neighbours, by=coordinator, now=NOW)
    actions.want_loan(placement, "football_boots", size="34", lender_id=None, by=coordinator, now=NOW)
    actions.set_ride(placement, RideWay.BUS, by=coordinator, now=NOW)
    actions.set_buddy(placement, Buddy.OLDER, by=coordinator, now=NOW)
    booking = actions.ask_guide(placement, make_guide(), language="nb", by=coordinator, now=NOW)
    application = make_application(placement)
    family_id = placement.child.family_id
    assert {booking.id, application.id} <= belongings_of(family_id).all_ids
    db.session.flush()
    erase_family(family_id, by=None, now=NOW)
    for model in (SharedRide, Loan, FeeApplication, Intervention):
        assert db.session.scalars(select(model)).all() == [], model
    assert len(db.session.scalars(select(Family)).all()) == 1


def test_red_equipment_that_nobody_has_named_asks_what_it_is(coordinator, activity, session, visit):
    red = make_placement(make_child(), activity, S.BOOKED, by=coordinator, light=C.RED)
    page = visit("support.show_equipment", as_=coordinator, placement_id=red.id)
    assert "Nobody has noted yet what is missing." in page.text and page("details[open] select[name=item]")
    known = make_placement(make_child(), activity, S.BOOKED, by=coordinator, light=C.GREEN)
    page = visit("support.show_equipment", as_=coordinator, placement_id=known.id)
    assert "Nothing is known to be missing." in page.text
