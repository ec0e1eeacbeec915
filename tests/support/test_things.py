"""Equipment, the way there, help with the fee: each turns its light, and nobody learns more than they need."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.catalogue.rules import PlaceKind
from allemed.commitments.rules import FundCase
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.families.models import Family
from allemed.placements.actions import end_placement
from allemed.placements.rules import LightColour, LightKind, PlacementState, StopReason
from allemed.privacy.actions import erase_family
from allemed.privacy.queries import belongings_of
from allemed.support import actions, notices
from allemed.support.models import FeeApplication, FeeScheme, Intervention, Loan, SharedRide
from allemed.support.queries import list_done, list_late_applications, list_stays
from allemed.support.queries.evidence import _read_buddies, _read_fund
from allemed.support.rules import ApplicationState, Buddy, InterventionKind, LoanState, RideWay
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement
from tests.factories.support import make_application, make_guide, make_scheme

S, C = PlacementState, LightColour
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def _tuesday(frozen):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR, name="Kari")


@pytest.fixture
def club():
    return make_association()


@pytest.fixture
def activity(club):
    return make_activity(
        club, name="Gutter 2017", bring=["football_boots", "water_bottle"], birth_year_from=2005, birth_year_to=2026
    )


@pytest.fixture
def placement(coordinator, activity):
    child = make_child(first_name="Amir", birth_year=2017)
    make_conversation(child, equipment=["football_boots"])
    first = NOW + timedelta(days=1)
    return make_placement(child, activity, S.BOOKED, by=coordinator, light=C.RED, first_session_at=first)


def colour(placement, kind):
    return next(one.colour for one in placement.lights if one.kind == kind)


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


def test_an_application_names_nobody_and_its_yes_turns_the_light_and_sets_the_day_of_renewal(
    placement, coordinator, visit, post
):
    scheme = make_scheme(amount=Decimal(2500), answer_days=14)
    visit("support.show_fee", as_=coordinator, placement_id=placement.id)
    data = {"scheme_id": str(scheme.id), "amount": "540", "from_on": "2026-07-01", "until_on": "2026-12-31"}
    post("support.draft_application", as_=coordinator, status=303, placement_id=placement.id, data=data)
    application = db.session.scalars(select(FeeApplication)).one()
    page = visit("support.show_application", as_=coordinator, application_id=application.id)
    for word in (application.reference, "540", "Gutter 2017", "Fritidskasse"):
        assert word in page.text
    assert "Amir" not in page.source and "2017-" not in page.source
    post(
        "support.send_application",
        as_=coordinator,
        status=303,
        application_id=application.id,
        data={"version": application.version},
    )
    assert (application.expected_on, colour(placement, LightKind.FEE)) == (TODAY + timedelta(days=14), C.YELLOW)
    sent = visit("support.show_application", as_=coordinator, application_id=application.id)
    assert sent.one("[name=granted]").get("value") == "540", "no decimals that say nothing"
    data = {"version": application.version, "answer": "yes", "granted": "500", "until": "2026-12-31"}
    post("support.answer_application", as_=coordinator, status=303, application_id=application.id, data=data)
    assert (application.granted, colour(placement, LightKind.FEE)) == (Decimal(500), C.GREEN)
    assert placement.fund_ends_on == date(2026, 12, 31), "followup asks 30 days before"
    assert InterventionKind.FEE_SUPPORT in list_done(placement.id)


def test_a_late_answer_is_on_today_by_its_reference(placement, coordinator, visit):
    application = make_application(
        placement,
        state=ApplicationState.SENT,
        sent_on=TODAY - timedelta(days=20),
        expected_on=TODAY - timedelta(days=6),
    )
    page = visit("home.show_today", as_=coordinator)
    assert page.one(f'a[href="/fee-applications/{application.id}"]') is not None
    assert application.reference in page.text


def test_an_answer_is_late_only_after_its_day_and_only_while_it_is_awaited(placement):
    days = (None, TODAY - timedelta(days=1), TODAY)
    made = {
        (state, day): make_application(placement, state=state, expected_on=day)
        for state in ApplicationState
        for day in days
    }
    late = made[ApplicationState.SENT, TODAY - timedelta(days=1)]
    assert list_late_applications(TODAY, 10) == [late]


def test_a_club_applies_itself_and_its_pages_of_applications_hold_no_child(placement, club, visit, post):
    coach = make_association_user(club)
    make_scheme()
    data = {"placement_id": str(placement.id), "amount": "540", "from_on": "2026-07-01", "until_on": "2026-12-31"}
    foreign = make_placement(make_child(), state=S.ACTIVE)
    post("support.draft_own_application", as_=coach, status=422, data=data | {"placement_id": str(foreign.id)})
    post("support.draft_own_application", as_=coach, status=303, data=data)
    application = db.session.scalars(select(FeeApplication)).one()
    listed = visit("support.list_own_applications", as_=coach)
    assert application.reference in listed.text and "Amir" not in listed.source
    assert "Amir" not in visit("support.show_application", as_=coach, application_id=application.id).source
    post(
        "support.send_application",
        as_=coach,
        status=303,
        application_id=application.id,
        data={"version": application.version},
    )
    facts = list(_read_fund({club.id}, TODAY))
    assert facts == [(club.id, FundCase(TODAY, TODAY, "Gutter 2017", False))]
    other = make_association_user(make_association())
    visit("support.show_application", as_=other, status=404, application_id=application.id)


def test_a_club_never_sees_what_the_coordinator_applies_for(placement, club, visit):
    application = make_application(placement)
    coach = make_association_user(club)
    visit("support.show_application", as_=coach, status=404, application_id=application.id)
    page = visit("support.list_own_applications", as_=coach)
    assert application.reference not in page.text
    assert "Amir" in page.text, "a name left out would tell of the coordinator's application"


def test_a_club_says_who_looks_after_the_child_without_a_name(placement, club, visit, post):
    coach = make_association_user(club)
    visit("placements.show_request", as_=coach, placement_id=placement.id)
    post("support.set_buddy", as_=coach, status=303, placement_id=placement.id, data={"buddy": "older"})
    assert list(_read_buddies({club.id}, TODAY)) == [(club.id, placement.id)]


@pytest.mark.parametrize("country", ["NO", "SE"])
def test_the_usual_schemes_of_a_country_are_a_beginning_that_can_be_changed(
    country, coordinator, visit, post, monkeypatch
):
    from allemed.support.views import fees

    monkeypatch.setattr(fees, "settings", lambda: type("Chosen", (), {"country": country}))
    visit("support.list_fee_schemes", as_=coordinator)
    for _twice in range(2):
        post("support.add_starters", as_=coordinator, status=303)
    schemes = db.session.scalars(select(FeeScheme)).all()
    assert len(schemes) == 2
    visit("support.list_fee_schemes", as_=coordinator)
    visit("support.edit_fee_scheme", as_=coordinator, fee_scheme_id=schemes[0].id)
    data = {
        "version": schemes[0].version,
        "name": "Vår kasse",
        "applicants": ["family"],
        "covers": ["fee"],
        "period": "year",
        "amount": "1 200,50",
    }
    post("support.edit_fee_scheme", as_=coordinator, status=303, fee_scheme_id=schemes[0].id, data=data)
    assert (schemes[0].name, schemes[0].amount) == ("Vår kasse", Decimal("1200.50"))


def test_what_was_done_is_noted_in_one_tap_with_time_and_money_if_one_likes(placement, coordinator, visit, post):
    visit("support.show_done", as_=coordinator, placement_id=placement.id)
    for _twice in range(2):
        post("support.note_done", as_=coordinator, status=303, placement_id=placement.id, data={"kind": "call_before"})
    data = {"kind": "call_before", "minutes": "15", "money": ""}
    post("support.note_effort", as_=coordinator, status=303, placement_id=placement.id, data=data)
    assert [one.minutes for one in db.session.scalars(select(Intervention))] == [15]
    page = visit("support.show_done", as_=coordinator, placement_id=placement.id)
    assert "15 minutes" in page.text
    record = visit("home.show_our_record", as_=make_family_user(placement.child))
    assert "A call before the first time" in record.text
    post("support.take_back_note", as_=coordinator, status=303, placement_id=placement.id, data={"kind": "call_before"})
    assert list_done(placement.id) == {}


def test_who_stayed_is_read_from_what_happened_and_small_numbers_are_not_shown(coordinator, activity, visit):
    for number in range(12):
        began = NOW - timedelta(days=150)
        ended = began + timedelta(days=30) if number % 2 else None
        one = make_placement(activity=activity, state=S.ENDED if ended else S.ACTIVE, started_at=began, ended_at=ended)
        if number < 6:
            actions.note(one, InterventionKind.BUDDY, by=coordinator, now=NOW)
    stays = list_stays(TODAY)
    assert (len(stays), sum(one.stayed for one in stays)) == (12, 6)
    page = visit("support.show_comparison", as_=coordinator)
    assert not page("table"), "three that stayed could be somebody"


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
